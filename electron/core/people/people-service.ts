import type { CallHandlers, GuardedCalls } from '../../../shared/ipc/contract.ts';
import type { PeopleView } from '../../../shared/ipc/people-calls.ts';
import { NOBODY } from '../../../shared/people.ts';
import type { PeopleSettings, Person } from '../../../shared/people.ts';
import type { Result } from '../../../shared/result.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { guard } from './guard.ts';
import { peopleCalls } from './people-calls.ts';
import type { PeopleCall } from './people-calls.ts';
import { People } from './people.ts';
import type { PeopleDeps } from './people.ts';
import type { RecoveryDeps } from './recovery.ts';
import { Session } from './session.ts';

/** The people of this till and who of them stands at it. */
export class PeopleService {
  readonly #deps: RecoveryDeps;
  readonly #session: Session;

  /** @param deps `changed`: what `view` shows is different now */
  constructor(deps: Omit<PeopleDeps, 'journals'> & Omit<RecoveryDeps, 'people'> & { changed(): void }) {
    const people = new People({ ...deps, journals: deps.connections.journals });
    this.#deps = { people, keys: deps.keys, connections: deps.connections, shop: () => deps.shop() };
    this.#session = new Session({
      people,
      clock: deps.clock,
      digest: (text) => deps.hasher.digest(text),
      note: (entry) => deps.note(entry),
      changed: () => deps.changed(),
    });
  }

  get view(): PeopleView {
    return this.#session.view;
  }

  /** A journal is open. */
  opened(): Promise<void> {
    return this.#deps.people.opened();
  }

  /** Nobody was ever named at this till. */
  get isEmpty(): boolean {
    const { people } = this.#deps;
    return people.all.length === 0 && people.damaged === null && !people.settings.pinsOn;
  }

  /** The people of a set-up file; none takes them out again. */
  async provision(named: readonly Pick<Person, 'name' | 'role'>[]): Promise<Result<null, ErrorCode>> {
    const done = await this.#deps.people.provision(named);
    this.#session.peopleChanged();
    return done;
  }

  /** Writes what became of the people at a set-up, which nobody had to sign in for. */
  tell(what: string): Promise<void> {
    return this.#deps.people.tell(NOBODY, what);
  }

  get settings(): PeopleSettings {
    return this.#deps.people.settings;
  }

  /** All calls, with those about people among them, behind the permissions. */
  guard(handlers: Omit<CallHandlers, PeopleCall>): GuardedCalls {
    return guard({ ...handlers, ...peopleCalls(this.#deps, this.#session) }, this.#session);
  }

  /** Nobody is there any more: the machine goes to sleep. */
  lock(): void {
    this.#session.lock();
  }

  stop(): void {
    this.#session.stop();
  }
}
