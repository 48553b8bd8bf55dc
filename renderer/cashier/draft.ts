import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { AgeLimit } from '../../shared/age-limit.ts';
import type { Address } from '../../shared/address.ts';
import type { PhoneCountry } from '../../shared/country.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { SaleId } from '../../shared/ids.ts';
import type { Money } from '../../shared/money.ts';
import type { Discount, KeyedLine } from '../../shared/discount.ts';
import type { SaleLine } from '../../shared/receipt.ts';
import type { VatRate } from '../../shared/vat.ts';
import { EMPTY_AMOUNT } from '../ui/amount-entry.ts';
import type { AmountEntry } from '../ui/amount-entry.ts';

/** A request on its way to main: the amount and number are frozen. */
export interface Sending {
  readonly total: Money;
  readonly to: Address;
  readonly lines: readonly SaleLine[];
  /** What the sale itself asks for, beside its lines. */
  readonly minimumAge: AgeLimit | null;
}

/** A line that is being keyed. */
export interface LineForm {
  readonly name: string;
  readonly quantity: string;
  readonly price: AmountEntry;
  /** Null: the store's default rate. */
  readonly vatRate: VatRate | null;
}

export const EMPTY_LINE: LineForm = { name: '', quantity: '1', price: EMPTY_AMOUNT, vatRate: null };

/** The sale that is being keyed. It stays while the cashier looks at another one. */
export interface Draft {
  readonly amount: AmountEntry;
  readonly phone: string;
  /** Null: the store's country. */
  readonly country: PhoneCountry | null;
  readonly lines: readonly KeyedLine[];
  /** What is taken off the whole sale. */
  readonly off: Discount | null;
  readonly minimumAge: AgeLimit | null;
  /** Where the till has items: whether goods are touched, or an amount is keyed. */
  readonly by: 'items' | 'keys';
  /** Which page of items is in view, and whether what was touched so far stands in its place. */
  readonly page: number;
  readonly listOpen: boolean;
  readonly linesOpen: boolean;
  readonly line: LineForm;
  /** Which field the keypad feeds. */
  readonly active: 'amount' | 'phone' | 'price' | 'quantity';
  /**
   * It was asked to go on though something is missing: say what, in place, for the amount alone or for everything that
   * Send needs.
   */
  readonly asked: 'amount' | 'all' | null;
  /** Why main refused to start it. */
  readonly refused: ErrorCode | null;
  readonly duplicateOf: SaleId | null;
  readonly sending: Sending | null;
}

export const EMPTY_DRAFT: Draft = {
  amount: EMPTY_AMOUNT,
  phone: '',
  country: null,
  lines: [],
  off: null,
  minimumAge: null,
  by: 'items',
  page: 0,
  listOpen: false,
  linesOpen: false,
  line: EMPTY_LINE,
  active: 'amount',
  asked: null,
  refused: null,
  duplicateOf: null,
  sending: null,
};

export const draftStore = createStore<Draft>(() => EMPTY_DRAFT);
export const useDraft = <T>(select: (draft: Draft) => T): T => useStore(draftStore, select);
export const changeDraft = (change: Partial<Draft>): void => draftStore.setState({ refused: null, ...change });
/** The next sale begins as this one did: with items, or with the keypad. */
export const clearDraft = (): void => draftStore.setState(({ by }) => ({ ...EMPTY_DRAFT, by }), true);

/** What typing can change, to bring it back. A request that is on its way, or left meanwhile, is left alone. */
export function keepDraft(): () => void {
  const { amount, phone, country, line, active, asked, refused, sending } = draftStore.getState();
  return () => {
    if (sending !== null || draftStore.getState().sending !== null) return;
    changeDraft({ amount, phone, country, line, active, asked, refused });
  };
}

/**
 * Numbers of this window's own sales, for *send again*. In memory only: a restart forgets them, and the field is empty
 * then.
 */
const numbers = new Map<SaleId, string>();
const MAX_NUMBERS = 100;

export function rememberNumber(saleId: SaleId, to: Address): void {
  if (to.method !== 'phone') return;
  numbers.delete(saleId);
  numbers.set(saleId, `+${to.msisdn}`);
  const oldest = numbers.keys().next();
  if (numbers.size > MAX_NUMBERS && !oldest.done) numbers.delete(oldest.value);
}

export interface TypedNumber {
  readonly phone: string;
  readonly country: PhoneCountry;
}

/**
 * The other number that is being keyed for a sale, kept while its state comes between; until it is sent or another sale
 * is corrected.
 */
let typed: { readonly saleId: SaleId; readonly number: TypedNumber } | null = null;
export const rememberTyped = (saleId: SaleId, number: TypedNumber): void => void (typed = { saleId, number });
export const forgetTyped = (): void => void (typed = null);
export const typedFor = (saleId: SaleId): TypedNumber | undefined =>
  typed?.saleId === saleId ? typed.number : undefined;

/** `+4791234567`, or undefined after a restart. */
export const numberOf = (saleId: SaleId): string | undefined => numbers.get(saleId);
