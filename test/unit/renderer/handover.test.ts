import { describe, expect, it } from 'vitest';
import { findAnySale, findReserved, narrowed } from '../../../renderer/handover/find.ts';
import { URGENCY_LOOKS } from '../../../renderer/handover/urgency-look.ts';
import handoverEn from '../../../shared/texts/en/handover.json' with { type: 'json' };
import tillEn from '../../../shared/texts/en/till.json' with { type: 'json' };
import handoverNb from '../../../shared/texts/nb/handover.json' with { type: 'json' };
import tillNb from '../../../shared/texts/nb/till.json' with { type: 'json' };
import { reservedPayments, URGENCIES } from '../../../shared/reservation.ts';
import type { Sale } from '../../../shared/payment.ts';
import { saleIn } from '../../support/renderer/renderer-fixtures.ts';

const reserved = (number: number, value = 24_900): Sale =>
  saleIn({
    number,
    phase: { name: 'authorized', at: 2, cancelLost: false, captureProblem: null },
    payment: {
      amount: { currency: 'NOK', value },
      amounts: { authorized: value, captured: 0, cancelled: 0, refunded: 0 },
      approvedAt: number,
    },
  });
const sales = [
  reserved(7),
  reserved(42, 12_500),
  reserved(420, 99_900),
  saleIn({ number: 43, phase: { name: 'captured', at: 2, refundProblem: null } }),
];
const board = reservedPayments(sales);
const found = (typed: string) => findReserved(board, typed)?.sale.receiptNumber ?? null;

describe('finding a reserved payment', () => {
  it('takes what a scanner reads and what a person types', () => {
    expect(found(sales[1]?.payments[0]?.reference ?? '')).toBe(42);
    expect(found((sales[1]?.payments[0]?.reference ?? '').toUpperCase())).toBe(42);
    expect(found('42')).toBe(42);
    expect(found('0042')).toBe(42);
    expect(found(' 0420 ')).toBe(420);
    expect(found('125,00')).toBe(42);
    expect(found('7')).toBe(7);
  });

  it('never guesses: not the paid one, not one of several, not nothing', () => {
    expect(found('0043')).toBeNull();
    expect(found('67')).toBeNull();
    expect(found('')).toBeNull();
    // A number that is part of another receipt's number, or of its reference, is not that receipt.
    expect(found('0001')).toBeNull();
    expect(found('20')).toBeNull();
    expect(found('20260101')).toBeNull();
    expect(found('bakeri')).toBeNull();
    expect(found('9999999999999')).toBeNull();
    expect(found('robert"); drop')).toBeNull();
  });

  it('narrows the list while it is typed, and tells how a sale stands that is not reserved', () => {
    expect(narrowed(board, '042').map(({ sale }) => sale.receiptNumber)).toEqual([42, 420]);
    expect(narrowed(board, '67')).toHaveLength(3);
    expect(narrowed(board, '')).toHaveLength(3);
    expect(findAnySale(sales, '43')?.receiptNumber).toBe(43);
    expect(findAnySale(sales, '')).toBeNull();
  });
});

describe('the words', () => {
  it('of urgency differ, and so do their icons', () => {
    expect(new Set(URGENCIES.map((each) => URGENCY_LOOKS[each].icon)).size).toBe(URGENCIES.length);
    for (const words of [handoverEn.urgency, handoverNb.urgency])
      expect(new Set(Object.values(words)).size).toBe(URGENCIES.length);
  });

  it('never call a refund done, or failed, before it is known', () => {
    for (const { refunding, refundUnclear, refundUnclearNote } of [tillEn.moved, tillNb.moved]) {
      expect(`${refunding} ${refundUnclear} ${refundUnclearNote}`).not.toMatch(
        /given back \{|refunded|failed|betalt tilbake|mislyk/i,
      );
    }
  });
});
