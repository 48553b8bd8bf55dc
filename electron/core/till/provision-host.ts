import type { PeopleService } from '../people/people-service.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connections } from '../ports/connections.ts';
import type { ProvisionMaker } from '../ports/provision.ts';
import type { SettingsStore } from '../ports/settings.ts';
import type { ProvisionDesk, ProvisionHost } from '../setup/provisioning.ts';
import type { CounterKeeper } from './counter-keeper.ts';

export interface ProvisionDeps {
  /** The set-up from a file that lies ready, or null. */
  readonly provision: ((host: ProvisionHost) => ProvisionDesk) | null;
  readonly maker: ProvisionMaker;
}

interface Parts extends Pick<ProvisionDeps, 'provision'> {
  readonly clock: Clock;
  readonly settings: SettingsStore;
  readonly connections: Connections;
  readonly people: PeopleService;
  readonly keeper: CounterKeeper;
  changed(): void;
}

/** The set-up from a file, if one lies ready, with what the till lends to it. */
export function provisionDesk({ people, keeper, ...deps }: Parts): ProvisionDesk | null {
  const { clock, settings, connections, changed, provision } = deps;
  const host: ProvisionHost = {
    clock,
    settings,
    isFresh: () =>
      settings.current().store === null &&
      settings.damaged() === null &&
      !settings.newer() &&
      people.isEmpty &&
      !connections.journals.exists('test') &&
      !connections.journals.exists('production'),
    people: (named) => people.provision(named),
    setUp: (input) => keeper.setUp(input),
    tell: (what) => people.tell(what),
    changed,
  };
  return provision?.(host) ?? null;
}
