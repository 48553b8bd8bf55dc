import type { TillEntry } from '../journal/till-entries.ts';
import { ManagerApprovals } from './manager-approvals.ts';
import { refOf } from './people.ts';
import type { People } from './people.ts';
import type { Clock } from '../ports/clock.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import type { CallName } from '../../../shared/ipc/names.ts';
import type { PeopleView } from '../../../shared/ipc/people-calls.ts';
import { NOBODY } from '../../../shared/people.ts';
import type { Actor, Person } from '../../../shared/people.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';

export interface SessionDeps {
  readonly people: People;
  readonly clock: Clock;
  digest(text: string): string;
  note(entry: TillEntry): void;
  /** Somebody signed in, or the till locked itself: the window must know. */
  changed(): void;
}

const LOCKED: Actor = { by: null, mayApprove: false, approvedBy: null };

/**
 * Who stands at the till. It starts locked where PINs are on, and locks itself when nobody has touched it for a while.
 * Locking ends no payment and forgets nothing that was typed: it only refuses what a person could ask for.
 */
export class Session {
  readonly #deps: SessionDeps;
  readonly #approvals: ManagerApprovals;
  #signedInId: string | null = null;
  #lastId: string | null = null;
  #activeAt = 0;
  #stopTimer: () => void = () => undefined;

  constructor(deps: SessionDeps) {
    this.#deps = deps;
    this.#approvals = new ManagerApprovals(deps.clock, deps.digest);
  }

  get signedIn(): Person | null {
    const person = this.#signedInId === null ? null : this.#deps.people.find(this.#signedInId);
    return person?.active ? person : null;
  }

  get isLocked(): boolean {
    return this.#deps.people.settings.pinsOn && this.signedIn === null;
  }

  get view(): PeopleView {
    const { people } = this.#deps;
    return {
      settings: people.settings,
      list: people.all.map((person) => ({
        ...person,
        hasPin: people.hasPin(person.id),
        waitUntil: people.waitUntil(person.id, 'signIn'),
        approvalWaitUntil: people.waitUntil(person.id, 'approval'),
      })),
      signedIn: this.signedIn,
      locked: this.isLocked,
      lastId: this.#lastId,
      recoveryWaitUntil: people.recoveryWaitUntil,
      damaged: people.damaged,
    };
  }

  /** Also while somebody else is signed in, who is signed out then. */
  async signIn(input: CallInput<'people.signIn'>): Promise<Result<null, ErrorCode>> {
    if (!this.#deps.people.settings.pinsOn) return err('people.pinsOff');
    const person = await this.#deps.people.check(input, 'signIn');
    // A wrong PIN can begin a wait.
    if (!person.ok) this.#deps.changed();
    else this.welcome(person.value);
    return person.ok ? ok(null) : person;
  }

  /** Their PIN was right, or was set anew just now. */
  welcome(person: Person): void {
    const { clock, note, changed } = this.#deps;
    const before = this.signedIn;
    if (before && before.id !== person.id) note({ type: 'person.signedOut', at: clock.now(), by: refOf(before) });
    if (before?.id !== person.id) {
      this.#approvals.forgetAll();
      note({ type: 'person.signedIn', at: clock.now(), by: refOf(person) });
    }
    this.#signedInId = person.id;
    this.#lastId = person.id;
    this.active();
    this.#lockWhenIdle();
    changed();
  }

  lock(): void {
    const { clock, note, changed } = this.#deps;
    const { signedIn } = this;
    this.#stopTimer();
    this.#signedInId = null;
    if (!signedIn) return;
    note({ type: 'person.locked', at: clock.now(), by: refOf(signedIn) });
    changed();
  }

  /** Somebody touched the screen or a key. */
  active(): void {
    this.#activeAt = this.#deps.clock.monotonic();
  }

  /** People or settings were changed: who has left is out at once, and where PINs are off nobody is in. */
  peopleChanged(): void {
    if (!this.#deps.people.settings.pinsOn || !this.signedIn) this.#signedInId = null;
    this.#lockWhenIdle();
    this.#deps.changed();
  }

  /** A manager lets one call pass. @param input as its schema parsed it */
  async approve(
    { personId, pin, call }: CallInput<'people.approve'>,
    input: unknown,
  ): Promise<Result<null, ErrorCode>> {
    const asker = this.#signedInId;
    const manager = await this.#deps.people.check({ personId, pin }, 'approval');
    if (!manager.ok) this.#deps.changed();
    if (!manager.ok) return manager;
    // Locked or switched while the PIN was looked at: it was approved for somebody else.
    if (asker === null || asker !== this.#signedInId) return err('people.locked');
    this.active();
    this.#approvals.give(call, input, refOf(manager.value));
    return ok(null);
  }

  /** Who asks for this call. An approval of it is used up by asking. */
  actorOf(call: CallName, input: unknown): Actor {
    if (!this.#deps.people.settings.pinsOn) return NOBODY;
    const { signedIn } = this;
    if (!signedIn) return LOCKED;
    if (signedIn.role === 'manager') return { by: refOf(signedIn), mayApprove: true, approvedBy: null };
    const approvedBy = this.#approvals.use(call, input);
    return { by: refOf(signedIn), mayApprove: approvedBy !== null, approvedBy };
  }

  stop(): void {
    this.#stopTimer();
  }

  #lockWhenIdle(): void {
    this.#stopTimer();
    if (!this.signedIn) return;
    const { clock, people } = this.#deps;
    const leftMs = this.#activeAt + people.settings.lockAfterMinutes * 60_000 - clock.monotonic();
    this.#stopTimer = clock.after(Math.max(0, leftMs), () => {
      if (clock.monotonic() - this.#activeAt >= people.settings.lockAfterMinutes * 60_000) this.lock();
      else this.#lockWhenIdle();
    });
  }
}
