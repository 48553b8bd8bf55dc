import { describe, expect, it } from 'vitest';
import { shownBy } from '../../../electron/core/school/lessons.ts';
import { saleSchema } from '../../../shared/payment.ts';
import type { Payment, Phase, Sale } from '../../../shared/payment.ts';
import { idempotencyKeySchema } from '../../../shared/ids.ts';
import type { Reference } from '../../../shared/ids.ts';
import { LESSONS } from '../../../shared/school.ts';
import type { Lesson } from '../../../shared/school.ts';
import { saleIn } from '../../support/renderer/renderer-fixtures.ts';
import { SALE_SAMPLES } from '../../support/renderer/sale-samples.ts';

const KARI = { id: 'kari', name: 'Kari' };
const OLA = { id: 'ola', name: 'Ola' };
const KEY = idempotencyKeySchema.parse('0b6c9f0e-4a55-4a77-8a4e-8f2d3a1c0001');

const taken: Phase = { name: 'captured', at: 2, refundProblem: null };
const WHOLE = { authorized: 24_900, captured: 24_900, cancelled: 0, refunded: 0 };
const withdrawn: Phase = { name: 'terminated', at: 2 };

const saleOf = (phase: Phase, payment: Partial<Record<keyof Payment, unknown>> = {}): Sale =>
  saleIn({ phase, payment: { requestedBy: KARI, ...payment } });
/** A second try for the same sale. */
const then = (sale: Sale, phase: Phase, payment: Partial<Record<keyof Payment, unknown>>): Sale =>
  saleSchema.parse({
    ...sale,
    payments: [
      ...sale.payments,
      { ...sale.payments[0], attempt: 2, reference: `${sale.payments[0]?.reference}2`, phase, ...payment },
    ],
  });
const moved = (kind: 'capture' | 'refund' | 'release', amount: number, key: string | null = KEY) => ({
  kind,
  at: 3,
  key,
  amount,
  parts: null,
  by: OLA,
  approvedBy: null,
  reason: null,
});

const NONE: ReadonlySet<Reference> = new Set();
const everyReference = ({ payments }: Sale): ReadonlySet<Reference> =>
  new Set(payments.map(({ reference }) => reference));
const lessons = (sale: Sale, doubted = NONE): readonly Lesson[] => shownBy(sale, doubted).map(({ lesson }) => lesson);

const other = { country: 'NO', lastTwo: '99', lastFour: '1299' };
const part = saleOf(taken, {
  amounts: { authorized: 24_900, captured: 10_000, cancelled: 14_900, refunded: 0 },
  movements: [moved('capture', 10_000), moved('release', 14_900)],
});
const refunded = saleOf(taken, {
  amounts: { ...WHOLE, refunded: 5_000 },
  movements: [moved('capture', 24_900), moved('refund', 5_000)],
});

describe('what a sale shows that somebody has practised', () => {
  it('a sale by number that is paid, and one by code', () => {
    expect(lessons(saleOf(taken, { amounts: WHOLE }))).toEqual(['sale']);
    expect(lessons(saleOf(taken, { amounts: WHOLE, method: 'code', recipient: null }))).toEqual(['code']);
  });

  it('nothing while it waits, is approved or is being taken: only what the wallet says is taken counts', () => {
    const { approved, capturing, sending, waiting } = SALE_SAMPLES;
    for (const sale of [approved, capturing, sending, waiting]) expect(lessons(sale)).toEqual([]);
    expect(lessons(saleOf(taken, { amounts: { ...WHOLE, captured: 0 } }))).toEqual([]);
  });

  it('that the customer said no', () => {
    expect(lessons(saleOf({ name: 'aborted', at: 2 }))).toEqual(['declined']);
  });

  it('that nobody answered: it ran out, or was cancelled, and nothing took its place', () => {
    expect(lessons(saleOf({ name: 'expired', at: 2 }))).toEqual(['noAnswer']);
    expect(lessons(saleOf(withdrawn))).toEqual(['noAnswer']);
    expect(lessons({ ...saleOf(withdrawn), changingTo: { method: 'code', recipient: null } })).toEqual([]);
  });

  it('that a number was corrected, and not that the same one was asked again or a code was shown', () => {
    const waiting: Phase = { name: 'waiting', expiresAt: 9, code: null };
    const first = saleOf(withdrawn);
    expect(lessons(then(first, waiting, { recipient: other }))).toEqual(['wrongNumber']);
    expect(lessons(then(first, waiting, {}))).toEqual([]);
    expect(lessons(then(first, waiting, { method: 'code', recipient: null }))).toEqual([]);
    expect(lessons(then(saleOf({ name: 'aborted', at: 2 }), waiting, { recipient: other }))).toEqual(['declined']);
  });

  it('that a part was taken, by who took it', () => {
    expect(shownBy(part, NONE)).toContainEqual({ lesson: 'part', by: OLA });
    expect(lessons(saleOf(taken, { amounts: WHOLE, movements: [moved('capture', 24_900)] }))).toEqual(['sale']);
  });

  it('that money was given back here, and not in the portal', () => {
    expect(shownBy(refunded, NONE)).toContainEqual({ lesson: 'refund', by: OLA });
    const portal = saleOf(taken, {
      amounts: { ...WHOLE, refunded: 5_000 },
      movements: [moved('capture', 24_900), moved('refund', 5_000, null)],
    });
    expect(lessons(portal)).toEqual(['sale']);
  });

  it('that a doubt was waited out, and not that the customer was asked once more', () => {
    const known = saleOf(taken, { amounts: WHOLE });
    expect(lessons(known, everyReference(known))).toEqual(['sale', 'unclear']);
    const unclear = saleOf(taken, { certainty: { name: 'unclear', since: 1, problem: 'network.timeout' } });
    expect(lessons(unclear, everyReference(unclear))).not.toContain('unclear');
    const again = then(saleOf({ name: 'expired', at: 2 }), taken, { amounts: WHOLE });
    expect(lessons(again, everyReference(again))).not.toContain('unclear');
  });

  it('all but what no sale shows', () => {
    const sales = [
      saleOf(taken, { amounts: WHOLE }),
      saleOf(taken, { amounts: WHOLE, method: 'code', recipient: null }),
      saleOf({ name: 'aborted', at: 2 }),
      saleOf(withdrawn),
      then(saleOf(withdrawn), { name: 'expired', at: 3 }, { recipient: other }),
      part,
      refunded,
    ];
    const shown = new Set(sales.flatMap((sale) => lessons(sale, everyReference(sale))));
    expect(LESSONS.filter((lesson) => !shown.has(lesson))).toEqual(['slip', 'closing']);
  });
});
