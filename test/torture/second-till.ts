import { startApp } from '../support/app/app-process.ts';
import { until } from '../support/app/simulator-process.ts';
import { pause } from './fault.ts';
import type { Fault } from './fault.ts';
import { Lost } from './lost.ts';

/** The terminal is started a second time on the same profile: there is never more than one till on a journal. */

export const secondTills: readonly Fault[] = [
  {
    name: 'started a second time',
    inShort: true,
    limit: 90,
    async run(shop) {
      const counter = await shop.open();
      await counter.start();
      const reference = await counter.sellOne();
      await counter.see('waiting');
      const second = startApp(counter.startOptions());
      try {
        const { code } = await within(15_000, 'the second to end', second.ended);
        if (code !== 0) throw new Lost(`the second ended with ${code}: ${second.printed()}`);
      } finally {
        await second.kill('all');
      }
      await counter.approve(reference);
      await counter.seeWords(/approved/i);
      await counter.settle();
    },
  },
  {
    name: 'started a second time while the first stands still',
    inShort: false,
    limit: 150,
    async run(shop) {
      const counter = await shop.open();
      await counter.start();
      const reference = await counter.sellOne();
      await counter.see('waiting');
      const first = counter.app;
      first.signal('SIGSTOP');
      const second = startApp(counter.startOptions());
      await counter.approve(reference);
      // Chromium gives the first twenty seconds to answer; then one of the two goes.
      await Promise.race([second.ended, first.ended, pause(45_000)]);
      if (await stillThere(first.ended)) {
        first.signal('SIGCONT');
        await within(15_000, 'the second to end', second.ended);
        await second.kill('all');
      } else {
        await counter.kill();
        counter.takeOver(second);
      }
      await until('one open till', async () => (await counter.snapshot().catch(() => null))?.till.status === 'open');
      await counter.see('authorized');
      await counter.settle();
    },
  },
];

async function within<T>(ms: number, what: string, promise: Promise<T>): Promise<T> {
  const late = Symbol('late');
  const first = await Promise.race([promise, pause(ms).then(() => late)]);
  if (first === late) throw new Lost(`waited in vain for ${what}`);
  return promise;
}

const stillThere = (ended: Promise<unknown>): Promise<boolean> =>
  Promise.race([ended.then(() => false), pause(50).then(() => true)]);
