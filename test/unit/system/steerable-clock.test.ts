import { describe, expect, it } from 'vitest';
import { steerableClock } from '../../../electron/adapters/system/clock.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';

describe('a clock that can be pushed', () => {
  it('calls what fell due meanwhile, in order and once, and leaves the rest for its time', async () => {
    const real = new VirtualClock(1_000);
    const clock = steerableClock(real);
    const called: string[] = [];
    clock.after(30_000, () => called.push('second'));
    clock.after(10_000, () => called.push('first'));
    clock.after(90_000, () => called.push('later'));
    const stop = clock.after(5_000, () => called.push('stopped'));
    stop();
    const [now, monotonic] = [clock.now(), clock.monotonic()];
    clock.pass(60_000);
    expect([clock.now() - now, clock.monotonic() - monotonic]).toEqual([60_000, 60_000]);
    await real.pass(0);
    expect(called).toEqual(['first', 'second']);
    await real.pass(29_999);
    expect(called).toHaveLength(2);
    await real.pass(1);
    expect(called).toEqual(['first', 'second', 'later']);
  });
});
