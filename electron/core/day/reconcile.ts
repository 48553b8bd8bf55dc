import type { CalendarDate } from '../../../shared/calendar-date.ts';
import { MAX_DIFFERENCES, needsReason } from '../../../shared/closing.ts';
import type { Difference, DifferenceKind, Reconciliation } from '../../../shared/closing.ts';
import type { Tally } from '../../../shared/day-report.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { tagOf } from '../../../shared/ids.ts';
import type { Reference } from '../../../shared/ids.ts';
import { minor } from '../../../shared/money.ts';
import type { Movement } from '../../../shared/payment.ts';
import type { LedgerEntry } from '../ports.ts';
import type { MovedMoney } from './day-book.ts';

/**
 * Three books about the same money: the till's journal, the wallet's sums for each payment (asked anew), and the settlement of the wallet company.
 * Pure: everything that was asked comes in. Ledger and journal are joined on reference and type; a `pspReference` of the ledger is its own
 * [vipps-facts 18].
 */

/** What was learnt about one payment of the range. */
export interface LookedAt {
  readonly reference: Reference;
  readonly receiptNumber: number;
  /** Everything that ever moved of it, as the journal has it after the wallet was asked. */
  readonly movements: readonly Movement[];
  /** `agrees`: the wallet's sums are those of its movements. */
  readonly wallet: 'agrees' | 'differs' | 'notAsked';
  /** By how much more (or, below zero, less) the wallet has taken, less what it gave back; 0 where it was not asked. */
  readonly walletHas: number;
  /** Amount that was approved after the till had given the request up, or null. */
  readonly approvedLate: number | null;
}

/** What was read of the settlement. */
export interface Settled {
  readonly dates: { readonly first: CalendarDate; readonly last: CalendarDate } | null;
  readonly problem: ErrorCode | null;
  readonly complete: boolean;
  /** Epoch ms up to which the wallet company has closed its dates: what moved before and is not there is missing. */
  readonly completeUntil: number;
  readonly entries: readonly LedgerEntry[];
}

export interface Books {
  readonly at: number;
  /** Newest entry of the journal that is compared. */
  readonly last: number;
  /** What came into the journal after the last closing, in order. */
  readonly movements: readonly MovedMoney[];
  /** Every payment of those movements, every other request of the range, and every payment of this till that the settlement names. */
  readonly payments: ReadonlyMap<string, LookedAt>;
  /** Payments of the range; of the others only what the settlement says is compared. */
  readonly inRange: ReadonlySet<string>;
  readonly walletProblem: ErrorCode | null;
  readonly settled: Settled;
  /** Of the journals that this till is known to have had: what carries one is its own, whether it knows it or not. */
  readonly tags: readonly string[];
  readonly reasons: ReadonlyMap<string, Difference['reason']>;
}

type Moved = 'capture' | 'refund';
const SIGN: Readonly<Record<Moved, 1 | -1>> = { capture: 1, refund: -1 };
const tallyOf = (amounts: readonly number[]): Tally => ({ count: amounts.length, amount: minor(sumOf(amounts)) });
const sumOf = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

export function reconcile(books: Books): Reconciliation {
  const { movements, payments, settled } = books;
  const inLedger = matched(books);
  const inRange = [...books.inRange].flatMap((reference) => payments.get(reference) ?? []);
  const both = (holds: (movement: MovedMoney) => boolean) => {
    const of = (kind: Moved) => tallyOf(movements.filter((each) => each.kind === kind && holds(each)).map(({ amount }) => amount));
    return { captures: of('capture'), refunds: of('refund') };
  };
  const notAsked = inRange.filter(({ wallet }) => wallet === 'notAsked').length;
  const differences = [...ofWallet(books, inRange), ...ofSettlement(books, inLedger)].map((each) => ({ ...each, reason: books.reasons.get(each.id) ?? null }));
  const ordered = differences.toSorted((a, b) => Number(needsReason(b)) - Number(needsReason(a)));
  return {
    at: books.at,
    last: books.last,
    journal: both(() => true),
    wallet: { ...both(({ reference }) => payments.get(reference)?.wallet === 'agrees'), asked: inRange.length - notAsked, notAsked, problem: books.walletProblem },
    settlement: {
      ...both((each) => inLedger.movements.has(keyOf(each))),
      status: settled.dates === null ? 'notRead' : settled.complete ? 'complete' : 'incomplete',
      problem: settled.problem,
      dates: settled.dates,
      others: others(settled.entries),
    },
    differences: ordered.slice(0, MAX_DIFFERENCES),
    leftOut: Math.max(0, ordered.length - MAX_DIFFERENCES),
  };
}

type Found = Omit<Difference, 'reason'>;
const keyOf = ({ reference, n }: Pick<MovedMoney, 'reference' | 'n'>): string => `${reference}#${n}`;
const ELSEWHERE: Readonly<Record<MovedMoney['kind'], DifferenceKind>> = { capture: 'portalCapture', refund: 'portalRefund', release: 'portalRelease' };

/** What the wallet knows and this till did not do. */
function ofWallet({ movements }: Books, inRange: readonly LookedAt[]): readonly Found[] {
  return [
    ...movements
      .filter(({ elsewhere }) => elsewhere)
      .map(({ kind, reference, n, receiptNumber, amount }): Found => ({ id: `${ELSEWHERE[kind]}:${reference}:${n}`, kind: ELSEWHERE[kind], reference, receiptNumber, count: 1, amount: kind === 'capture' ? amount : -amount })),
    ...inRange.flatMap(({ reference, receiptNumber, approvedLate, wallet, walletHas }): Found[] => [
      ...(approvedLate === null ? [] : [{ id: `lateApproval:${reference}`, kind: 'lateApproval' as const, reference, receiptNumber, count: 1, amount: approvedLate }]),
      ...(wallet === 'differs' ? [{ id: `walletDiffers:${reference}`, kind: 'walletDiffers' as const, reference, receiptNumber, count: 1, amount: walletHas }] : []),
    ]),
  ];
}

interface Matched {
  /** Movements of the range that stand in the settlement. */
  readonly movements: ReadonlySet<string>;
  /** Sums of this till's payments that are not the same in both; `amount`: how much more the settlement has; `lags`: it may still come. */
  readonly uneven: readonly { readonly payment: LookedAt; readonly kind: Moved; readonly amount: number; readonly lags: boolean }[];
}

/** Captures and refunds of the settlement, each kind of a payment against the same of the journal: amount by amount, and what is left by its sum. */
function matched({ movements, payments, settled }: Books): Matched {
  const found = new Set<string>();
  const uneven: Matched['uneven'][number][] = [];
  if (settled.dates === null) return { movements: found, uneven };
  const inRange = new Set(movements.map(keyOf));
  const entries = Map.groupBy(settled.entries.filter(isMovement), ({ reference, type }) => `${type} ${reference ?? ''}`);
  const asked = new Set([...movements.map(({ reference }) => reference as string), ...settled.entries.flatMap(({ reference }) => reference ?? [])]);
  for (const payment of [...asked].flatMap((reference) => payments.get(reference) ?? [])) {
    for (const kind of ['capture', 'refund'] as const) {
      const ledger = (entries.get(`${kind} ${payment.reference}`) ?? []).map(({ amount }) => Math.abs(amount));
      // The newest first: an older one can stand on a date that was not asked for.
      const ours = payment.movements.flatMap((each, n) => (each.kind === kind ? [{ key: keyOf({ reference: payment.reference, n }), at: each.at, amount: each.amount as number }] : [])).toReversed();
      const left: typeof ours = [];
      for (const each of ours) {
        const place = ledger.indexOf(each.amount);
        if (place === -1) left.push(each);
        else {
          ledger.splice(place, 1);
          found.add(each.key);
        }
      }
      const expected = left.filter(({ key }) => inRange.has(key));
      const difference = sumOf(ledger) - sumOf(expected.map(({ amount }) => amount));
      if (difference === 0) for (const { key } of expected) found.add(key);
      else uneven.push({ payment, kind, amount: difference, lags: difference < 0 && expected.some(({ at }) => at >= settled.completeUntil) });
    }
  }
  return { movements: found, uneven };
}

const isMovement = ({ topic, type }: LedgerEntry): boolean => topic === 'funds' && (type === 'capture' || type === 'refund');

/** This till's payments of which the settlement has more than the journal: the wallet has to be asked about them. */
export const toAskAgain = (books: Books): readonly Reference[] =>
  matched(books).uneven.flatMap(({ amount, payment }) => (amount > 0 && payment.wallet === 'notAsked' ? [payment.reference] : []));

function ofSettlement({ settled, payments, tags }: Books, { uneven }: Matched): readonly Found[] {
  if (settled.dates === null) return [];
  const found: Found[] = [];
  for (const { payment, kind, amount, lags } of uneven) {
    if (lags) continue;
    const name = amount > 0 ? 'onlySettled' : 'notSettled';
    found.push({ id: `${name}:${payment.reference}:${kind}`, kind: name, reference: payment.reference, receiptNumber: payment.receiptNumber, count: 1, amount: SIGN[kind] * amount });
  }
  const sum = (kind: DifferenceKind, amounts: readonly number[]): Found[] =>
    amounts.length === 0 ? [] : [{ id: kind, kind, reference: null, receiptNumber: null, count: amounts.length, amount: sumOf(amounts) }];
  const unknown = settled.entries.filter((entry) => isMovement(entry) && !payments.has(entry.reference ?? ''));
  const isOwn = ({ reference }: LedgerEntry) => reference !== null && tags.includes(tagOf(reference) ?? '');
  const foreign = unknown.filter((entry) => !isOwn(entry));
  return [
    ...found,
    ...lost(unknown.filter(isOwn)),
    ...sum('pending', uneven.filter(({ lags }) => lags).map(({ kind, amount }) => SIGN[kind] * amount)),
    ...sum('otherTill', foreign.map(({ amount }) => amount)),
    ...sum('fee', settled.entries.filter(isFee).map(({ amount }) => amount)),
  ];
}

/** This till's own sales that its journal does not know, each by itself: a person has to find out what became of them. */
function lost(entries: readonly LedgerEntry[]): readonly Found[] {
  const byPayment = Map.groupBy(entries, ({ reference, type }) => `${reference ?? ''}:${type}`);
  return [...byPayment].flatMap(([key, some]) => {
    const [{ reference } = { reference: null }] = some;
    return { id: `lostSale:${key}`, kind: 'lostSale', reference, receiptNumber: null, count: some.length, amount: sumOf(some.map(({ amount }) => amount)) };
  });
}

/** What a single sale costs; what is retained or invoiced of it later is told by its own name. */
const isFee = ({ topic, type }: LedgerEntry): boolean => topic === 'fees' && type === 'capture-fee';

const MOST_TYPES = 40;

/** Everything else, also what nobody has heard of yet: by the wallet company's own name, and apart from the sums above. */
function others(entries: readonly LedgerEntry[]): Reconciliation['settlement']['others'] {
  const types = Map.groupBy(entries.filter((entry) => !isMovement(entry) && !isFee(entry)), ({ topic, type }) => (topic === 'fees' ? `${type} (fees)` : type).slice(0, 100));
  return [...types].slice(0, MOST_TYPES).map(([type, some]) => ({ type, count: some.length, amount: sumOf(some.map(({ amount }) => amount)) }));
}
