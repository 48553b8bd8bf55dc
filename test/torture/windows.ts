import type { DrivenCounter } from './counter.ts';
import type { Fault } from './fault.ts';
import { Lost } from './lost.ts';

/** The page dies or hangs while main goes on: the window must come back, and show what is true by then. */

async function waitingSale(counter: DrivenCounter): Promise<string> {
  await counter.start();
  const reference = await counter.sellOne();
  await counter.seeWords(/waiting/i);
  return reference;
}

/** The page that was there is marked, so that an answer can be told from that of a page loaded anew. */
const mark = (counter: DrivenCounter) => counter.evaluate('void (globalThis.before = true)');
async function comesBack(counter: DrivenCounter, timeoutMs: number): Promise<void> {
  await counter.seeWords(/approved/i, timeoutMs);
  if ((await counter.evaluate('globalThis.before === true')) === true) throw new Lost('the page was not loaded anew');
}

export const windows: readonly Fault[] = [
  {
    name: 'the page is killed',
    inShort: true,
    limit: 90,
    async run(shop) {
      const counter = await shop.open();
      const reference = await waitingSale(counter);
      await mark(counter);
      (await counter.page()).post('Page.crash');
      await counter.approve(reference);
      await comesBack(counter, 15_000);
      await counter.settle();
    },
  },
  {
    name: 'the page hangs',
    inShort: true,
    limit: 90,
    async run(shop) {
      const counter = await shop.open();
      const reference = await waitingSale(counter);
      await mark(counter);
      (await counter.page()).post('Runtime.evaluate', { expression: 'for (;;) {}' });
      await counter.approve(reference);
      await comesBack(counter, 30_000);
      await counter.settle();
    },
  },
];
