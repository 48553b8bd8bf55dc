import type { Clock } from '../ports/clock.ts';
import type { Publisher } from '../ports/publisher.ts';
import type { Snapshot, TerminalEvent, Till } from '../../../shared/ipc/contract.ts';
import type { Sale } from '../../../shared/payment.ts';

/** Numbers what is published, so that a window can tell a gap from the next event and ask for a snapshot. */
export class EventStream {
  readonly #publisher: Publisher;
  readonly #clock: Clock;
  #seq = 0;

  constructor(publisher: Publisher, clock: Clock) {
    this.#publisher = publisher;
    this.#clock = clock;
  }

  sale(sale: Sale): void {
    this.#publish({ type: 'sale', seq: this.#next(), now: this.#clock.now(), sale });
  }

  till(till: Till): void {
    this.#publish({ type: 'till', seq: this.#next(), now: this.#clock.now(), till });
  }

  /** Everything as it is now; events with a `seq` up to this one are contained in it. */
  snapshot(till: Till, sales: readonly Sale[]): Snapshot {
    return { seq: this.#seq, now: this.#clock.now(), till, sales: [...sales] };
  }

  #next(): number {
    this.#seq += 1;
    return this.#seq;
  }

  #publish(event: TerminalEvent): void {
    this.#publisher.publish(event);
  }
}
