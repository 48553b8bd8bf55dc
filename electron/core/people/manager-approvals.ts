import type { Clock } from '../ports/clock.ts';
import type { CallName } from '../../../shared/ipc/names.ts';
import type { PersonRef } from '../../../shared/people.ts';

/** Long enough to repeat the call that was refused; a person does not have to hurry, a program does it. */
const LASTS_MS = 60_000;
/** More than a window could ask for at a time. */
const MOST_AT_ONCE = 10;

interface Approval {
  readonly call: CallName;
  readonly digest: string;
  readonly manager: PersonRef;
  readonly until: number;
}

/**
 * One name for all spellings of the same input: fields in the order of the alphabet, and what is undefined left out.
 */
export function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, each: unknown) =>
      typeof each === 'object' && each !== null && !Array.isArray(each)
        ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : each,
    ) ?? 'null'
  );
}

/** What managers have approved in place: one call with exactly one input each, good once and for a minute. */
export class ManagerApprovals {
  readonly #clock: Clock;
  readonly #digest: (text: string) => string;
  #given: readonly Approval[] = [];

  /** @param digest so that what was approved, which may hold a key or a number, is not kept */
  constructor(clock: Clock, digest: (text: string) => string) {
    this.#clock = clock;
    this.#digest = digest;
  }

  give(call: CallName, input: unknown, manager: PersonRef): void {
    const approval = {
      call,
      digest: this.#digest(canonical(input)),
      manager,
      until: this.#clock.monotonic() + LASTS_MS,
    };
    this.#given = [...this.#valid(), approval].slice(-MOST_AT_ONCE);
  }

  /** The manager who approved it, or null. It is used up. */
  use(call: CallName, input: unknown): PersonRef | null {
    const valid = this.#valid();
    if (!valid.some((each) => each.call === call)) return null;
    const digest = this.#digest(canonical(input));
    const found = valid.find((each) => each.call === call && each.digest === digest) ?? null;
    this.#given = valid.filter((each) => each !== found);
    return found?.manager ?? null;
  }

  /** Somebody else stands there now. */
  forgetAll(): void {
    this.#given = [];
  }

  #valid(): readonly Approval[] {
    const now = this.#clock.monotonic();
    return this.#given.filter(({ until }) => until > now);
  }
}
