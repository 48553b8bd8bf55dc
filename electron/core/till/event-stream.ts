import type { Clock } from '../ports/clock.ts';
import type { Publisher } from '../ports/publisher.ts';
import { AUDIENCES } from '../../../shared/audience.ts';
import type { Audience } from '../../../shared/audience.ts';
import { EVENTS } from '../../../shared/ipc/contract.ts';
import type { Snapshot, TerminalEvent } from '../../../shared/ipc/contract.ts';

/** An event without its number and time. */
type Told<E> = E extends unknown ? Omit<E, 'seq' | 'now'> : never;

/**
 * Numbers what is published, for each audience by itself, so that a window can tell a gap from the next event and ask
 * for a snapshot.
 */
export class EventStream {
  readonly #publisher: Publisher<TerminalEvent>;
  readonly #clock: Clock;
  readonly #seq = new Map<Audience, number>(AUDIENCES.map((audience) => [audience, 0]));

  constructor(publisher: Publisher<TerminalEvent>, clock: Clock) {
    this.#publisher = publisher;
    this.#clock = clock;
  }

  /** To the windows of every audience that the contract names for it. */
  tell(told: Told<TerminalEvent>): void {
    for (const audience of EVENTS[told.type].audiences) {
      this.#seq.set(audience, this.seq(audience) + 1);
      this.#publisher.publish({ ...told, ...this.stamp(audience) }, audience);
    }
  }

  /** Where a snapshot for an audience stands: events with a `seq` up to this one are contained in it. */
  stamp(audience: Audience): Pick<Snapshot, 'seq' | 'now'> {
    return { seq: this.seq(audience), now: this.#clock.now() };
  }

  seq(audience: Audience): number {
    return this.#seq.get(audience) ?? 0;
  }
}
