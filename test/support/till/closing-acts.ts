import { expect } from 'vitest';
import type { Difference, DifferenceKind, ClosingReport } from '../../../shared/closing.ts';
import type { SaleId } from '../../../shared/ids.ts';
import { minor } from '../../../shared/money.ts';
import { PHONE, SimulatedCounter } from '../simulation/counter.ts';

/** What people do at a simulated counter until its day is closed. */

const HOUR = 3_600_000;

export async function paidSale(
  counter: SimulatedCounter,
  value: number,
  msisdn: string | null = PHONE,
): Promise<SaleId> {
  const saleId = await approvedSale(counter, value, msisdn);
  await counter.press('capture', saleId);
  await counter.until(saleId, 'captured');
  return saleId;
}
export async function approvedSale(
  counter: SimulatedCounter,
  value: number,
  msisdn: string | null = PHONE,
): Promise<SaleId> {
  const saleId = await counter.sell(value, msisdn);
  const { reference } = await counter.until(saleId, 'waiting');
  counter.world.act(reference, 'approve', counter.clock.now());
  await counter.until(saleId, 'authorized');
  return saleId;
}
export async function refund(counter: SimulatedCounter, saleId: SaleId, amount: number): Promise<void> {
  const { reference, amounts } = counter.payment(saleId);
  expect(
    await counter.till.handlers['payment.refund']({
      saleId,
      reference,
      before: amounts.refunded,
      amount: minor(amount),
      parts: null,
      reason: 'Came back',
    }),
  ).toEqual({ accepted: true });
  await counter.until(saleId, 'captured');
}

/** Compares with the wallet's books, and gives the draft afterwards. */
export async function compared(counter: SimulatedCounter): Promise<ClosingReport> {
  expect(await counter.till.handlers['closing.compare'](undefined)).toEqual({ accepted: true });
  expect(await counter.clock.passUntil(() => counter.progress.compare === null, HOUR)).toBe(true);
  return draft(counter);
}
export async function draft(counter: SimulatedCounter): Promise<ClosingReport> {
  const reply = await counter.till.handlers['closing.draft'](undefined);
  if (!reply.accepted) throw new Error(reply.error);
  return reply.report;
}
export const seenIn = ({ takings, refunds, requests }: ClosingReport) => ({
  takings: takings.amount,
  refunds: refunds.amount,
  requests: requests.sent.count,
});
export async function close(counter: SimulatedCounter, reason: string | null = null): Promise<ClosingReport> {
  const reply = await counter.till.handlers['closing.close']({ seen: seenIn(await draft(counter)), reason });
  if (!reply.accepted) throw new Error(reply.error);
  return shown(counter, reply.entry);
}
export async function shown(counter: SimulatedCounter, entry: number): Promise<ClosingReport> {
  const reply = await counter.till.handlers['closing.show']({ kind: 'closing', entry });
  if (!reply.accepted) throw new Error(reply.error);
  return reply.report;
}
export const opened = async (): Promise<SimulatedCounter> => {
  const counter = new SimulatedCounter({ seed: 11, latency: { min: 20, max: 200 } });
  await counter.open();
  return counter;
};
export const kindsOf = (differences: readonly Difference[] = []): readonly DifferenceKind[] =>
  differences.map(({ kind }) => kind).toSorted();
