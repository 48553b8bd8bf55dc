import { describe, expect, it } from 'vitest';
import { approveAfter } from '../../electron/simulator/customer.ts';
import type { SaleId } from '../../shared/ids.ts';
import { saleScreen } from '../../renderer/state/select-screen.ts';
import { isSaleLive } from '../../shared/sale-in-front.ts';
import { reservedPayments } from '../../shared/reservation.ts';
import { saleRowOf } from '../../shared/sale-row.ts';
import { CALLS } from '../../shared/ipc/contract.ts';
import { PHONE, SimulatedCounter } from '../support/simulation/counter.ts';

const AMOUNT = 24_900;
const REASON = 'Customer paid in cash, reservation released in the portal';

/** A sale whose capture the wallet refused for good. */
async function refusedCapture() {
  const counter = new SimulatedCounter({
    seed: 3,
    behaviour: approveAfter(500),
    faults: [{ point: 'problem', code: 6260, operations: ['capture'], times: null }],
  });
  await counter.open();
  const sale = await counter.sell(AMOUNT);
  await counter.until(sale, 'authorized');
  await counter.press('capture', sale);
  await counter.clock.passUntil(() => counter.payment(sale).attention !== null, 10_000);
  expect(counter.payment(sale).attention).toBe('wallet.fundsGone');
  return { counter, sale };
}

const resolve = (counter: SimulatedCounter, saleId: SaleId, reason = REASON) =>
  counter.till.handlers['payment.resolve']({ saleId, reference: counter.payment(saleId).reference, reason });

describe('a payment that needs attention', () => {
  it('does not stop needing it by itself, by time or by a restart', async () => {
    const { counter, sale } = await refusedCapture();
    await counter.clock.pass(3_600_000);
    counter.crash();
    await counter.restart();
    expect(counter.payment(sale).attention).toBe('wallet.fundsGone');
  });

  it('stops needing it by a written reason, which stays with it for good', async () => {
    const { counter, sale } = await refusedCapture();
    expect(await resolve(counter, sale)).toEqual({ accepted: true });
    expect(counter.payment(sale)).toMatchObject({
      attention: null,
      resolution: { problem: 'wallet.fundsGone', reason: REASON },
    });
    const history = await counter.till.handlers['payment.history']({
      saleId: sale,
      reference: counter.payment(sale).reference,
    });
    expect(history.entries.at(-1)).toMatchObject({
      type: 'payment.attentionResolved',
      problem: 'wallet.fundsGone',
      reason: REASON,
    });
    counter.crash();
    await counter.restart();
    expect(counter.payment(sale)).toMatchObject({ attention: null, resolution: { reason: REASON } });
    expect(await resolve(counter, sale)).toEqual({ accepted: false, error: 'sale.noAttention' });
  });

  it('is settled by hand then: it is live nowhere, and nothing moves its money, also after a restart', async () => {
    const { counter, sale } = await refusedCapture();
    await resolve(counter, sale);
    counter.crash();
    await counter.restart();
    const shown = counter.screen.get(sale);
    expect(
      shown && {
        screen: saleScreen(counter.payment(sale)).name,
        isLive: isSaleLive(shown),
        reserved: reservedPayments([shown]),
        row: saleRowOf(shown).state,
      },
    ).toEqual({ screen: 'settledByHand', isLive: false, reserved: [], row: 'settledByHand' });
    expect(counter.till.mayLeave('close')).toBe(true);
    for (const button of ['capture', 'release', 'cancel'] as const) {
      expect(await counter.press(button, sale)).toEqual({ accepted: false, error: 'sale.settledByHand' });
    }
    expect(counter.journal.dayBook.reservations(Number.MAX_SAFE_INTEGER, 9).count).toBe(0);
    expect(counter.journal.dayBook.attention(Number.MAX_SAFE_INTEGER, 9).count).toBe(0);
    expect(counter.book(counter.payment(sale).reference)?.captured).toBe(0);
  });

  it('needs a person again when the wallet tells of money after all', async () => {
    const { counter, sale } = await refusedCapture();
    await resolve(counter, sale);
    counter.world.actInPortal(counter.payment(sale).reference, 'capture', null, counter.clock.now());
    await counter.clock.pass(31 * 60_000);
    expect(counter.payment(sale)).toMatchObject({
      phase: { name: 'captured' },
      attention: 'sale.settledOtherwise',
      amounts: { captured: AMOUNT },
    });
    expect(saleScreen(counter.payment(sale)).name).toBe('attention');
    expect((await resolve(counter, sale)).accepted).toBe(true);
    expect(saleScreen(counter.payment(sale)).name).toBe('paid');
  });

  it('stays over when its reservation lapses: that agrees with the person', async () => {
    const { counter, sale } = await refusedCapture();
    await resolve(counter, sale);
    counter.world.actInPortal(counter.payment(sale).reference, 'cancel', null, counter.clock.now());
    await counter.clock.pass(31 * 60_000);
    expect(counter.payment(sale)).toMatchObject({ phase: { name: 'cancelled' }, attention: null });
  });

  it('is called for again when a manager opens it and the same thing fails anew', async () => {
    const { counter, sale } = await refusedCapture();
    const reopen = () =>
      counter.till.handlers['payment.reopen']({
        saleId: sale,
        reference: counter.payment(sale).reference,
        reason: 'The customer has the goods',
      });
    expect(await reopen()).toEqual({ accepted: false, error: 'sale.notSettledByHand' });
    await resolve(counter, sale);
    expect(await reopen()).toEqual({ accepted: true });
    expect(counter.payment(sale)).toMatchObject({ attention: 'wallet.fundsGone', resolution: null });
    const { entries } = await counter.till.handlers['payment.history']({
      saleId: sale,
      reference: counter.payment(sale).reference,
    });
    expect(entries.at(-1)).toMatchObject({ type: 'payment.reopened', reason: 'The customer has the goods' });
    await counter.press('capture', sale);
    await counter.clock.passUntil(() => counter.payment(sale).attention !== null, 60_000);
    expect(counter.payment(sale)).toMatchObject({ attention: 'wallet.fundsGone', resolution: null });
  });

  it('needs a reason of some length', () => {
    const { input } = CALLS['payment.resolve'];
    const on = { saleId: '00000000-0000-4000-8000-000000000001', reference: 'bakeri-till2-20260101-abcd0001-1' };
    expect(input.safeParse({ ...on, reason: '   ok ' }).success).toBe(false);
    expect(input.safeParse({ ...on, reason: 'x'.repeat(501) }).success).toBe(false);
    expect(input.safeParse({ ...on, reason: ' paid in cash ' }).data?.reason).toBe('paid in cash');
  });

  it('is never pushed out of the side list by later sales', async () => {
    const { counter, sale } = await refusedCapture();
    counter.faults.clear();
    for (let sold = 0; sold < 50; sold += 1) {
      const next = await counter.sell(AMOUNT + sold + 1);
      await counter.until(next, 'authorized');
      await counter.press('capture', next);
      await counter.until(next, 'captured');
    }
    const { sales } = await counter.till.handlers['terminal.snapshot'](undefined);
    expect(sales.map(({ saleId }) => saleId)).toContain(sale);
    expect((await resolve(counter, sale)).accepted).toBe(true);
  });
});

describe('the history of a payment', () => {
  it('tells what was done and what proved it, and holds no full number', async () => {
    const counter = new SimulatedCounter({ seed: 4, behaviour: approveAfter(500) });
    await counter.open();
    const sale = await counter.sell(AMOUNT);
    await counter.until(sale, 'authorized');
    await counter.press('capture', sale);
    const { reference } = await counter.until(sale, 'captured');
    const { entries } = await counter.till.handlers['payment.history']({ saleId: sale, reference });
    expect(entries.map(({ type }) => type)).toEqual([
      'payment.requested',
      'payment.registered',
      'payment.reported',
      'capture.requested',
      'payment.reported',
    ]);
    expect(entries.at(-1)).toMatchObject({
      evidence: { source: 'capture', state: 'AUTHORIZED', pspReference: expect.any(String) },
      amounts: { captured: AMOUNT },
    });
    expect(JSON.stringify(entries)).not.toContain(PHONE.slice(2));
    expect(CALLS['payment.history'].output.safeParse({ entries }).success).toBe(true);
  });
});

describe('ending the app', () => {
  it('is asked about while a payment is open, and goes on at the second wish', async () => {
    const counter = new SimulatedCounter({ seed: 6, behaviour: approveAfter(60_000) });
    await counter.open();
    expect(counter.till.mayLeave('close')).toBe(true);
    await counter.sell(AMOUNT);
    expect(counter.till.mayLeave('close')).toBe(false);
    const asked = await counter.till.handlers['terminal.snapshot'](undefined);
    expect(asked.till.leaving).toBe('close');
    await counter.till.handlers['till.leave']({ leave: false });
    expect((await counter.till.handlers['terminal.snapshot'](undefined)).till.leaving).toBeNull();
    expect(counter.left).toBe(0);
    expect(counter.till.mayLeave('update')).toBe(false);
    // A double click is one wish.
    expect(counter.till.mayLeave('update')).toBe(false);
    await counter.clock.pass(1_000);
    expect(counter.till.mayLeave('update')).toBe(true);
    await counter.till.handlers['till.leave']({ leave: true });
    expect(counter.left).toBe(1);
    // Nobody asked: an answer to a question that was not put ends nothing.
    await counter.till.handlers['till.leave']({ leave: true });
    expect(counter.left).toBe(1);
  });
});

describe('after sleep, a lost network or a restart', () => {
  it('every open payment is asked about at once, oldest first, inside the rate limit', async () => {
    const reads: string[] = [];
    const counter = new SimulatedCounter({
      seed: 8,
      behaviour: approveAfter(3_600_000),
      onRequest: ({ method, path }) => void (method === 'GET' && reads.push(path.split('/').at(-1) ?? '')),
    });
    await counter.open();
    const sales = [];
    for (let sold = 0; sold < 12; sold += 1) {
      sales.push(await counter.sell(AMOUNT + sold));
      await counter.clock.pass(3_000);
    }
    const inOrder = sales.map((sale) => counter.payment(sale).reference);
    await counter.clock.pass(1_500);
    reads.length = 0;
    counter.till.lookAtAll();
    counter.till.lookAtAll();
    await counter.clock.settle();
    const asked = new Set(reads);
    expect([...asked]).toEqual(inOrder.filter((reference) => asked.has(reference)));
    expect(reads).toHaveLength(asked.size);
    counter.crash();
    reads.length = 0;
    await counter.restart();
    expect(reads.slice(0, inOrder.length)).toEqual(inOrder);
  });
});
