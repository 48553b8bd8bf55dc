import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barAt, laidOut, scrolled, topFor } from '../../../renderer/ui/scroll-map.ts';

const ROW = 56;
const short = { whole: 100 * ROW, view: 540 };
const million = { whole: 1_000_000 * ROW, view: 540 };
const END = million.whole - million.view;
const BAR_END = laidOut(million) - million.view;

describe('a list that is longer than a page can be', () => {
  it('is laid out in full while that is possible, and never higher than a browser can', () => {
    expect(laidOut(short)).toBe(short.whole);
    expect(laidOut(million)).toBeLessThan(33_000_000);
    expect(scrolled({ top: 0, bar: 0 }, 400, short)).toEqual({ top: 400, bar: 400 });
  });

  it('moves by as much as a small step, and lands at the same share after a jump', () => {
    const middle = scrolled({ top: 0, bar: 0 }, Math.round(BAR_END / 2), million);
    expect(middle.top / END).toBeCloseTo(0.5, 5);
    expect(scrolled(middle, middle.bar + 120, million).top).toBe(middle.top + 120);
    expect(scrolled(middle, middle.bar - 120, million).top).toBe(middle.top - 120);
  });

  it('reaches the first and the last row', () => {
    expect(scrolled({ top: 5_000_000, bar: 700_000 }, BAR_END, million)).toEqual({ top: END, bar: BAR_END });
    expect(scrolled({ top: 5_000_000, bar: 700_000 }, 0, million)).toEqual({ top: 0, bar: 0 });
    expect(topFor(999_999, ROW, 0, million)).toBe(END);
    expect(topFor(0, ROW, END, million)).toBe(0);
  });

  it('never strands the bar at an end at which the list is not', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: -540, max: 540 }), fc.integer({ min: -BAR_END, max: BAR_END })), {
          maxLength: 60,
        }),
        (steps) => {
          let state = { top: 0, bar: 0 };
          for (const step of steps) {
            state = scrolled(state, Math.max(0, Math.min(state.bar + step, BAR_END)), million);
            expect(state.top).toBeGreaterThanOrEqual(0);
            expect(state.top).toBeLessThanOrEqual(END);
            if (state.top > 0) expect(state.bar).toBeGreaterThan(0);
            if (state.top < END) expect(state.bar).toBeLessThan(BAR_END);
          }
        },
      ),
    );
  });

  it('stays where it is when a row is in view already', () => {
    expect(topFor(12, ROW, 10 * ROW, short)).toBe(10 * ROW);
    expect(topFor(9, ROW, 10 * ROW, short)).toBe(9 * ROW);
    expect(barAt(10 * ROW, short)).toBe(10 * ROW);
  });
});
