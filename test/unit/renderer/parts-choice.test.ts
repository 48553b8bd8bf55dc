import { describe, expect, it } from 'vitest';
import { paymentSchema, saleSchema } from '../../../shared/payment.ts';
import type { Payment, Sale } from '../../../shared/payment.ts';
import { centsOf, EMPTY_AMOUNT, setWhole } from '../../../renderer/ui/amount-entry.ts';
import {
  chosenParts,
  firstChoice,
  limitOf,
  modesOf,
  readChoice,
  stepped,
} from '../../../renderer/payment/parts-choice.ts';
import { minor } from '../../../shared/money.ts';
import { paymentIn, saleIn } from '../../support/renderer/renderer-fixtures.ts';

const line = (quantity: string, unitPrice: number) => ({ name: 'Goods', quantity, unitPrice, vatRate: 2500 });
/** 3 at 50,00, 0,485 at 249,00 (120,77), 1 at 19,23: 290,00. */
const LINES = [line('3', 5_000), line('0.485', 24_900), line('1', 1_923)];
const TOTAL = 29_000;

function shop(
  sums: Record<string, number>,
  more: Record<string, unknown> = {},
  lines: readonly unknown[] = LINES,
): { sale: Sale; payment: Payment } {
  const payment = paymentSchema.parse({
    ...paymentIn({ name: 'authorized', at: 2, cancelLost: false, captureProblem: null }),
    amount: { currency: 'NOK', value: TOTAL },
    amounts: { authorized: TOTAL, captured: 0, cancelled: 0, refunded: 0, ...sums },
    ...more,
  });
  const sale = saleSchema.parse({
    ...saleIn({ phase: payment.phase }),
    lines,
    total: payment.amount,
    payments: [payment],
  });
  return { sale, payment };
}
const taken = { captured: TOTAL };
const refundOf = (parts: { line: number; quantity: string }[] | null, amount: number) => ({
  kind: 'refund',
  at: 3,
  amount,
  key: parts ? 'key' : null,
  by: null,
  approvedBy: null,
  reason: null,
  parts,
});

describe('choosing a part by line', () => {
  it('begins with everything that is delivered, and with nothing that is given back', () => {
    const { sale, payment } = shop({});
    expect(chosenParts(firstChoice(sale, payment, 'capture'))).toEqual([
      { line: 0, quantity: '3' },
      { line: 1, quantity: '0.485' },
      { line: 2, quantity: '1' },
    ]);
    const paid = shop(taken);
    expect(firstChoice(paid.sale, paid.payment, 'refund')).toEqual({ mode: 'all', lines: {}, entry: EMPTY_AMOUNT });
  });

  it('steps whole pieces one by one and a weight all or nothing, never beyond what is left', () => {
    const { sale, payment } = shop(taken);
    const pieces = { line: 0, thousandths: 3000 };
    const weight = { line: 1, thousandths: 485 };
    let choice = { ...firstChoice(sale, payment, 'refund'), mode: 'lines' as const };
    for (const _ of [1, 2, 3, 4, 5]) choice = { ...stepped(choice, pieces, 1), mode: 'lines' };
    expect(choice.lines[0]).toBe(3000);
    choice = { ...stepped(stepped(choice, pieces, -1), weight, 1), mode: 'lines' };
    expect(chosenParts(choice)).toEqual([
      { line: 0, quantity: '2' },
      { line: 1, quantity: '0.485' },
    ]);
    expect(readChoice(sale, payment, 'refund', choice)).toEqual({
      ok: true,
      amount: 22_077,
      parts: chosenParts(choice),
    });
    expect(chosenParts(stepped(choice, weight, -1))).toEqual([{ line: 0, quantity: '2' }]);
    expect(
      stepped(stepped(choice, { line: 2, thousandths: 1000 }, -1), { line: 2, thousandths: 1000 }, -1).lines[2],
    ).toBe(0);
  });

  it('costs all that is left of the money where all that is left of the lines is chosen', () => {
    const { sale, payment } = shop(
      { ...taken, refunded: 10_000 },
      { movements: [refundOf([{ line: 0, quantity: '2' }], 10_000)] },
    );
    const rest = {
      ...firstChoice(sale, payment, 'refund'),
      mode: 'lines' as const,
      lines: { 0: 1000, 1: 485, 2: 1000 },
    };
    expect(readChoice(sale, payment, 'refund', rest)).toMatchObject({ ok: true, amount: 19_000 });
    expect(readChoice(sale, payment, 'refund', { ...rest, mode: 'all' })).toMatchObject({
      ok: true,
      amount: 19_000,
      parts: [
        { line: 0, quantity: '1' },
        { line: 1, quantity: '0.485' },
        { line: 2, quantity: '1' },
      ],
    });
  });

  it('says that the lines changed when less is left than was chosen', () => {
    const before = shop(taken);
    const choice = {
      ...firstChoice(before.sale, before.payment, 'refund'),
      mode: 'lines' as const,
      lines: { 0: 3000 },
    };
    const { sale, payment } = shop(
      { ...taken, refunded: 10_000 },
      { movements: [refundOf([{ line: 0, quantity: '2' }], 10_000)] },
    );
    expect(readChoice(sale, payment, 'refund', choice)).toEqual({ ok: false, problem: 'linesChanged' });
  });

  it('is not offered where it says nothing, or where an amount was moved in the portal', () => {
    const portal = shop({ ...taken, refunded: 5_000 }, { movements: [refundOf(null, 5_000)] });
    expect(modesOf(portal.sale, portal.payment, 'refund')).toEqual(['all', 'amount']);
    expect(
      readChoice(portal.sale, portal.payment, 'refund', firstChoice(portal.sale, portal.payment, 'refund')),
    ).toEqual({ ok: true, amount: 24_000, parts: null });
    const bare = shop(taken, {}, [line('1', TOTAL)]);
    expect(modesOf(bare.sale, bare.payment, 'refund')).toEqual(['all', 'amount']);
    const two = shop(taken, {}, [line('2', TOTAL / 2)]);
    expect(modesOf(two.sale, two.payment, 'refund')).toEqual(['all', 'lines', 'amount']);
  });
});

describe('choosing an amount', () => {
  const { sale, payment } = shop({ ...taken, refunded: 9_000 }, { movements: [refundOf(null, 9_000)] });
  const typed = (entry: ReturnType<typeof setWhole>) =>
    readChoice(sale, payment, 'refund', { mode: 'amount', lines: {}, entry });

  it('takes any amount up to what is left, to the øre', () => {
    expect(limitOf(payment, 'refund')).toBe(20_000);
    expect(typed(centsOf(minor(20_000)))).toEqual({ ok: true, amount: 20_000, parts: null });
    expect(typed(centsOf(minor(1)))).toEqual({ ok: true, amount: 1, parts: null });
  });

  it.each([
    ['20000.01', 'tooMuch'],
    ['200,01', 'tooMuch'],
    ['99999999', 'tooMuch'],
    ['0', 'nothing'],
    ['-5', 'unreadable'],
    ['abc', 'unreadable'],
    ['1,234', 'unreadable'],
  ])('refuses %s: %s', (text, problem) => expect(typed(setWhole(text))).toEqual({ ok: false, problem }));

  it('says nothing before anything is typed, and nothing is left of nothing', () => {
    expect(typed(EMPTY_AMOUNT)).toEqual({ ok: false, problem: 'nothing' });
    const none = shop({ ...taken, refunded: TOTAL });
    expect(readChoice(none.sale, none.payment, 'refund', firstChoice(none.sale, none.payment, 'refund'))).toEqual({
      ok: false,
      problem: 'nothing',
    });
  });
});
