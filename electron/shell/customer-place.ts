import type { Rectangle } from './placement.ts';
import { findDisplay } from '../../shared/display.ts';
import type { Display } from '../../shared/display.ts';

/** Where the customer's screen stands: pure, so that displays that come, go and change can be tried without any. */

/** What is wanted of it. */
export interface CustomerWish {
  /** The display that the shop chose, as it was then. */
  readonly display: Display | null;
  /** The till's own window is turned to the customer. */
  readonly turned: boolean;
  /** Somebody practises and is to see what a customer would. */
  readonly practises: boolean;
}

export interface Desktop {
  readonly displays: readonly Display[];
  /** What of the till's display programs may fill. */
  readonly workArea: Rectangle;
  readonly till: Rectangle;
  /** The practice customer's phone, where it is open. */
  readonly phone: Rectangle | null;
}

/**
 * `fills` a display of its own, for the customer alone · `covers` the till's window until it is turned back · stands
 * `beside` it while somebody practises
 */
export interface CustomerPlace {
  readonly mode: 'fills' | 'covers' | 'beside';
  readonly bounds: Rectangle;
}

/** Beside the till it is a small picture of itself; the second size is for a narrow screen. */
const SIZES = [
  { width: 400, height: 300 },
  { width: 320, height: 240 },
] as const;
const GAP = 12;

const overlap = (a: Rectangle, b: Rectangle): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

/** The display that shows the largest part of a window. */
export const displayOf = (window: Rectangle, displays: readonly Display[]): Display | null =>
  displays.reduce<Display | null>(
    (best, each) => (overlap(window, each) > (best === null ? 0 : overlap(window, best)) ? each : best),
    null,
  );

/** The free place nearest to hand, or null where it would lie over the till or the phone. */
function besideTill({ till, phone, workArea }: Desktop): Rectangle | null {
  const taken = phone ? [till, phone] : [till];
  for (const size of SIZES) {
    const starts = (phone ? [phone, till] : [till]).flatMap((of) => [
      { x: of.x, y: of.y + of.height + GAP },
      { x: of.x + of.width + GAP, y: of.y },
      { x: of.x - GAP - size.width, y: of.y },
      { x: of.x, y: of.y - GAP - size.height },
    ]);
    const free = starts
      .map((start) => ({ ...start, ...size }))
      .find(
        (place) =>
          overlap(place, workArea) === size.width * size.height && taken.every((each) => overlap(place, each) === 0),
      );
    if (free) return free;
  }
  return null;
}

const boundsOf = ({ x, y, width, height }: Rectangle): Rectangle => ({ x, y, width, height });

/** Where it is now; null: nowhere. Never over the till unless it was turned. */
export function placeCustomer(wish: CustomerWish, desktop: Desktop): CustomerPlace | null {
  const { displays, till } = desktop;
  const found = wish.display && findDisplay(wish.display, displays);
  // A cashier's window that was moved there, or one picture on both: then the customer has no display of their own.
  if (found && overlap(till, found) === 0 && displayOf(till, displays)?.id !== found.id)
    return { mode: 'fills', bounds: boundsOf(found) };
  if (wish.turned) return { mode: 'covers', bounds: boundsOf(till) };
  const place = wish.practises ? besideTill(desktop) : null;
  return place && { mode: 'beside', bounds: place };
}
