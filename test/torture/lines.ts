import { until } from '../support/app/simulator-process.ts';
import type { DrivenCounter } from './counter.ts';
import { pause } from './fault.ts';
import type { Fault, Shop } from './fault.ts';
import { MODES, openProxy } from './proxy.ts';
import type { Mode, Proxy } from './proxy.ts';

/** The line to the wallet breaks in every way a line can. */

async function openBehindProxy(shop: Shop): Promise<{ readonly counter: DrivenCounter; readonly proxy: Proxy }> {
  let proxy: Proxy | null = null;
  const counter = await shop.open({ between: async (url) => (proxy = await openProxy(url)) });
  if (!proxy) throw new Error('there is no proxy');
  await counter.start();
  return { counter, proxy };
}

/** Does something while the line is bad, until the line has done it harm at least once. */
async function harmed(proxy: Proxy, mode: Mode, act: () => Promise<unknown>): Promise<void> {
  const before = proxy.hits();
  proxy.set(mode);
  await act();
  await until(`harm by "${mode}"`, async () => proxy.hits() > before);
  await pause(mode === 'delay' ? 1_000 : 300);
  proxy.set('pass');
}

/** All but silence, which costs a whole timeout each time. */
const QUICK = MODES.filter((mode) => mode !== 'silence');

/** A request and a capture under one kind of harm; the customer approves in between. */
const oneMode = (mode: Exclude<Mode, 'pass'>): Fault => ({
  name: `the line: ${mode}`,
  inShort: false,
  limit: 120,
  async run(shop) {
    const { counter, proxy } = await openBehindProxy(shop);
    await counter.customers('approve');
    await harmed(proxy, mode, () => counter.sell());
    await until(
      'an end or an approval',
      async () => ['authorized', 'refused'].includes((await counter.newest()).phase.name),
      60_000,
    );
    if ((await counter.newest()).phase.name === 'authorized') await harmed(proxy, mode, () => counter.capture());
    await counter.settle();
  },
});

export const lines: readonly Fault[] = [
  {
    name: 'the line breaks at random',
    inShort: true,
    limit: 120,
    async run(shop) {
      const { counter, proxy } = await openBehindProxy(shop);
      const { random } = shop;
      await counter.customers('crowd');
      counter.keepTending(2_000);
      // Few enough that no payment often comes to its fourth write, after which it waits for a minute to pass.
      for (let sale = 0; sale < 4; sale += 1) {
        await counter.sell();
        for (let change = 0; change < 2; change += 1) {
          proxy.set(QUICK[random.between(0, QUICK.length - 1)] ?? 'pass');
          await pause(random.between(50, 500));
          proxy.set('pass');
          await pause(random.between(200, 800));
        }
      }
      await counter.settle();
    },
  },
  ...MODES.map(oneMode),
  {
    name: 'the wallet answers late, twice, wrong, not at all',
    inShort: false,
    limit: 240,
    async run(shop) {
      const counter = await shop.open();
      await counter.start();
      await counter.customers('crowd');
      const points = [
        'drop-request',
        'duplicate-request',
        'error-before',
        'locked',
        'throttled',
        'unauthorized',
        'delay-answer',
        'drop-answer',
        'error-after',
        'cut-off',
        'truncate',
        'unknown-enum',
        'stale-read',
        'html',
        'huge',
      ];
      await counter.simulator.call('POST', 'faults', {
        rules: points.map((point) => ({ point, probability: 0.04, times: null, ms: 900 })),
        replace: true,
      });
      counter.keepTending(3_000);
      for (let sale = 0; sale < 15; sale += 1) {
        await counter.sell();
        await pause(shop.random.between(100, 900));
      }
      await counter.settle();
    },
  },
];
