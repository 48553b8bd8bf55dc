import { describe, expect, it } from 'vitest';
import { minor } from '../../shared/money.ts';
import { vatRate } from '../../shared/vat.ts';
import type { AgeLimit } from '../../shared/age-limit.ts';
import type { SaleId } from '../../shared/ids.ts';
import { SimulatedCounter } from '../support/simulation/counter.ts';
import type { SentRequest } from '../support/simulation/counter.ts';
import { addressed } from '../support/till/addressed.ts';

const GROWN_UP = '4791234567';
const SEVENTEEN = '4791234517';
const BEER = 5_500;

async function opened() {
  const sent: SentRequest[] = [];
  const otherwise = { steps: [{ after: 1_000, act: 'approve' as const }], onCancel: null };
  const behaviour = { queue: [], byPhone: {}, otherwise };
  const counter = new SimulatedCounter({ seed: 5, behaviour, onRequest: (request) => void sent.push(request) });
  await counter.open();
  const limits = () =>
    sent
      .filter(({ path }) => path.endsWith('/payments'))
      .map(({ body }) => (JSON.parse(body) as { readonly minimumUserAge?: number }).minimumUserAge ?? null);
  return { counter, limits };
}

const line = (name: string, minimumAge?: AgeLimit) => ({
  name,
  quantity: '1',
  unitPrice: minor(BEER),
  vatRate: vatRate(2500),
  ...(minimumAge === undefined ? {} : { minimumAge }),
});

async function sell(
  counter: SimulatedCounter,
  msisdn: string | null,
  lines: readonly ReturnType<typeof line>[],
  minimumAge?: AgeLimit,
): Promise<SaleId> {
  const reply = await counter.till.handlers['sale.start']({
    lines: [...lines],
    total: minor(BEER * lines.length),
    ...(minimumAge === undefined ? {} : { minimumAge }),
    ...addressed(msisdn),
    duplicateAcknowledged: true,
  });
  if (!reply.accepted) throw new Error(reply.error);
  return reply.saleId;
}

describe('an age limit', () => {
  it('is the highest that goods or sale ask for, and is sent and written; without one none is said', async () => {
    const { counter, limits } = await opened();
    await sell(counter, GROWN_UP, [line('Beer', 18), line('Whisky', 20), line('Bun')]);
    await sell(counter, GROWN_UP, [line('Beer', 18)], 16);
    await sell(counter, GROWN_UP, [line('Lottery ticket')], 18);
    const plain = await sell(counter, GROWN_UP, [line('Bun')]);
    await counter.until(plain, 'authorized');
    expect(limits()).toEqual([20, 18, 18, null]);
    expect([...counter.screen.values()].map(({ payments }) => payments[0]?.minimumAge)).toEqual([20, 18, 18, null]);
  });

  it('lets who is old enough pay; else the wallet cannot be used for this, and no more is said', async () => {
    const { counter, limits } = await opened();
    const young = await sell(counter, SEVENTEEN, [line('Beer', 18)]);
    const refused = await counter.until(young, 'refused');
    expect(refused.phase).toMatchObject({ problem: 'wallet.notForThis' });
    expect(JSON.stringify(counter.journal.sale(young))).not.toMatch(/noWallet|young/i);
    // The same number buys what anybody may.
    const bun = await sell(counter, SEVENTEEN, [line('Bun')]);
    await counter.until(bun, 'authorized');
    // Asked once more for the beer, the limit goes along.
    await counter.till.handlers['sale.sendAgain']({
      saleId: young,
      ...addressed(GROWN_UP),
      duplicateAcknowledged: true,
    });
    await counter.until(young, 'authorized');
    expect(limits()).toEqual([18, null, 18]);
  });

  it('holds for whoever scans a code: the wallet lets nobody younger approve', async () => {
    const { counter } = await opened();
    counter.world.patchUnit({ ageByCode: 17 });
    const sale = await sell(counter, null, [line('Beer', 18)]);
    await counter.until(sale, 'waiting');
    await counter.clock.pass(30_000);
    expect(counter.payment(sale).phase.name).toBe('waiting');
    await counter.until(sale, 'expired', 700_000);
  });

  it('is one thing, that somebody saw an ID is another: written once, by whom, not what stood there', async () => {
    const { counter } = await opened();
    const sale = await sell(counter, GROWN_UP, [line('Beer', 18)]);
    const { reference } = await counter.until(sale, 'authorized');
    const seeId = () => counter.till.handlers['payment.idSeen']({ saleId: sale, reference });
    expect(await seeId()).toEqual({ accepted: true });
    expect(await seeId()).toEqual({ accepted: false, error: 'sale.movedOn' });
    expect(counter.payment(sale).idSeenAt).toBe(counter.clock.now());
    const written = counter.journal.sale(sale).filter(({ type }) => type === 'payment.idSeen');
    expect(written).toHaveLength(1);
    expect(Object.keys(written[0] ?? {}).toSorted()).toEqual(['at', 'by', 'reference', 'saleId', 'seq', 'type']);
    await counter.restart();
    expect(counter.payment(sale).idSeenAt).not.toBeNull();
  });
});
