import { describe, expect, it } from 'vitest';
import { approveAfter } from '../../electron/simulator/customer.ts';
import { minor } from '../../shared/money.ts';
import { peopleInMemory, QUICK_HASHER } from '../support/till/no-people.ts';
import { SimulatedCounter } from '../support/simulation/counter.ts';
import { STAFF } from '../support/till/staffed-till.ts';

/** The whole till with people at it: who did what stands in the journal, and nobody's absence stops a payment. */

async function staffed(): Promise<SimulatedCounter> {
  const disk = { file: STAFF };
  const counter = new SimulatedCounter({
    seed: 5,
    behaviour: approveAfter(30_000),
    staff: () => ({ people: peopleInMemory(disk), hasher: QUICK_HASHER }),
  });
  await counter.open();
  return counter;
}

const signIn = (counter: SimulatedCounter, personId: string, pin: string) =>
  counter.till.handlers['people.signIn']({ personId, pin });
const anna = { id: 'anna', name: 'Anna' };
const bo = { id: 'bo', name: 'Bo' };
const mia = { id: 'mia', name: 'Mia' };

describe('a till with people', () => {
  it('goes on with payments while locked, and names in the journal who asked and who took the money', async () => {
    const counter = await staffed();
    await expect(counter.sell(24_900, '4791234567')).rejects.toThrow('people.locked');
    await signIn(counter, 'anna', '1111');
    const sale = await counter.sell(24_900, '4791234567');
    await counter.until(sale, 'waiting');
    await counter.till.handlers['people.lock'](undefined);
    await counter.until(sale, 'authorized', 60_000);
    expect(await counter.press('capture', sale)).toEqual({ accepted: false, error: 'people.locked' });
    expect(counter.payment(sale).phase.name).toBe('authorized');
    await signIn(counter, 'bo', '2222');
    expect(await counter.press('capture', sale)).toEqual({ accepted: true });
    await counter.until(sale, 'captured');
    const events = counter.journal.sale(sale);
    expect(events.find(({ type }) => type === 'payment.requested')).toMatchObject({ by: anna });
    expect(events.find(({ type }) => type === 'capture.requested')).toMatchObject({
      wish: { by: bo, approvedBy: null },
    });
    expect(counter.errors).toEqual([]);
  });

  it('goes on with the sale of somebody who has left, under their name', async () => {
    const counter = await staffed();
    await signIn(counter, 'anna', '1111');
    const sale = await counter.sell(24_900, '4791234567');
    await counter.until(sale, 'waiting');
    await signIn(counter, 'mia', '9999');
    expect(
      await counter.till.handlers['people.change']({
        personId: 'anna',
        name: 'Anna',
        role: 'cashier',
        active: false,
        pin: null,
      }),
    ).toEqual({ accepted: true });
    expect(await signIn(counter, 'anna', '1111')).toEqual({ accepted: false, error: 'people.unknown' });
    await counter.until(sale, 'authorized', 60_000);
    await counter.press('capture', sale);
    await counter.until(sale, 'captured');
    expect(counter.journal.sale(sale).find(({ type }) => type === 'payment.requested')).toMatchObject({ by: anna });
  });

  it('releases a reservation only with a manager, who approves it in place', async () => {
    const counter = await staffed();
    await signIn(counter, 'bo', '2222');
    const sale = await counter.sell(24_900, '4791234567');
    await counter.until(sale, 'authorized', 60_000);
    const input = { saleId: sale, reference: counter.payment(sale).reference, reason: null };
    expect(await counter.till.handlers['payment.release'](input)).toEqual({
      accepted: false,
      error: 'people.managerNeeded',
    });
    expect(
      await counter.till.handlers['people.approve']({ personId: 'mia', pin: '9999', call: 'payment.release', input }),
    ).toEqual({ accepted: true });
    expect(await counter.till.handlers['payment.release'](input)).toEqual({ accepted: true });
    await counter.until(sale, 'cancelled');
    expect(counter.journal.sale(sale).find(({ type }) => type === 'cancel.requested')).toMatchObject({
      mode: 'release',
      wish: { by: bo, approvedBy: mia },
    });
  });

  it('refunds up to the limit without a manager, and above it with one', async () => {
    const counter = await staffed();
    await signIn(counter, 'mia', '9999');
    await counter.till.handlers['people.configure']({ ...STAFF.settings, refundLimit: minor(10_000) });
    await signIn(counter, 'bo', '2222');
    const sale = await counter.sell(24_900, '4791234567');
    await counter.until(sale, 'authorized', 60_000);
    await counter.press('capture', sale);
    await counter.until(sale, 'captured');
    const refund = (amount: number) => ({
      saleId: sale,
      reference: counter.payment(sale).reference,
      before: counter.payment(sale).amounts.refunded,
      amount: minor(amount),
      parts: null,
      reason: 'came back broken',
    });
    expect(await counter.till.handlers['payment.refund'](refund(10_001))).toEqual({
      accepted: false,
      error: 'people.managerNeeded',
    });
    expect(await counter.till.handlers['payment.refund'](refund(10_000))).toEqual({ accepted: true });
    await counter.clock.pass(10_000);
    await counter.till.handlers['people.approve']({
      personId: 'mia',
      pin: '9999',
      call: 'payment.refund',
      input: refund(14_900),
    });
    // What was approved is exactly this sum.
    expect(await counter.till.handlers['payment.refund'](refund(14_800))).toEqual({
      accepted: false,
      error: 'people.managerNeeded',
    });
    expect(await counter.till.handlers['payment.refund'](refund(14_900))).toEqual({ accepted: true });
    await counter.clock.pass(10_000);
    expect(counter.payment(sale).amounts.refunded).toBe(24_900);
    const refunds = counter.payment(sale).movements.filter(({ kind }) => kind === 'refund');
    expect(refunds).toMatchObject([
      { amount: 10_000, by: bo, approvedBy: null },
      { amount: 14_900, by: bo, approvedBy: mia },
    ]);
  });

  it('is locked after a restart, keeps what was open, and tells the journal who signed in and out', async () => {
    const counter = await staffed();
    await signIn(counter, 'anna', '1111');
    const sale = await counter.sell(24_900, '4791234567');
    await counter.until(sale, 'waiting');
    counter.crash();
    await counter.restart();
    await counter.until(sale, 'authorized', 60_000);
    await expect(counter.sell(100, '4791234567')).rejects.toThrow('people.locked');
    await signIn(counter, 'anna', '1111');
    await counter.clock.pass(5 * 60_000);
    const told = counter.journal.entries({ types: ['person.signedIn', 'person.locked'], limit: 10 }).toReversed();
    expect(told.map(({ type, by }) => [type, by?.name])).toEqual([
      ['person.signedIn', 'Anna'],
      ['person.signedIn', 'Anna'],
      ['person.locked', 'Anna'],
    ]);
  });
});
