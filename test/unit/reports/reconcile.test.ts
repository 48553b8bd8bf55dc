import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reconcile, toAskAgain } from '../../../electron/core/closing/reconcile.ts';
import type { BooksCompared, WalletAsked } from '../../../electron/core/closing/reconcile.ts';
import type { MovedMoney } from '../../../electron/core/ports/day-book.ts';
import type { LedgerEntry } from '../../../electron/core/ports/settlement.ts';
import { calendarDate } from '../../../shared/calendar-date.ts';
import { MAX_DIFFERENCES, needsReason, reconciliationSchema } from '../../../shared/closing.ts';
import { referenceSchema, saleIdSchema } from '../../../shared/ids.ts';
import type { Reference } from '../../../shared/ids.ts';
import { minor } from '../../../shared/money.ts';
import type { Movement } from '../../../shared/payment.ts';

const AT = Date.UTC(2026, 10, 21, 12);
const DATE = calendarDate('2026-11-21');
const SALE = saleIdSchema.parse('00000000-0000-4000-8000-000000000001');
const reference = (number: number): Reference => referenceSchema.parse(`shop-till1-${String(number).padStart(4, '0')}`);

const EVEN = { capture: 0, refund: 0, reservation: 0 };
const NOT_ODD = { signs: 0, balances: 0 };

interface Moved {
  readonly of: number;
  readonly kind: 'capture' | 'refund';
  readonly amount: number;
  readonly elsewhere?: boolean;
  /** It came into the journal before the range. */
  readonly earlier?: boolean;
}
const entry = (
  type: string,
  amount: number,
  of: string | null,
  topic: LedgerEntry['topic'] = 'funds',
): LedgerEntry => ({
  place: `1/${topic}/${type}-${of}-${amount}`,
  pspReference: `psp-${of}`,
  at: AT,
  type,
  reference: of,
  amount,
  topic,
});
const inLedger = ({ of, kind, amount }: Moved): LedgerEntry =>
  entry(kind, kind === 'capture' ? amount : -amount, reference(of));

/** BooksCompared of a till that agree with those of the wallet, but for what is changed. */
function books(
  moved: readonly Moved[],
  ledger: readonly LedgerEntry[],
  more: Partial<BooksCompared> & { readonly look?: Partial<WalletAsked> } = {},
): BooksCompared {
  const payments = new Map<string, WalletAsked>();
  const movements: MovedMoney[] = [];
  for (const each of moved) {
    const ref = reference(each.of);
    const known = payments.get(ref) ?? {
      reference: ref,
      receiptNumber: each.of,
      movements: [],
      wallet: 'agrees' as const,
      walletHas: EVEN,
      approvedLate: null,
      ...more.look,
    };
    const movement: Movement = {
      kind: each.kind,
      at: AT,
      amount: minor(each.amount),
      key: null,
      parts: null,
      by: null,
      approvedBy: null,
      reason: null,
    };
    payments.set(ref, { ...known, movements: [...known.movements, movement] });
    if (!each.earlier)
      movements.push({
        reference: ref,
        n: known.movements.length,
        saleId: SALE,
        receiptNumber: each.of,
        kind: each.kind,
        at: AT,
        amount: minor(each.amount),
        discount: minor(0),
        method: 'phone',
        by: null,
        elsewhere: each.elsewhere ?? false,
      });
  }
  const { look: _, ...rest } = more;
  const inRange = new Set<string>(movements.map((each) => each.reference));
  const settled = {
    dates: { first: DATE, last: DATE },
    problem: null,
    complete: true,
    mayStillCome: () => false,
    odd: NOT_ODD,
    entries: ledger,
  };
  return {
    at: AT,
    last: 1,
    movements,
    payments,
    inRange,
    walletProblem: null,
    settled,
    tags: ['abcd'],
    reasons: new Map(),
    ...rest,
  };
}
const found = (given: BooksCompared) =>
  reconciliationSchema.parse(reconcile(given)).differences.map(({ kind, amount, count }) => [kind, amount, count]);

describe('three books about the same money', () => {
  it('that agree have no difference, for any sales and refunds in any order', () => {
    const someMoved = fc.array(
      fc.record({
        of: fc.integer({ min: 1, max: 5 }),
        kind: fc.constantFrom('capture' as const, 'refund' as const),
        amount: fc.integer({ min: 1, max: 3 }),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(someMoved, fc.infiniteStream(fc.nat()), (moved, order) => {
        const shuffled = moved
          .map((each) => ({ each, place: order.next().value ?? 0 }))
          .toSorted((a, b) => a.place - b.place)
          .map(({ each }) => inLedger(each));
        const result = reconcile(books(moved, shuffled));
        expect(result.differences).toEqual([]);
        expect(result.settlement).toMatchObject({ captures: result.journal.captures, refunds: result.journal.refunds });
        expect(result.wallet).toMatchObject({ captures: result.journal.captures, refunds: result.journal.refunds });
      }),
    );
  });

  it('name each planted difference, and only that one', () => {
    const sale: Moved = { of: 1, kind: 'capture', amount: 100 };
    const other = inLedger({ of: 9, kind: 'capture', amount: 700 });
    expect(found(books([{ ...sale, elsewhere: true }], [inLedger(sale)]))).toEqual([['portalCapture', 100, 1]]);
    expect(
      found(
        books(
          [sale, { of: 1, kind: 'refund', amount: 30, elsewhere: true }],
          [inLedger(sale), inLedger({ of: 1, kind: 'refund', amount: 30 })],
        ),
      ),
    ).toEqual([['portalRefund', -30, 1]]);
    expect(found(books([sale], [inLedger(sale)], { look: { approvedLate: 100 } }))).toEqual([['lateApproval', 100, 1]]);
    const has = (wallet: WalletAsked['wallet'], walletHas: Partial<WalletAsked['walletHas']>) =>
      found(books([sale], [inLedger(sale)], { look: { wallet, walletHas: { ...EVEN, ...walletHas } } }));
    expect(has('differs', { capture: -100 })).toEqual([['walletDiffers', -100, 1]]);
    expect(has('differs', { refund: 30 })).toEqual([['walletDiffers', -30, 1]]);
    expect(has('unknown', { reservation: -40 })).toEqual([['walletUnknown', -40, 1]]);
    // What was taken and what was given back are never set off against each other.
    expect(has('unknown', { capture: -100, refund: -100 })).toEqual([
      ['walletUnknown', -100, 1],
      ['walletUnknown', 100, 1],
    ]);
    expect(found(books([sale], []))).toEqual([['notSettled', -100, 1]]);
    expect(found(books([sale], [inLedger(sale), inLedger({ ...sale, amount: 40 })]))).toEqual([['onlySettled', 40, 1]]);
    expect(found(books([sale], [inLedger(sale), other]))).toEqual([['otherTill', 700, 1]]);
    expect(found(books([sale], [inLedger(sale), entry('capture-fee', -2, reference(1), 'fees')]))).toEqual([
      ['fee', -2, 1],
    ]);
    const open = {
      dates: { first: DATE, last: DATE },
      problem: null,
      complete: false,
      mayStillCome: () => true,
      odd: NOT_ODD,
      entries: [],
    };
    expect(found(books([sale], [], { settled: open }))).toEqual([['pending', -100, 1]]);
    expect(found(books([sale], [], { settled: { ...open, dates: null } }))).toEqual([]);
  });

  it("name a sale under this till's tag that its journal does not know: lost, not another till's", () => {
    const lost = entry('capture', 700, 'bakeri-till1-20260119-abcd0042-1');
    const older = entry('capture', 300, 'bakeri-till1-20260119-wxyz0042-1');
    expect(found(books([], [lost, older]))).toEqual([
      ['lostSale', 700, 1],
      ['otherTill', 300, 1],
    ]);
    expect(found(books([], [lost, older], { tags: ['abcd', 'wxyz'] }))).toEqual([
      ['lostSale', 700, 1],
      ['lostSale', 300, 1],
    ]);
    const [difference] = reconcile(books([], [lost])).differences;
    expect(difference).toMatchObject({
      id: 'lostSale:bakeri-till1-20260119-abcd0042-1:capture',
      reference: lost.reference,
    });
    expect(difference && needsReason(difference)).toBe(true);
  });

  it('match a movement learnt of in one with two of the settlement, and one of an earlier date with none', () => {
    const moved: readonly Moved[] = [
      { of: 1, kind: 'capture', amount: 100 },
      { of: 2, kind: 'capture', amount: 50, earlier: true },
      { of: 2, kind: 'capture', amount: 20 },
    ];
    const result = reconcile(
      books(moved, [
        entry('capture', 60, reference(1)),
        entry('capture', 40, reference(1)),
        entry('capture', 20, reference(2)),
      ]),
    );
    expect(result.differences).toEqual([]);
    expect(result.settlement.captures).toEqual({ count: 2, amount: 120 });
  });

  it('show types that nobody has heard of by their own names, summed apart', () => {
    const result = reconcile(
      books(
        [],
        [
          entry('moon-tax', -5, null),
          entry('moon-tax', -7, null),
          entry('payout-scheduled', -900, '200001'),
          entry('service-fee', -3, null, 'fees'),
        ],
      ),
    );
    expect(result.settlement.others).toEqual([
      { type: 'moon-tax', count: 2, amount: -12 },
      { type: 'payout-scheduled', count: 1, amount: -900 },
      { type: 'service-fee (fees)', count: 1, amount: -3 },
    ]);
    expect(result.differences).toEqual([]);
  });

  it('ask again about an own payment of which the settlement knows more, and about no other', () => {
    const moved: readonly Moved[] = [
      { of: 1, kind: 'capture', amount: 100, earlier: true },
      { of: 2, kind: 'capture', amount: 100 },
    ];
    const ledger = [
      inLedger({ of: 1, kind: 'refund', amount: 25 }),
      inLedger({ of: 2, kind: 'capture', amount: 100 }),
      inLedger({ of: 9, kind: 'refund', amount: 1 }),
    ];
    expect(toAskAgain(books(moved, ledger, { look: { wallet: 'notAsked' } }))).toEqual([reference(1)]);
  });

  it('keep what a person said', () => {
    const reason = { at: AT, by: { id: 'p1', name: 'Kari' }, text: 'Taken in the portal' };
    const many = [1, 2, 3, 4].map((of): Moved => ({ of, kind: 'capture', amount: 10, elsewhere: true }));
    const result = reconcile(
      books(many, many.map(inLedger), { reasons: new Map([[`portalCapture:${reference(3)}:0`, reason]]) }),
    );
    expect(result.differences.filter((each) => each.reason !== null).map(({ receiptNumber }) => receiptNumber)).toEqual(
      [3],
    );
  });

  it('list where the wallet differs first, then what needs a reason, and tell by kind what finds no room', () => {
    const many = Array.from({ length: MAX_DIFFERENCES }, (_, index): Moved => ({
      of: index + 1,
      kind: 'capture',
      amount: 10,
      elsewhere: true,
    }));
    const given = books(many, [...many.map(inLedger), entry('capture-fee', -3, null, 'fees')]);
    const payments = new Map(given.payments);
    for (const each of [...payments.values()].slice(-30))
      payments.set(each.reference, { ...each, wallet: 'differs', walletHas: { ...EVEN, capture: -10 } });
    const result = reconciliationSchema.parse(reconcile({ ...given, payments }));
    expect(result.differences).toHaveLength(MAX_DIFFERENCES);
    expect(result.differences.slice(0, 31).map(({ kind }) => kind)).toEqual([
      ...Array.from({ length: 30 }, () => 'walletDiffers'),
      'portalCapture',
    ]);
    expect(result.differences.every(needsReason)).toBe(true);
    expect(result.leftOut).toEqual([
      { kind: 'portalCapture', count: 30, amount: 300 },
      { kind: 'fee', count: 1, amount: 3 },
    ]);
  });

  it('never tell of a difference without what is at stake, whatever the books have', () => {
    const movement = fc.record({
      of: fc.integer({ min: 1, max: 4 }),
      kind: fc.constantFrom('capture' as const, 'refund' as const),
      amount: fc.integer({ min: 1, max: 3 }),
    });
    const has = fc.record({
      capture: fc.integer({ min: -2, max: 2 }),
      refund: fc.integer({ min: -2, max: 2 }),
      reservation: fc.integer({ min: -2, max: 2 }),
    });
    const wallet = fc.constantFrom('differs' as const, 'unknown' as const);
    fc.assert(
      fc.property(
        fc.array(movement),
        fc.array(movement),
        fc.boolean(),
        wallet,
        has,
        (moved, ledger, late, how, walletHas) => {
          const given = books(moved, ledger.map(inLedger), { look: { wallet: how, walletHas } });
          const { differences } = reconcile({ ...given, settled: { ...given.settled, mayStillCome: () => late } });
          expect(differences.filter(({ amount }) => amount === 0 || amount === null)).toEqual([]);
          expect(new Set(differences.map(({ id }) => id)).size).toBe(differences.length);
        },
      ),
    );
  });
});
