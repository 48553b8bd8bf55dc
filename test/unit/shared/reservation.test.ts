import { describe, expect, it } from 'vitest';
import { NO_WISH, operationSchema } from '../../../shared/payment.ts';
import type { Amounts, Phase } from '../../../shared/payment.ts';
import {
  CAPTURE_WITHIN_DAYS,
  DAY_MS,
  refundBarrier,
  reservationOf,
  reservedPayments,
  URGENCIES,
} from '../../../shared/reservation.ts';
import type { Urgency } from '../../../shared/reservation.ts';
import type { StoreCountry } from '../../../shared/country.ts';
import { paymentIn, saleIn } from '../../support/renderer/renderer-fixtures.ts';

const APPROVED = Date.UTC(2026, 2, 1, 12);
const at = (days: number) => APPROVED + days * DAY_MS;
const urgency = (country: StoreCountry, days: number): Urgency =>
  reservationOf({ approvedAt: APPROVED, requestedAt: APPROVED - 60_000 }, country, at(days)).urgency;

describe('how pressing a reservation is', () => {
  it.each<[StoreCountry, number, Urgency]>([
    ['NO', 0, 'inTime'],
    ['NO', 4.99, 'inTime'],
    ['NO', 5, 'guaranteeEnds'],
    ['NO', 6.99, 'guaranteeEnds'],
    ['NO', 7, 'guaranteeOver'],
    ['NO', 176.9, 'guaranteeOver'],
    ['NO', 177, 'lastDays'],
    ['NO', 180, 'over'],
    ['DK', 4.99, 'inTime'],
    ['DK', 5, 'guaranteeEnds'],
    ['DK', 7, 'guaranteeOver'],
    ['DK', 10.99, 'guaranteeOver'],
    ['DK', 11, 'lastDays'],
    ['DK', 13.99, 'lastDays'],
    ['DK', 14, 'over'],
    ['FI', 14, 'over'],
    ['FI', 400, 'over'],
  ])('%s after %s days: %s', (country, days, expected) => expect(urgency(country, days)).toBe(expected));

  it('only grows with time', () => {
    for (const country of ['NO', 'DK', 'FI'] as const) {
      const ranks = Array.from({ length: 400 }, (_, half) => URGENCIES.indexOf(urgency(country, half / 2)));
      expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
    }
  });

  it('counts from the approval, and from the request where no approval was seen', () => {
    expect(reservationOf({ approvedAt: null, requestedAt: APPROVED }, 'DK', at(1))).toMatchObject({
      since: APPROVED,
      deadline: at(CAPTURE_WITHIN_DAYS.DK),
      days: 1,
      daysLeft: 13,
    });
    expect(reservationOf({ approvedAt: APPROVED, requestedAt: 0 }, 'NO', at(0.5))).toMatchObject({
      days: 0,
      daysLeft: 180,
      guaranteedUntil: at(7),
    });
    expect(reservationOf({ approvedAt: APPROVED, requestedAt: 0 }, 'DK', at(13.5)).daysLeft).toBe(1);
    expect(reservationOf({ approvedAt: APPROVED, requestedAt: 0 }, 'DK', at(20)).daysLeft).toBe(0);
  });

  it('takes a clock that was set back for no age at all', () => {
    expect(reservationOf({ approvedAt: APPROVED, requestedAt: APPROVED }, 'NO', at(-3))).toMatchObject({
      urgency: 'inTime',
      days: 0,
    });
  });
});

const operation = operationSchema.parse({ kind: 'capture', key: 'key', requestedAt: 1 });
const sums = (change: Partial<Record<keyof Amounts, number>>) => ({
  amounts: { authorized: 24_900, captured: 0, cancelled: 0, refunded: 0, ...change },
});
const authorized = { name: 'authorized', at: 2, cancelLost: false, captureProblem: null } as const satisfies Phase;
const captured = { name: 'captured', at: 2, refundProblem: null } as const satisfies Phase;

describe('what is reserved', () => {
  it('is what was approved and not wholly taken, released or given back, oldest first', () => {
    const sales = [
      saleIn({ phase: authorized, number: 1, payment: { ...sums({}), approvedAt: 30 } }),
      saleIn({ phase: authorized, number: 2, payment: { ...sums({ captured: 900 }), approvedAt: 20 } }),
      saleIn({ phase: captured, number: 3, payment: { ...sums({ captured: 24_900 }), approvedAt: 10 } }),
      saleIn({ phase: { name: 'waiting', expiresAt: 9, code: null }, number: 4 }),
      saleIn({
        phase: {
          name: 'cancelling',
          cancel: operation,
          mode: 'release',
          wish: NO_WISH,
          expiresAt: null,
          answered: null,
        },
        number: 5,
        payment: { ...sums({}), approvedAt: 5 },
      }),
      saleIn({ phase: { name: 'cancelled', at: 2 }, number: 6, payment: sums({ cancelled: 24_900 }) }),
      saleIn({
        phase: authorized,
        number: 7,
        payment: { ...sums({ captured: 20_000, cancelled: 4_900 }), approvedAt: 1 },
      }),
    ];
    expect(reservedPayments(sales).map(({ sale }) => sale.receiptNumber)).toEqual([5, 2, 1]);
  });

  it('is found in an earlier attempt too', () => {
    const [late] = saleIn({ phase: authorized, number: 1, payment: sums({}) }).payments;
    const sale = saleIn({ phase: { name: 'expired', at: 3 }, number: 1, payment: { attempt: 2 } });
    expect(
      reservedPayments([{ ...sale, payments: [late ?? paymentIn(authorized), ...sale.payments] }]).map(
        ({ payment }) => payment.attempt,
      ),
    ).toEqual([1]);
  });
});

describe('why nothing can be given back', () => {
  const refund = (phase: Phase, change: Partial<Record<keyof Amounts, number>>, days = 0) =>
    refundBarrier(paymentIn(phase, 1, { ...sums(change), approvedAt: APPROVED }), at(days));
  it('names the reason, or none', () => {
    expect(refund(captured, { captured: 24_900 })).toBeNull();
    expect(refund(authorized, { captured: 900 })).toBeNull();
    expect(refund(authorized, {})).toBe('wallet.nothingCaptured');
    expect(refund(captured, { captured: 24_900, refunded: 24_900 })).toBe('wallet.alreadyRefunded');
    expect(refund(captured, { captured: 24_900 }, 364.9)).toBeNull();
    expect(refund(captured, { captured: 24_900 }, 365)).toBe('wallet.refundPeriodOver');
    expect(
      refund(
        {
          name: 'capturing',
          capture: operation,
          order: {
            amount: paymentIn(captured, 1, sums({ captured: 1 })).amounts.captured,
            parts: null,
            by: null,
            approvedBy: null,
            reason: null,
          },
          rest: 'keep',
          found: false,
        },
        { captured: 900 },
      ),
    ).toBe('sale.busy');
  });
});
