import type { Core } from './routes.ts';
import { ended, gather, nextToTell, takeDue, type Outgoing } from './webhooks.ts';

/** What the world tells by itself, for a courier. */
export interface Telling {
  /** What registered receivers are to be told now; each waits for `delivered` before it is given again. */
  takeDeliveries(now: number): readonly Outgoing[];
  /** What came of a delivery: not taken, it is tried again by the plan. */
  delivered(id: number, taken: boolean, now: number): void;
  /** When something next happens that a receiver is told of; null without one. */
  nextToTell(): number | null;
}

export function tellingOf(core: Core, advance: (now: number) => void): Telling {
  const underWay = new Set<number>();
  return {
    takeDeliveries(now) {
      advance(now);
      gather(core);
      const due = takeDue(core.webhooks, underWay, core.now);
      if (due.length > 0) core.version += 1;
      return due;
    },
    delivered(id, taken, now) {
      advance(now);
      core.version += 1;
      underWay.delete(id);
      ended(core.webhooks, id, taken, core.now);
    },
    nextToTell() {
      const told = nextToTell(core, underWay);
      return told === null ? null : Math.min(told, core.customer.due[0]?.at ?? told);
    },
  };
}
