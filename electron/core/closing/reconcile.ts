import type { MovedMoney } from '../ports/day-book.ts';
import type { LedgerEntry, LedgerOddities } from '../ports/settlement.ts';
import type { CalendarDate } from '../../../shared/calendar-date.ts';
import { MAX_DIFFERENCES, STAKES, needsReason } from '../../../shared/closing.ts';
import type { Difference, DifferenceKind, Reconciliation, Stake } from '../../../shared/closing.ts';
import type { Tally } from '../../../shared/day-report.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { tagOf } from '../../../shared/ids.ts';
import type { Reference } from '../../../shared/ids.ts';
import { balanceOf, totalOf } from '../../../shared/money.ts';
import type { Movement } from '../../../shared/payment.ts';
import type { Sum } from '../../../shared/money.ts';

/**
 * Three books about the same money: the till's journal, the wallet's sums for each payment (asked anew), and the
 * settlement of the wallet company. Pure: everything that was asked comes in. Ledger and journal are joined on
 * reference and type, and of a ledger's amount only its size counts: signs are wrong at times [api 11.3].
 */

/** What was learnt about one payment of the range. */
export interface WalletAsked {
  readonly reference: Reference;
  readonly receiptNumber: number;
  /** Everything that ever moved of it, as the journal has it after the wallet was asked. */
  readonly movements: readonly Movement[];
  /** `agrees`: its sums are those of the movements · `unknown`: it does not know what the journal has money of. */
  readonly wallet: 'agrees' | 'differs' | 'unknown' | 'notAsked';
  /** By how much more (below zero: less) it has taken, given back and reserved; 0 where it agrees or was not asked. */
  readonly walletHas: Readonly<Record<Stake, number>>;
  /** Amount that was approved after the till had given the request up, or null. */
  readonly approvedLate: number | null;
}

/** What was read of the settlement. */
export interface Settled {
  readonly dates: { readonly first: CalendarDate; readonly last: CalendarDate } | null;
  readonly problem: ErrorCode | null;
  readonly complete: boolean;
  /** Whether what moved then (epoch ms) and is not there may still come: its date may be open, or was not read. */
  mayStillCome(at: number): boolean;
  readonly odd: LedgerOddities;
  readonly entries: readonly LedgerEntry[];
}

export interface BooksCompared {
  readonly at: number;
  /** Newest entry of the journal that is compared. */
  readonly last: number;
  /** What came into the journal after the last closing, in order. */
  readonly movements: readonly MovedMoney[];
  /**
   * Every payment of those movements, every other request of the range, and every payment of this till that the
   * settlement names.
   */
  readonly payments: ReadonlyMap<string, WalletAsked>;
  /** Payments of the range; of the others only what the settlement says is compared. */
  readonly inRange: ReadonlySet<string>;
  readonly walletProblem: ErrorCode | null;
  readonly settled: Settled;
  /** Of the journals that this till is known to have had: what carries one is its own, whether it knows it or not. */
  readonly tags: readonly string[];
  readonly reasons: ReadonlyMap<string, Difference['reason']>;
}

const MOVED = ['capture', 'refund'] as const;
type Moved = (typeof MOVED)[number];
/** What the shop has of it. */
const SIGN: Readonly<Record<Stake, 1 | -1>> = { capture: 1, refund: -1, reservation: 1 };
const tallyOf = (amounts: readonly Sum[]): Tally => ({ count: amounts.length, amount: totalOf(amounts) });

export function reconcile(books: BooksCompared): Reconciliation {
  const { movements, payments, settled } = books;
  const inLedger = matched(books);
  const inRange = [...books.inRange].flatMap((reference) => payments.get(reference) ?? []);
  const both = (holds: (movement: MovedMoney) => boolean) => {
    const kept = movements.filter(holds);
    const tally = (kind: Moved) => tallyOf(kept.flatMap((each) => (each.kind === kind ? [each.amount] : [])));
    return { captures: tally('capture'), refunds: tally('refund') };
  };
  const isAt = (wanted: WalletAsked['wallet']) => (each: MovedMoney) => payments.get(each.reference)?.wallet === wanted;
  const notAsked = inRange.filter(({ wallet }) => wallet === 'notAsked').length;
  const found = [...ofWallet(books, inRange), ...ofSettlement(books, inLedger)];
  const explained = found.map((each) => ({ ...each, reason: books.reasons.get(each.id) ?? null }));
  const differences = explained.toSorted((a, b) => rank(a) - rank(b));
  return {
    at: books.at,
    last: books.last,
    journal: both(() => true),
    wallet: {
      ...both(isAt('agrees')),
      asked: inRange.length - notAsked,
      notAsked,
      unasked: both(isAt('notAsked')),
      problem: books.walletProblem,
    },
    settlement: {
      ...both((each) => inLedger.movements.has(keyOf(each))),
      status: settled.dates === null ? 'notRead' : settled.complete ? 'complete' : 'incomplete',
      problem: settled.problem,
      dates: settled.dates,
      odd: settled.odd,
      others: others(settled.entries),
    },
    differences: differences.slice(0, MAX_DIFFERENCES),
    leftOut: leftOut(differences.slice(MAX_DIFFERENCES)),
  };
}

/** Where the wallet differs nobody knows why: that is looked at first, and never left out before anything else. */
function rank({ kind }: Pick<Difference, 'kind'>): number {
  if (kind === 'walletUnknown' || kind === 'walletDiffers') return 0;
  return needsReason({ kind }) ? 1 : 2;
}

const leftOut = (differences: readonly Difference[]): Reconciliation['leftOut'] =>
  [...Map.groupBy(differences, ({ kind }) => kind)].map(([kind, some]) => ({
    kind,
    count: some.reduce((all, { count }) => all + count, 0),
    amount: balanceOf(some.map(({ amount }) => Math.abs(amount ?? 0))),
  }));

type Found = Omit<Difference, 'reason'>;
const keyOf = ({ reference, n }: Pick<MovedMoney, 'reference' | 'n'>): string => `${reference}#${n}`;
const ELSEWHERE: Readonly<Record<MovedMoney['kind'], DifferenceKind>> = {
  capture: 'portalCapture',
  refund: 'portalRefund',
  release: 'portalRelease',
};

type OnePayment = Pick<WalletAsked, 'reference' | 'receiptNumber'>;

/** A difference of one payment; `end` tells it from others of the same kind there. */
function of(kind: DifferenceKind, payment: OnePayment, what: Pick<Found, 'amount' | 'stake'>, end = ''): Found {
  const { reference, receiptNumber } = payment;
  return { id: `${kind}:${reference}${end}`, kind, reference, receiptNumber, count: 1, ...what };
}

/** What the wallet knows and this till did not do, and what it knows otherwise. */
function ofWallet({ movements }: BooksCompared, inRange: readonly WalletAsked[]): readonly Found[] {
  const elsewhere = movements.filter((each) => each.elsewhere);
  return [
    ...elsewhere.map((each) => {
      const amount = each.kind === 'capture' ? each.amount : -each.amount;
      return of(ELSEWHERE[each.kind], each, { amount, stake: null }, `:${each.n}`);
    }),
    ...inRange.flatMap((payment) => [...late(payment), ...otherwise(payment)]),
  ];
}

const late = (payment: WalletAsked): readonly Found[] =>
  payment.approvedLate === null ? [] : [of('lateApproval', payment, { amount: payment.approvedLate, stake: null })];

function otherwise(payment: WalletAsked): readonly Found[] {
  const kind = payment.wallet === 'unknown' ? 'walletUnknown' : 'walletDiffers';
  const stakes = STAKES.filter((stake) => payment.walletHas[stake] !== 0);
  const amountOf = (stake: Stake) => SIGN[stake] * payment.walletHas[stake];
  return stakes.map((stake) => of(kind, payment, { amount: amountOf(stake), stake }, `:${stake}`));
}

interface Uneven {
  readonly payment: WalletAsked;
  readonly kind: Moved;
  /** How much more the settlement has. */
  readonly amount: number;
  /** It may still come. */
  readonly lags: boolean;
}

interface Matched {
  /** Movements of the range that stand in the settlement. */
  readonly movements: ReadonlySet<string>;
  /** Sums of this till's payments that are not the same in both. */
  readonly uneven: readonly Uneven[];
}

/**
 * Captures and refunds of the settlement, each kind of a payment against the same of the journal: amount by amount, and
 * what is left by its sum.
 */
function matched({ movements, payments, settled }: BooksCompared): Matched {
  const found = new Set<string>();
  const uneven: Uneven[] = [];
  if (settled.dates === null) return { movements: found, uneven };
  const inRange = new Set(movements.map(keyOf));
  const inLedger = settled.entries.filter(isMovement);
  const entries = Map.groupBy(inLedger, ({ reference, type }) => `${type} ${reference ?? ''}`);
  const ours = movements.map(({ reference }): string => reference);
  const asked = new Set([...ours, ...settled.entries.flatMap(({ reference }) => reference ?? [])]);
  for (const payment of [...asked].flatMap((reference) => payments.get(reference) ?? [])) {
    for (const kind of MOVED) {
      const ledger = (entries.get(`${kind} ${payment.reference}`) ?? []).map(({ amount }) => Math.abs(amount));
      // The newest first: an older one can stand on a date that was not asked for.
      const all = payment.movements.map((each, n) => ({ ...each, key: keyOf({ reference: payment.reference, n }) }));
      const own = all.filter((each) => each.kind === kind).toReversed();
      const left: typeof own = [];
      for (const each of own) {
        const place = ledger.indexOf(each.amount);
        if (place === -1) left.push(each);
        else {
          ledger.splice(place, 1);
          found.add(each.key);
        }
      }
      const expected = left.filter(({ key }) => inRange.has(key));
      const difference = balanceOf([...ledger, ...expected.map(({ amount }) => -amount)]);
      if (difference === 0) for (const { key } of expected) found.add(key);
      else {
        const lags = difference < 0 && expected.some(({ at }) => settled.mayStillCome(at));
        uneven.push({ payment, kind, amount: difference, lags });
      }
    }
  }
  return { movements: found, uneven };
}

const isMovement = ({ topic, type }: LedgerEntry): boolean =>
  topic === 'funds' && (type === 'capture' || type === 'refund');

/** This till's payments of which the settlement has more than the journal: the wallet has to be asked about them. */
export const toAskAgain = (books: BooksCompared): readonly Reference[] =>
  matched(books).uneven.flatMap(({ amount, payment }) =>
    amount > 0 && payment.wallet === 'notAsked' ? [payment.reference] : [],
  );

function ofSettlement({ settled, payments, tags }: BooksCompared, { uneven }: Matched): readonly Found[] {
  if (settled.dates === null) return [];
  const sum = (kind: DifferenceKind, stake: Stake | null, amounts: readonly number[]): Found[] => {
    const id = stake === null ? kind : `${kind}:${stake}`;
    const amount = balanceOf(amounts);
    const found = { id, kind, reference: null, receiptNumber: null, stake, count: amounts.length, amount };
    return amounts.length === 0 ? [] : [found];
  };
  const known = uneven.filter(({ lags }) => !lags);
  const unknown = settled.entries.filter((entry) => isMovement(entry) && !payments.has(entry.reference ?? ''));
  const isOwn = ({ reference }: LedgerEntry) => reference !== null && tags.includes(tagOf(reference) ?? '');
  const foreign = unknown.filter((entry) => !isOwn(entry));
  const each = (kind: DifferenceKind, amountsOf: (stake: Moved) => readonly number[]) =>
    MOVED.flatMap((stake) =>
      sum(
        kind,
        stake,
        amountsOf(stake).map((amount) => SIGN[stake] * amount),
      ),
    );
  return [
    ...known.map(({ payment, kind, amount }) => {
      const name = amount > 0 ? 'onlySettled' : 'notSettled';
      return of(name, payment, { amount: SIGN[kind] * amount, stake: kind }, `:${kind}`);
    }),
    ...lost(unknown.filter(isOwn)),
    ...each('pending', (stake) => uneven.flatMap(({ kind, amount, lags }) => (lags && kind === stake ? [amount] : []))),
    ...each('otherTill', (stake) => foreign.flatMap(({ type, amount }) => (type === stake ? [Math.abs(amount)] : []))),
    ...sum(
      'fee',
      null,
      settled.entries.filter(isFee).map(({ amount }) => amount),
    ),
  ];
}

/**
 * This till's own sales that its journal does not know, each by itself: a person has to find out what became of them.
 */
function lost(entries: readonly LedgerEntry[]): readonly Found[] {
  return MOVED.flatMap((stake) => {
    const byPayment = Map.groupBy(
      entries.filter(({ type }) => type === stake),
      ({ reference }) => reference,
    );
    return [...byPayment].map(([reference, some]): Found => {
      const amount = SIGN[stake] * balanceOf(some.map((entry) => Math.abs(entry.amount)));
      return {
        id: `lostSale:${reference ?? ''}:${stake}`,
        kind: 'lostSale',
        reference,
        receiptNumber: null,
        stake,
        count: some.length,
        amount,
      };
    });
  });
}

/** What a single sale costs; what is retained or invoiced of it later is told by its own name. */
const isFee = ({ topic, type }: LedgerEntry): boolean => topic === 'fees' && type === 'capture-fee';

const MOST_TYPES = 40;

/**
 * Everything else, also what nobody has heard of yet: by the wallet company's own name, and apart from the sums above.
 */
function others(entries: readonly LedgerEntry[]): Reconciliation['settlement']['others'] {
  const rest = entries.filter((entry) => !isMovement(entry) && !isFee(entry));
  const types = Map.groupBy(rest, ({ topic, type }) => (topic === 'fees' ? `${type} (fees)` : type).slice(0, 100));
  return [...types]
    .slice(0, MOST_TYPES)
    .map(([type, some]) => ({ type, count: some.length, amount: balanceOf(some.map(({ amount }) => amount)) }));
}
