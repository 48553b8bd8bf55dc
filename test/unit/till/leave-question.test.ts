import { beforeEach, describe, expect, it } from 'vitest';
import { LeaveQuestion } from '../../../electron/core/till/leave-question.ts';
import { leavesFullScreen } from '../../../electron/shell/kiosk.ts';
import { T0 } from '../../support/machine/payment-samples.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';

let clock: VirtualClock;
let left: number;
let shown: number;
const question = ({ live = false, full = false }) =>
  new LeaveQuestion({
    clock,
    hasLivePayments: () => live,
    fillsScreen: () => full,
    changed: () => void (shown += 1),
    leave: () => void (left += 1),
  });
beforeEach(() => {
  clock = new VirtualClock(T0);
  [left, shown] = [0, 0];
});

const ALONE = false;
const MANAGER = true;

describe('a till that fills the screen', () => {
  it('is left by a manager alone, however often somebody asks, and goes on asking', async () => {
    const till = question({ full: true });
    for (const _ of [1, 2, 3]) {
      expect(till.mayLeave('close')).toBe(false);
      expect(till.answer(true, ALONE)).toEqual({ ok: false, error: 'people.managerNeeded' });
      expect(till.why).toBe('close');
      await clock.pass(5_000);
    }
    expect(left).toBe(0);
    expect(till.answer(true, MANAGER)).toEqual({ ok: true, value: null });
    expect([left, till.why]).toEqual([1, null]);
  });

  it('goes on where somebody stays, and holds nobody up who logs off or whom an update ends', () => {
    const till = question({ full: true });
    till.mayLeave('close');
    expect(till.answer(false, ALONE)).toEqual({ ok: true, value: null });
    expect([left, till.why, shown]).toEqual([0, null, 2]);
    expect(till.mayLeave('logOff')).toBe(true);
  });

  it('takes no key for leaving it', () => {
    const none = { control: false, meta: false, alt: false };
    const ways = [
      { ...none, key: 'F11' },
      { ...none, alt: true, key: ' ' },
      { ...none, meta: true, key: 'M' },
      { ...none, meta: true, key: 'h' },
      { ...none, control: true, key: 'w' },
    ];
    expect(ways.filter((keys) => !leavesFullScreen(keys))).toEqual([]);
    for (const key of ['F4', 'Enter', 'w', 'Escape']) expect(leavesFullScreen({ ...none, key })).toBe(false);
  });
});

it('a till with an open payment is left by who asks twice, and not by a slip of the hand', async () => {
  const till = question({ live: true });
  expect(till.mayLeave('close')).toBe(false);
  expect(till.mayLeave('close')).toBe(false);
  await clock.pass(1_500);
  expect(till.mayLeave('close')).toBe(true);
  expect(till.answer(true, ALONE)).toEqual({ ok: true, value: null });
  expect(left).toBe(1);
});
