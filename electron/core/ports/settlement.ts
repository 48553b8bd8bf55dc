import type { CalendarDate } from '../../../shared/calendar-date.ts';
import type { Result } from '../../../shared/result.ts';
import type { ApiFailure } from './api-failure.ts';

/** One entry of the wallet company's own books for this sales unit [api 11]. */
export interface LedgerEntry {
  /** Ledger, topic and place there: what tells it from every other one. Nothing else does. */
  readonly place: string;
  /** Of the movement; not the one of the payment. A capture and all of its fees share it. */
  readonly pspReference: string | null;
  /** Epoch ms; null where it was not told in a way that is known. */
  readonly at: number | null;
  /** As the API names it (`capture`, `refund`, `capture-fee`, …); new names pass through. */
  readonly type: string;
  /** Of a capture and a refund: the payment's own, which can be another till's. */
  readonly reference: string | null;
  /** Minor units, as written. Which way money went is told by the type: signs are wrong at times. */
  readonly amount: number;
  readonly topic: 'funds' | 'fees';
}

export interface LedgerOfDate {
  readonly entries: readonly LedgerEntry[];
  /** The wallet company has closed the date, and nothing more will come. May stay false for weeks, or for ever. */
  readonly complete: boolean;
  /** What looks wrong there and decides nothing. */
  readonly odd: LedgerOddities;
}

/** How often a capture, a refund or a fee has the sign of its opposite, and how often balances do not chain. */
export interface LedgerOddities {
  readonly signs: number;
  readonly balances: number;
}

/** The settlement of the sales unit, for looking at: nothing here moves money. Never throws. */
export interface SettlementApi {
  /** Every entry of a date, from midnight to midnight of the shop's calendar unless the agreement says otherwise. */
  ledger(date: CalendarDate): Promise<Result<LedgerOfDate, ApiFailure>>;
}
