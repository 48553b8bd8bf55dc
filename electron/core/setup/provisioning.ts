import { WrongTries } from '../people/wrong-tries.ts';
import type { Clock } from '../ports/clock.ts';
import type { ProvisionDoor } from '../ports/provision.ts';
import type { SettingsStore } from '../ports/settings.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import type { Person } from '../../../shared/people.ts';
import { settingsBy } from '../../../shared/provision/file.ts';
import type { SetUp } from '../../../shared/provision/file.ts';
import { needsNumber } from '../../../shared/provision/till-id.ts';
import type { ProvisionView } from '../../../shared/provision/view.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';

/** What a till lends to its set-up from a file. */
export interface ProvisionHost {
  readonly clock: Clock;
  readonly settings: SettingsStore;
  /** Nobody has set this till up, worked at it or sold with it. */
  isFresh(): boolean;
  /** Puts people into the empty book; none takes them out again. */
  people(named: readonly Pick<Person, 'name' | 'role'>[]): Promise<Result<null, ErrorCode>>;
  setUp(input: CallInput<'setup.complete'>): Promise<Result<null, ErrorCode>>;
  /** Who was named, into the journal that is open then. */
  tell(what: string): Promise<void>;
  changed(): void;
}

/** The set-up from a file that lies ready; null where there is none, or no more. */
export interface ProvisionDesk {
  view(): ProvisionView | null;
  apply(input: CallInput<'provision.apply'>): Promise<Result<null, ErrorCode>>;
}

const CODE = 'provision';

/**
 * A till without settings becomes what a file says, once its code was typed: settings, people and keys together or
 * none of them. The settings come last: with them it is set up, without them the next start takes the rest away.
 */
export class Provisioning implements ProvisionDesk {
  readonly #door: ProvisionDoor;
  readonly #host: ProvisionHost;
  /** In memory alone: 95 bits cannot be tried out, so a restart gives nothing away. */
  readonly #tries: WrongTries;
  #busy = false;

  constructor(door: ProvisionDoor, host: ProvisionHost) {
    this.#door = door;
    this.#host = host;
    this.#tries = new WrongTries(host.clock, []);
  }

  view(): ProvisionView | null {
    const { found, machine } = this.#door;
    const { content } = found;
    if (this.#host.settings.current().store !== null) return null;
    const waitUntil = this.#tries.waitUntil(CODE);
    if (!content.ok) return { file: found.name, ...content.error, becomes: null, waitUntil };
    const { setUp, expires } = content.value;
    return {
      file: found.name,
      // While it is being written, people stand in the book that were not there before.
      problem: this.#busy ? null : this.#inTheWay(setUp, expires),
      lines: [],
      becomes: {
        storeName: setUp.shop.name,
        environment: setUp.environment,
        posId: settingsBy(setUp, machine, null)?.store.posId ?? null,
        people: setUp.people.length,
        expires,
      },
      waitUntil,
    };
  }

  async apply({ code, number }: CallInput<'provision.apply'>): Promise<Result<null, ErrorCode>> {
    const { content } = this.#door.found;
    if (!content.ok) return err(content.error.problem);
    if (this.#busy) return err('till.starting');
    this.#busy = true;
    try {
      return await this.#apply(code, number, content.value);
    } finally {
      this.#busy = false;
      this.#host.changed();
    }
  }

  async #apply(
    code: string,
    number: number | null,
    { setUp, expires }: { readonly setUp: SetUp; readonly expires: number },
  ): Promise<Result<null, ErrorCode>> {
    const barred = this.#inTheWay(setUp, expires);
    if (barred) return err(barred);
    const settings = settingsBy(setUp, this.#door.machine, number);
    if (!settings) return err('provision.noTillId');
    const begun = this.#tries.begin(CODE);
    if (!begun.ok) return err('provision.wait');
    const opened = await this.#door.open(code);
    if (opened.ok) this.#tries.takeBack(CODE, 'right');
    else if (opened.error !== 'provision.wrongCode') this.#tries.takeBack(CODE, 'notJudged');
    if (!opened.ok) return opened;
    const needed = setUp.environment !== 'practice';
    if (needed !== (opened.value !== null)) return err('provision.tampered');
    if (!this.#host.isFresh()) return err('provision.notFresh');
    return this.#write({ ...settings, credentials: opened.value, thisRunOnly: false }, setUp);
  }

  async #write(input: CallInput<'setup.complete'>, { people }: SetUp): Promise<Result<null, ErrorCode>> {
    const { host, door } = { host: this.#host, door: this.#door };
    const begun = door.begin();
    if (!begun.ok) return begun;
    const named = people.length > 0 ? await host.people(people) : ok(null);
    const done = named.ok ? await host.setUp(input) : named;
    if (done.ok) {
      door.end();
      await host.tell(
        `from a set-up file: ${people.map(({ name, role }) => `${name} as ${role}`).join(', ') || 'nobody'}`,
      );
      return ok(null);
    }
    await this.#undo(input, people.length > 0);
    return done;
  }

  /** Without an end the mark stays, and the next start does it. */
  async #undo({ store }: CallInput<'setup.complete'>, people: boolean): Promise<void> {
    const { settings } = this.#host;
    if (store.environment !== 'practice') await this.#door.forgetKeys(store.environment);
    const emptied = people ? await this.#host.people([]) : ok(null);
    const { preferences } = settings.current();
    // Also where the disk only said no: what it took must not be found by the next start.
    const cleared = await settings.write({ store: null, preferences });
    if (emptied.ok && cleared.ok) this.#door.end();
  }

  #inTheWay(setUp: SetUp, expires: number): ErrorCode | null {
    const { clock } = this.#host;
    if (!this.#host.isFresh()) return 'provision.notFresh';
    if (clock.now() >= expires) return 'provision.expired';
    const { machine } = this.#door;
    // A rule that gives this machine no id, and none that a person could type.
    return !needsNumber(setUp.till.id, machine) && settingsBy(setUp, machine, null) === null
      ? 'provision.noTillId'
      : null;
  }
}
