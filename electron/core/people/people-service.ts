import type { CallHandlers, GuardedCalls } from '../../../shared/ipc/contract.ts';
import type { PeopleView } from '../../../shared/ipc/people-calls.ts';
import type { PeopleSettings } from '../../../shared/people.ts';
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
