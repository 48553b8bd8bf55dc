import { describe, expect, it } from 'vitest';
import { approveAfter } from '../../electron/simulator/customer.ts';
import type { SaleId } from '../../shared/ids.ts';
import { minor, ZERO } from '../../shared/money.ts';
import { saleLineSchema } from '../../shared/receipt.ts';
import { SimulatedCounter } from '../support/simulation/counter.ts';
import type { CounterOptions } from '../support/simulation/counter.ts';

const AMOUNT = 24_900;
const PART = 10_000;
const REASON = 'One of them was broken';
const MINUTE = 60_000;

async function counterWith(options: Partial<CounterOptions> = {}): Promise<SimulatedCounter> {
  const counter = new SimulatedCounter({
    seed: 1,
    behaviour: approveAfter(500),
    latency: { min: 40, max: 40 },
    ...options,
  });
  await counter.open();
  return counter;
}

async function paid(counter: SimulatedCounter): Promise<SaleId> {
  const sale = await counter.sell(AMOUNT);
  await counter.until(sale, 'authorized');
  await counter.press('capture', sale);
  await counter.until(sale, 'captured');
  return sale;
}

const on = (counter: SimulatedCounter, saleId: SaleId) => ({ saleId, reference: counter.payment(saleId).reference });
const refund = (counter: SimulatedCounter, saleId: SaleId, amount = PART) =>
  counter.till.handlers['payment.refund']({
    ...on(counter, saleId),
    before: counter.payment(saleId).amounts.refunded,
    amount: minor(amount),
    parts: null,
    reason: REASON,
  });
const booked = (counter: SimulatedCounter, saleId: SaleId) => {
  const book = counter.book(counter.payment(saleId).reference);
  return { captured: book?.captured, refunded: book?.refunded, cancelled: book?.cancelled };
};

describe('a refund that was not made', () => {
  async function unmade() {
    const counter = await counterWith();
    const sale = await paid(counter);
    counter.faults.add([{ point: 'hang-before', operations: ['refund'], times: null }]);
    await refund(counter, sale);
    await counter.clock.pass(5_000);
    counter.crash();
    counter.faults.clear();
    await counter.clock.pass(15 * 60 * MINUTE);
    await counter.restart();
    await counter.clock.pass(10 * MINUTE);
    expect(counter.payment(sale)).toMatchObject({ attention: 'sale.refundNotMade', phase: { name: 'captured' } });
    return { counter, sale };
  }

  it('is still asked about after another restart, and is given up with a reason', async () => {
    const { counter, sale } = await unmade();
    counter.crash();
    await counter.restart();
    expect(counter.payment(sale)).toMatchObject({ attention: 'sale.refundNotMade', unmadeRefund: { amount: PART } });
    expect(
      await counter.till.handlers['payment.resolve']({ ...on(counter, sale), reason: 'The customer got cash' }),
    ).toEqual({ accepted: true });
    expect(counter.payment(sale)).toMatchObject({
      attention: null,
      unmadeRefund: null,
      resolution: { reason: 'The customer got cash' },
    });
    await counter.clock.pass(60 * MINUTE);
    expect(booked(counter, sale).refunded).toBe(0);
  });

  it('is not sent by a machine that slept over it either', async () => {
    const counter = await counterWith();
    const sale = await paid(counter);
    counter.faults.add([{ point: 'hang-before', operations: ['refund'], times: null }]);
    await refund(counter, sale);
    await counter.clock.pass(15_000);
    counter.clock.machine.suspend(15 * 60 * MINUTE, false);
    counter.faults.clear();
    await counter.clock.pass(15 * 60 * MINUTE + 10 * MINUTE);
    expect(counter.payment(sale)).toMatchObject({ attention: 'sale.refundNotMade', phase: { name: 'captured' } });
    expect(booked(counter, sale).refunded).toBe(0);
  });
});

describe('another order of the same amount while one is under way', () => {
  const LINES = ['Bun', 'Cake'].map((name) =>
    saleLineSchema.parse({ name, quantity: '1', unitPrice: PART, vatRate: 1500 }),
  );

  async function ofLines() {
    const counter = await counterWith({ latency: { min: 400, max: 400 } });
    const started = await counter.till.handlers['sale.start']({
      lines: [...LINES],
      total: minor(2 * PART),
      to: { method: 'code' },
      duplicateAcknowledged: true,
    });
    if (!started.accepted) throw new Error(started.error);
    await counter.until(started.saleId, 'authorized');
    return { counter, sale: started.saleId };
  }
  const line = (which: number) => ({
    before: ZERO,
    amount: minor(PART),
    parts: [{ line: which, quantity: '1' }],
    reason: REASON,
  });

  it('is refused in words, for a capture: for other lines, for all of it, and with another rest', async () => {
    const { counter, sale } = await ofLines();
    const capture = (which: number, rest: 'keep' | 'release') =>
      counter.till.handlers['payment.capturePart']({ ...on(counter, sale), ...line(which), rest });
    expect(await capture(0, 'keep')).toEqual({ accepted: true });
    expect(await capture(0, 'keep')).toEqual({ accepted: true });
    for (const other of [await capture(1, 'keep'), await capture(0, 'release'), await counter.press('capture', sale)]) {
      expect(other).toEqual({ accepted: false, error: 'sale.busy' });
    }
    await counter.until(sale, 'authorized');
    expect(booked(counter, sale).captured).toBe(PART);
  });

  it('is refused in words, for a refund', async () => {
    const { counter, sale } = await ofLines();
    await counter.press('capture', sale);
    await counter.until(sale, 'captured');
    const refundLine = (which: number) =>
      counter.till.handlers['payment.refund']({ ...on(counter, sale), ...line(which) });
    expect(await refundLine(0)).toEqual({ accepted: true });
    expect(await refundLine(0)).toEqual({ accepted: true });
    expect(await refundLine(1)).toEqual({ accepted: false, error: 'sale.busy' });
    await counter.until(sale, 'captured');
    expect(booked(counter, sale).refunded).toBe(PART);
  });
});
