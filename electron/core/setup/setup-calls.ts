import type { ErrorCode } from '../../../shared/errors.ts';
import type { CallHandlers, CallInput } from '../../../shared/ipc/contract.ts';
import type { Actor } from '../../../shared/people.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { Preferences } from '../../../shared/settings.ts';
import type { Clock, Connections, KeyKeeper, Settings } from '../ports.ts';
import { reply } from '../reply.ts';
import type { TillEntry } from '../till-entries.ts';

export interface SetupDesk {
  readonly connections: Pick<Connections, 'examine'>;
  readonly clock: Clock;
  current(): Settings;
  setUp(input: CallInput<'setup.complete'>): Promise<Result<unknown, ErrorCode>>;
  prefer(preferences: Preferences): Promise<Result<unknown, ErrorCode>>;
  /** Writes an entry into the journal. */
  note(entry: TillEntry): void;
}

/** The calls about what the till is set up as. The journal hears who changed what, by the names of the settings. */
export function setupCalls(desk: () => SetupDesk): Pick<CallHandlers, 'setup.checkConnection' | 'setup.complete' | 'settings.preferences'> {
  const change = async ({ by, approvedBy }: Actor, newKeys: boolean, work: () => Promise<Result<unknown, ErrorCode>>) => {
    const { clock, current, note } = desk();
    const before = current();
    const result = await work();
    const changed = [...changedNames(before.store, current().store), ...changedNames(before.preferences, current().preferences), ...(newKeys ? ['keys'] : [])];
    if (result.ok && changed.length > 0) note({ type: 'settings.changed', at: clock.now(), by, approvedBy, what: changed.join(', ') });
    return reply(result);
  };
  return {
    'setup.checkConnection': async (input) => {
      const found = await desk().connections.examine(input);
      return found.ok ? { accepted: true, proof: found.value } : { accepted: false, error: found.error };
    },
    'setup.complete': (input, actor) => change(actor, input.credentials !== null, () => desk().setUp(input)),
    'settings.preferences': (preferences, actor) => change(actor, false, () => desk().prefer(preferences)),
  };
}

/** Keeps the keys that came with the settings, if they can be the settings of a till; what stands in the way otherwise. */
export async function keepKeys({ store, credentials, thisRunOnly }: CallInput<'setup.complete'>, keys: KeyKeeper): Promise<Result<null, ErrorCode>> {
  if (!store.vatRates.includes(store.defaultVatRate)) return err('settings.invalid');
  if (store.environment === 'practice') return ok(null);
  if (store.merchantSerialNumber === null) return err('setup.serialNumberMalformed');
  const kept = credentials ? await keys.keep(store.environment, credentials, thisRunOnly) : ok(await keys.status(store.environment));
  if (!kept.ok) return kept;
  return kept.value === 'missing' ? err('till.noKeys') : ok(null);
}

/** Names of the fields in which two differ. */
function changedNames(before: object | null, after: object | null): string[] {
  const [old, now] = [new Map(Object.entries(before ?? {})), new Map(Object.entries(after ?? {}))];
  return [...new Set([...old.keys(), ...now.keys()])].filter((name) => JSON.stringify(old.get(name)) !== JSON.stringify(now.get(name)));
}
