import { z } from 'zod';
import { endOfDate, localDate, nextDate } from './ledger-dates.ts';
import { COUNTRY_RULES, type SalesUnit } from './sales-unit.ts';

/**
 * The wallet company's own books for the sales unit [api 11]: one list for the funds, one for the fees. An
 * entry is written when money moves and is never changed; people can read it some time later. When a date is over, its
 * fees are retained from the funds and what is left is scheduled for payout on the next date.
 */

export const TOPICS = ['funds', 'fees'] as const;
export type Topic = (typeof TOPICS)[number];

const Entry = z.object({
  pspReference: z.string(),
  at: z.number(),
  /**
   * From this moment on the API shows it. Grows from entry to entry, so that a place in the list is a place in the
   * feed.
   */
  appearsAt: z.number(),
  ledgerDate: z.string(),
  entryType: z.string(),
  reference: z.string().nullable(),
  currency: z.string(),
  /** Signed minor units. */
  amount: z.int(),
  balanceBefore: z.int(),
  balanceAfter: z.int(),
  recipientHandle: z.string().nullable(),
});
export type Entry = z.infer<typeof Entry>;

export const Ledger = z.object({
  funds: z.array(Entry),
  fees: z.array(Entry),
  /** Kept beside the lists, because old entries are let go. */
  balance: z.object({ funds: z.int(), fees: z.int() }),
  /** The oldest date that is not closed; null until the first entry. */
  openDate: z.string().nullable(),
  payouts: z.int(),
});
export type Ledger = z.infer<typeof Ledger>;

export const newLedger = (): Ledger => ({
  funds: [],
  fees: [],
  balance: { funds: 0, fees: 0 },
  openDate: null,
  payouts: 0,
});

/** `api:` and the serial number: how the ledger names a sales unit of this API. */
export const handleOf = ({ merchantSerialNumber }: SalesUnit): string => `api:${merchantSerialNumber}`;
export const ledgerIdOf = ({ merchantSerialNumber }: SalesUnit): string =>
  String(300_000 + (Number(merchantSerialNumber) % 100_000));

type NewEntry = Pick<Entry, 'pspReference' | 'at' | 'entryType' | 'reference' | 'amount'> &
  Partial<Pick<Entry, 'ledgerDate' | 'currency' | 'recipientHandle' | 'appearsAt'>>;

function append(ledger: Ledger, unit: SalesUnit, topic: Topic, entry: NewEntry): void {
  const before = ledger.balance[topic];
  const appearsAt = Math.max(entry.appearsAt ?? entry.at + unit.ledgerDelay, ledger[topic].at(-1)?.appearsAt ?? 0);
  ledger.balance[topic] = before + entry.amount;
  ledger[topic].push({
    currency: COUNTRY_RULES[unit.country].currency,
    recipientHandle: handleOf(unit),
    ledgerDate: localDate(entry.at, unit.timeZone),
    ...entry,
    appearsAt,
    balanceBefore: before,
    balanceAfter: before + entry.amount,
  });
}

const isOfDate =
  (date: string) =>
  (entry: Entry): boolean =>
    entry.ledgerDate === date;

/** Whether more can still come for this date: it is not over, or what was written for it cannot be seen yet. */
export function isOpen(ledger: Ledger, unit: SalesUnit, date: string, now: number): boolean {
  if (now < endOfDate(date, unit.timeZone) + unit.ledgerClosesAfter) return true;
  return TOPICS.some((topic) => ledger[topic].some((entry) => entry.ledgerDate === date && entry.appearsAt > now));
}

/** Real ones came ten to twenty minutes after it. */
const RETAINED_AFTER = 12 * 60_000;

function close(ledger: Ledger, unit: SalesUnit, date: string): void {
  const end = endOfDate(date, unit.timeZone);
  const appearsAt = end + unit.ledgerClosesAfter;
  const fees = -ledger.fees.filter(isOfDate(date)).reduce((sum, entry) => sum + entry.amount, 0);
  // Stamped after midnight, and of the day before all the same.
  const at = Math.min(end + RETAINED_AFTER, appearsAt);
  const afterMidnight = { at, appearsAt, ledgerDate: date, reference: '', recipientHandle: null };
  if (unit.ledgerShapes.unknownTypes) {
    const pspReference = `loyalty-${date}`;
    append(ledger, unit, 'funds', { ...afterMidnight, pspReference, entryType: 'loyalty-transfer', amount: 0 });
  }
  if (fees > 0) {
    const retained = { ...afterMidnight, entryType: 'fees-retained' };
    append(ledger, unit, 'funds', { ...retained, pspReference: `fees-${date}`, amount: -fees });
    append(ledger, unit, 'fees', { ...retained, pspReference: `retained-${date}`, amount: fees });
  }
  // What the next date has brought already is not of this payout.
  let left = ledger.balance.funds;
  for (let i = ledger.funds.length - 1; i >= 0; i -= 1) {
    const entry = ledger.funds[i];
    if (entry === undefined || entry.ledgerDate <= date) break;
    left -= entry.amount;
  }
  if (left <= 0) return;
  ledger.payouts += 1;
  const number = String(2_000_000 + ledger.payouts);
  append(ledger, unit, 'funds', {
    pspReference: `${ledgerIdOf(unit)}-${number}`,
    at: appearsAt,
    appearsAt,
    ledgerDate: nextDate(date),
    entryType: unit.ledgerShapes.payoutName,
    reference: number,
    amount: -left,
  });
}

/** Closes every date that is over at `now`. */
export function closeDates(ledger: Ledger, unit: SalesUnit, now: number): boolean {
  let closed = false;
  while (ledger.openDate !== null && !isOpen(ledger, unit, ledger.openDate, now)) {
    close(ledger, unit, ledger.openDate);
    ledger.openDate = nextDate(ledger.openDate);
    closed = true;
  }
  return closed;
}

interface Movement {
  readonly pspReference: string;
  readonly reference: string;
  readonly currency: string;
  readonly value: number;
}

/** Money moved at `now`: a capture with its fee, or a refund, for which no fee is given back. */
export function enter(
  ledger: Ledger,
  unit: SalesUnit,
  kind: 'capture' | 'refund',
  { pspReference, reference, currency, value }: Movement,
  now: number,
): void {
  closeDates(ledger, unit, now);
  ledger.openDate ??= localDate(now, unit.timeZone);
  const entry = { pspReference, at: now, reference, currency };
  append(ledger, unit, 'funds', { ...entry, entryType: kind, amount: kind === 'capture' ? value : -value });
  const fee = kind === 'capture' ? Math.round((value * unit.feePermille) / 1000) : 0;
  // The last one takes what does not divide.
  const shares = Math.min(fee, unit.ledgerShapes.feesPerCapture);
  const share = Math.floor(fee / Math.max(1, shares));
  for (let n = 1; n <= shares; n += 1) {
    const part = n < shares ? share : fee - share * (shares - 1);
    append(ledger, unit, 'fees', { ...entry, entryType: 'capture-fee', amount: -part });
  }
}

/**
 * What a test writes into the books: another till's sale on the same serial number, or a type that nobody has heard of.
 */
export const Foreign = z.strictObject({
  topic: z.enum(TOPICS),
  entryType: z.string().min(1).max(50),
  amount: z.int(),
  reference: z.string().max(64).nullable(),
  pspReference: z.string().min(1).max(50),
  ledgerDate: z.iso.date().optional(),
  currency: z.string().length(3).optional(),
  recipientHandle: z.string().max(50).nullable().optional(),
});
export type Foreign = z.infer<typeof Foreign>;

export function enterForeign(ledger: Ledger, unit: SalesUnit, { topic, ...entry }: Foreign, now: number): void {
  closeDates(ledger, unit, now);
  ledger.openDate ??= localDate(now, unit.timeZone);
  const given = Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
  append(ledger, unit, topic, {
    pspReference: entry.pspReference,
    at: now,
    entryType: entry.entryType,
    reference: entry.reference,
    amount: entry.amount,
    ...given,
  });
}

/** Lets go of entries written before `before`. */
export function forgetEntries(ledger: Ledger, before: number): void {
  for (const topic of TOPICS) ledger[topic] = ledger[topic].filter((entry) => entry.at >= before);
}
