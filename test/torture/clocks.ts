import { join } from 'node:path';
import type { DrivenCounter } from './counter.ts';
import type { Fault } from './fault.ts';
import { Lost } from './lost.ts';

/** The machine's wall clock is set while a sale waits, or while the terminal is down. */

const HOUR_MS = 3_600_000;

const clock = (ms: number, when: 'start' | 'signal') => ({
  args: ['-r', join(import.meta.dirname, 'shifted-clock.cjs')],
  env: { TORTURE_CLOCK_MS: String(ms), TORTURE_CLOCK_WHEN: when },
});

/** The fault must have happened, or the test proves nothing. */
async function expectClock(counter: DrivenCounter, ms: number): Promise<void> {
  await counter.call('payment.checkNow', await onNewest(counter)).catch(() => undefined);
  const off = (await counter.snapshot()).now - Date.now();
  if (Math.abs(off - ms) > 60_000) throw new Error(`the terminal's clock is off by ${off} ms, not by ${ms}`);
}

async function onNewest(counter: DrivenCounter): Promise<{ readonly saleId: string; readonly reference: string }> {
  const { saleId, reference } = await counter.newest();
  return { saleId, reference };
}

const whileWaiting = (words: string, ms: number, inShort: boolean): Fault => ({
  name: `the clock is set ${words} while a sale waits`,
  inShort,
  limit: 120,
  async run(shop) {
    const counter = await shop.open();
    await counter.start(clock(ms, 'signal'));
    const reference = await counter.sellOne();
    await counter.see('waiting');
    counter.app.signal('SIGUSR2');
    await expectClock(counter, ms);
    await counter.approve(reference);
    await counter.see('authorized', 45_000);
    await counter.seeWords(/approved/i);
    await counter.settle();
  },
});

const whileDown = (words: string, ms: number, inShort: boolean): Fault => ({
  name: `the clock is set ${words} while the terminal is down`,
  inShort,
  limit: 120,
  async run(shop) {
    const counter = await shop.open();
    await counter.start();
    await counter.simulator.faults([{ point: 'hang-after', operations: ['create'], times: 1 }]);
    const unanswered = await counter.sellOne();
    const waiting = await counter.sellOne();
    await counter.see('waiting');
    await counter.kill();
    await counter.start(clock(ms, 'start'));
    await expectClock(counter, ms);
    await counter.approve(waiting);
    await counter.approve(unanswered);
    const captured = async () =>
      (await counter.snapshot()).sales
        .flatMap(({ payments }) => payments)
        .filter(({ phase }) => phase.name === 'authorized').length;
    if ((await captured()) > 2) throw new Lost('more approved than asked for');
    await counter.settle(120_000);
    await counter.kill();
    // And back again, with what is finished by now.
    await counter.start();
    await counter.settle();
  },
});

export const clocks: readonly Fault[] = [
  whileWaiting('back an hour', -HOUR_MS, true),
  whileDown('back an hour', -HOUR_MS, true),
  whileWaiting('ahead an hour', HOUR_MS, false),
  whileDown('ahead an hour', HOUR_MS, false),
];
