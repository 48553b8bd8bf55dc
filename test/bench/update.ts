import { askedTill, startPlainTill, type PlainTill } from '../support/app/plain-till.ts';
import { writeHistory } from '../support/app/history.ts';
import { until } from '../support/app/simulator-process.ts';
import { NEXT, updatingShop, type UpdatingShop } from '../support/app/updating-shop.ts';
import { median } from './figures.ts';
import type { Figure } from './figures.ts';

const SALES = 100_000;
const ROUNDS = 3;
const HANGS_MS = 120_000;

/**
 * How long an installed till cannot sell while it is updated over a journal of {@link SALES} sales: from a manager's
 * word to the next version's sale screen taking keys. The next version is packed as it is released. As root on Linux.
 */
export async function updating(): Promise<Figure[]> {
  const shop = await updatingShop('small');
  try {
    writeHistory(shop.profile, SALES);
    const taken: { readonly all: number; readonly installing: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      if (round > 0) shop.installFirst();
      taken.push(await once(shop));
      await shop.kill('all');
    }
    const all = taken.map((each) => each.all / 1000);
    const each = taken.map(({ all: whole, installing }) => `${seconds(whole)} (installing ${seconds(installing)})`);
    return [
      {
        name: `installed: update with ${SALES} sales in the journal, not sellable`,
        value: median(all),
        unit: 's',
        limit: 10,
        better: 'lower',
        detail: `each: ${each.join(', ')}; the package ${(shop.size / 1_000_000).toFixed(0)} MB`,
      },
    ];
  } finally {
    await shop.end();
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

async function once(shop: UpdatingShop): Promise<{ readonly all: number; readonly installing: number }> {
  const till = startPlainTill(shop.starter(), shop.profile);
  await till.usable();
  await state(till, 'idle', 'ready');
  await till.call('update.look');
  await state(till, 'ready');
  const [old] = shop.running();
  const begun = Date.now();
  await till.call('update.install', { when: 'now' });
  await until('the next version', async () => old !== undefined && !shop.running().includes(old), HANGS_MS);
  if (shop.installed() !== NEXT) throw new Error('the first version is still there');
  const installing = Date.now() - begun;
  return { all: (await askedTill(shop.profile, begun).usable()) - begun, installing };
}

const state = (till: PlainTill, ...wanted: readonly string[]) =>
  until(`an update that is ${wanted.join(' or ')}`, async () => wanted.includes((await till.update()).state), HANGS_MS);
