/**
 * A list that is longer than a page can be: browsers lay out about 33 million pixels, a million rows of a finger's
 * height need more. Small steps of the scroll bar move the list by as much; a jump lands at the same share of it. All
 * values in pixels; `top` is the list's, `bar` the scroll bar's.
 */
export interface ScrollState {
  readonly top: number;
  readonly bar: number;
}

export interface ScrollSize {
  /** Of all rows. */
  readonly whole: number;
  /** Of the part in view. */
  readonly view: number;
}

const MOST_LAID_OUT = 8_000_000;

/** Height that is laid out for the rows. */
export const laidOut = ({ whole }: ScrollSize): number => Math.min(whole, MOST_LAID_OUT);

const between = (low: number, value: number, high: number): number => Math.max(low, Math.min(value, high));
const lastTop = ({ whole, view }: ScrollSize): number => Math.max(0, whole - view);
const lastBar = (size: ScrollSize): number => Math.max(0, laidOut(size) - size.view);

/** Where the scroll bar belongs when the list stands there. */
export function barAt(top: number, size: ScrollSize): number {
  if (laidOut(size) === size.whole) return between(0, top, lastTop(size));
  const share = lastTop(size) === 0 ? 0 : top / lastTop(size);
  const bar = Math.round(share * lastBar(size));
  // Room to go on in both directions until the list itself is at its end.
  if (top <= 0) return 0;
  if (top >= lastTop(size)) return lastBar(size);
  return between(1, bar, lastBar(size) - 1);
}

/** The scroll bar was moved to `bar`. */
export function scrolled(before: ScrollState, bar: number, size: ScrollSize): ScrollState {
  if (laidOut(size) === size.whole) return { top: between(0, bar, lastTop(size)), bar };
  const step = bar - before.bar;
  if (Math.abs(step) > size.view)
    return { top: lastBar(size) === 0 ? 0 : Math.round((bar / lastBar(size)) * lastTop(size)), bar };
  const top = between(0, before.top + step, lastTop(size));
  // At an end of the bar the list may not be at its own yet.
  const atEnd = (bar <= 0 && top > 0) || (bar >= lastBar(size) && top < lastTop(size));
  return { top, bar: atEnd ? barAt(top, size) : bar };
}

/** Where the list must stand so that this row is in view: as it stands, when it is. */
export function topFor(row: number, rowHeight: number, top: number, size: ScrollSize): number {
  const from = row * rowHeight;
  if (from < top) return between(0, from, lastTop(size));
  return from + rowHeight > top + size.view ? between(0, from + rowHeight - size.view, lastTop(size)) : top;
}
