import { describe, expect, it } from 'vitest';
import { MANUAL, approveAfter } from '../../electron/simulator/customer.ts';
import type { Hint } from '../../electron/core/ports/hints.ts';
import { currentPayment } from '../../shared/payment.ts';
import { PRACTICE_SERIAL_NUMBER } from '../../shared/practice.ts';
import type { SaleId } from '../../shared/ids.ts';
import { SimulatedCounter } from '../support/simulation/counter.ts';
import type { CounterOptions, SentRequest } from '../support/simulation/counter.ts';
import { HintLine } from '../support/simulation/hints.ts';

/** What the till does when the wallet hints at news: it looks, and believes what it sees. */

const WAY = { there: 60, back: 60 };
const NOBODY_ELSE = { approve: 0, reject: 0, ignore: 0, processing: 0, approveOnCancel: 0 };

async function shop(options: Partial<CounterOptions> = {}) {
  const sent: SentRequest[] = [];
  const counter = new SimulatedCounter({
    seed: 14,
    latency: () => WAY,
    onRequest: (request) => void sent.push(request),
    ...options,
  });
  await counter.open();
  const referenceOf = (saleId: SaleId) => currentPayment(counter.screen.get(saleId)!).reference;
  let nth = 0;
  return {
    counter,
    looks: (saleId: SaleId) =>
      sent.filter(({ method, path }) => method === 'GET' && path.endsWith(`/payments/${referenceOf(saleId)}`)).length,
    hint: (saleId: SaleId, more: Partial<Hint> = {}) => {
      nth += 1;
      return counter.till.hear({
        msn: PRACTICE_SERIAL_NUMBER,
        reference: referenceOf(saleId),
        name: 'AUTHORIZED',
        pspReference: `psp-${nth}`,
        success: true,
        ...more,
      });
    },
  };
}

const approve = ({ world, clock }: SimulatedCounter, reference: string) => world.act(reference, 'approve', clock.now());

describe('a hint about a payment that waits', () => {
  it('shows an approval after one look, long before the plan would look', async () => {
    const { counter, hint } = await shop();
    const saleId = await counter.sell(24_900);
    const { reference } = await counter.until(saleId, 'waiting');
    // By now the till looks every four seconds.
    await counter.clock.pass(200_000);
    approve(counter, reference);
    const approved = counter.clock.now();
    hint(saleId);
    await counter.until(saleId, 'authorized');
    expect(counter.clock.now() - approved).toBeLessThanOrEqual(WAY.there + WAY.back + 10);
    expect(counter.errors).toEqual([]);
  });

  it('is never a truth: nothing changes where the wallet says nothing new', async () => {
    const { counter, hint } = await shop();
    const saleId = await counter.sell(24_900);
    await counter.until(saleId, 'waiting');
    for (const name of ['AUTHORIZED', 'CAPTURED', 'REFUNDED', 'CANCELLED', 'EXPIRED', 'TERMINATED', 'ABORTED'])
      hint(saleId, { name });
    await counter.clock.pass(3_000);
    expect(counter.payment(saleId)).toMatchObject({
      phase: { name: 'waiting' },
      amounts: { authorized: 0, captured: 0 },
    });
  });

  it('comes while a look is under way, and another look follows it', async () => {
    const { counter, hint, looks } = await shop();
    const saleId = await counter.sell(24_900);
    const { reference } = await counter.until(saleId, 'waiting');
    await counter.clock.pass(200_000);
    const before = looks(saleId);
    hint(saleId);
    await counter.clock.pass(WAY.there + 10);
    // The answer to this look left before the customer approved.
    approve(counter, reference);
    hint(saleId, { name: 'CREATED' });
    await counter.clock.pass(1_300);
    expect(counter.payment(saleId).phase.name).toBe('authorized');
    expect(looks(saleId) - before).toBe(2);
  });

  it('is one look however many come, and a flood of them stays inside the limit of the API', async () => {
    const { counter, hint, looks } = await shop();
    const saleId = await counter.sell(24_900);
    await counter.until(saleId, 'waiting');
    await counter.clock.pass(200_000);
    const before = looks(saleId);
    for (let n = 0; n < 500; n += 1) hint(saleId);
    await counter.clock.pass(900);
    expect(looks(saleId) - before).toBe(1);
    for (let n = 0; n < 600; n += 1) {
      hint(saleId);
      await counter.clock.pass(100);
    }
    expect(looks(saleId) - before).toBeLessThan(100);
    expect(counter.errors).toEqual([]);
  });

  it('of another sales unit, another till or nonsense makes nobody look', async () => {
    const { counter, hint, looks } = await shop();
    const saleId = await counter.sell(24_900);
    await counter.until(saleId, 'waiting');
    await counter.clock.pass(200_000);
    const before = looks(saleId);
    expect(hint(saleId, { msn: '654321' })).toBe(true);
    expect(hint(saleId, { reference: 'of-another-till-1' })).toBe(true);
    expect(hint(saleId, { reference: '%00/../' })).toBe(true);
    await counter.clock.pass(900);
    expect(looks(saleId) - before).toBeLessThanOrEqual(1);
    expect(counter.errors).toEqual([]);
  });
});

describe('a hint about a payment that is over', () => {
  async function sold() {
    const made = await shop({ behaviour: approveAfter(500) });
    const saleId = await made.counter.sell(24_900);
    await made.counter.until(saleId, 'authorized');
    await made.counter.press('capture', saleId);
    const { reference } = await made.counter.until(saleId, 'captured');
    await made.counter.clock.pass(60_000);
    return { ...made, saleId, reference };
  }

  it('leads to one look, which finds what was given back in the portal', async () => {
    const { counter, hint, looks, saleId, reference } = await sold();
    const before = looks(saleId);
    counter.world.actInPortal(reference, 'refund', 900, counter.clock.now());
    for (let n = 0; n < 50; n += 1) hint(saleId, { name: 'REFUNDED' });
    await counter.clock.pass(5_000);
    expect(counter.payment(saleId).amounts.refunded).toBe(900);
    expect(looks(saleId) - before).toBeLessThanOrEqual(2);
  });

  it('takes no amount from the hint, and the flood of a day is read one after the other', async () => {
    const { counter, hint, looks, saleId } = await sold();
    const before = looks(saleId);
    for (let n = 0; n < 300; n += 1) {
      hint(saleId, { name: 'REFUNDED' });
      await counter.clock.pass(100);
    }
    expect(counter.payment(saleId).amounts.refunded).toBe(0);
    expect(looks(saleId) - before).toBeLessThanOrEqual(32);
    expect(counter.errors).toEqual([]);
  });

  it('is not taken while no counter is open', async () => {
    const { counter, hint, saleId } = await sold();
    counter.close();
    expect(hint(saleId)).toBe(false);
  });
});

describe('from an approval to the screen', () => {
  /** Each customer approves at another moment; the service answers in 48 ms, and hints take 20 to 120. */
  async function medianOf(hintsCome: boolean): Promise<number> {
    let counter: SimulatedCounter | null = null;
    const hints = new HintLine({
      seed: 7,
      counter: () => counter!,
      nameOf: (reference) => reference,
      without: new Set(),
      onFault: () => undefined,
      forgedTaken: (reference) => expect.unreachable(reference),
    });
    hints.clear();
    const made = await shop({
      seed: 7,
      latency: () => ({ there: 24, back: 24 }),
      behaviour: { ...MANUAL, otherwise: { ...NOBODY_ELSE, approve: 1, delay: { min: 1_500, max: 9_000 } } },
      ...(hintsCome ? { hints } : {}),
    });
    ({ counter } = made);
    if (hintsCome) hints.open(counter.world);
    const times: number[] = [];
    for (let n = 0; n < 60; n += 1) {
      const saleId = await counter.sell(24_900 + n, `479123${1_000 + n}`);
      const { reference } = await counter.until(saleId, 'authorized');
      times.push(counter.clock.now() - (counter.book(reference)?.authorizedAt ?? 0));
    }
    hints.stop();
    return times.toSorted((a, b) => a - b)[30] ?? Infinity;
  }

  it('it is 0.15 s at the median when hints come, and as before by polling', async () => {
    expect(await medianOf(true)).toBeLessThanOrEqual(150);
    expect(await medianOf(false)).toBeGreaterThan(300);
  });
});
