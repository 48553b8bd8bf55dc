import { COUNTRIES } from '../../shared/country.ts';
import type { StoreCountry } from '../../shared/country.ts';
import { merchantSerialNumberSchema } from '../../shared/ids.ts';
import { credentialsSchema, storeSettingsSchema } from '../../shared/settings.ts';
import type { Credentials, Environment, Keychain, StoreSettings, TakesPayment } from '../../shared/settings.ts';
import { vatRate } from '../../shared/vat.ts';
import type { VatRate } from '../../shared/vat.ts';
import { NEW_PRINTER, printerDraftOf, toPrinter } from './printer-draft.ts';
import type { PrinterDraft, PrinterProblem } from './printer-draft.ts';

/** What has been typed so far. Null: not touched, so the suggestion still follows the language or the country. */
export interface ShopDraft {
  readonly environment: Environment;
  readonly merchantSerialNumber: string;
  readonly storeName: string | null;
  readonly country: StoreCountry;
  readonly posId: string;
  readonly vatRates: readonly VatRate[] | null;
  readonly defaultVatRate: VatRate | null;
  /** Hour at which a business day begins. */
  readonly dayStartsAt: number;
  readonly takesPayment: TakesPayment;
  readonly askOnScan: boolean;
  readonly drawsCode: boolean;
  readonly printer: PrinterDraft;
}

/** The three secrets while they are typed. They live in the component that shows the fields and nowhere else. */
export interface KeysDraft {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly subscriptionKey: string;
}
export type KeyName = keyof KeysDraft;
export const KEY_NAMES = ['clientId', 'clientSecret', 'subscriptionKey'] as const satisfies readonly KeyName[];
export const NO_KEYS: KeysDraft = { clientId: '', clientSecret: '', subscriptionKey: '' };

export type FieldName =
  | 'storeName'
  | 'posId'
  | 'merchantSerialNumber'
  | 'vatRates'
  | 'printerName'
  | 'printerHost'
  | 'printerPort'
  | 'keepKeys'
  | KeyName;
export type FieldProblem =
  | 'empty'
  | 'tooLong'
  | 'serialNumber'
  | 'keyTooShort'
  | 'keyTooLong'
  | 'keyBroken'
  | 'keyForeign'
  | 'keepKeys'
  | PrinterProblem;
export type Problems = Readonly<Partial<Record<FieldName, FieldProblem>>>;

/** In the order in which the fields stand on the screen: the first with a problem gets the focus. */
const FIELD_ORDER: readonly FieldName[] = [
  'storeName',
  'posId',
  'merchantSerialNumber',
  ...KEY_NAMES,
  'keepKeys',
  'vatRates',
  'printerName',
  'printerHost',
  'printerPort',
];
export const firstProblem = (problems: Problems): FieldName | null =>
  FIELD_ORDER.find((name) => problems[name] !== undefined) ?? null;

export const MAX_VAT_RATES = 6;

export const newShop = (): ShopDraft => ({
  environment: 'practice',
  merchantSerialNumber: '',
  storeName: null,
  country: 'NO',
  posId: 'till-1',
  vatRates: null,
  defaultVatRate: null,
  dayStartsAt: 0,
  takesPayment: 'atHandover',
  askOnScan: false,
  drawsCode: false,
  printer: NEW_PRINTER,
});

export const draftOf = (store: StoreSettings): ShopDraft => ({
  environment: store.environment,
  merchantSerialNumber: store.merchantSerialNumber ?? '',
  storeName: store.storeName,
  country: store.country,
  posId: store.posId,
  vatRates: store.vatRates,
  defaultVatRate: store.defaultVatRate,
  dayStartsAt: store.dayStartsAt,
  takesPayment: store.takesPayment,
  askOnScan: store.askOnScan,
  drawsCode: store.drawsCode,
  printer: printerDraftOf(store.printer),
});

export const vatRatesOf = (draft: ShopDraft): readonly VatRate[] =>
  draft.vatRates ?? COUNTRIES[draft.country].vatRates.map(vatRate);

/** The chosen rate while it is still in the list, else the first one. */
export function defaultVatRateOf(draft: ShopDraft): VatRate {
  const rates = vatRatesOf(draft);
  const chosen = draft.defaultVatRate;
  return chosen !== null && rates.includes(chosen) ? chosen : (rates[0] ?? vatRate(0));
}

/** Everything that surrounds a pasted key and is no part of it: spaces, line breaks, invisible marks. */
const AROUND = /^[\s\u200b\u2060\ufeff]+|[\s\u200b\u2060\ufeff]+$/g;

/** @returns the text without what surrounds it, and whether something was cut off */
export function trimPasted(text: string): { readonly value: string; readonly trimmed: boolean } {
  const value = text.replace(AROUND, '');
  return { value, trimmed: value !== text };
}

/**
 * What a field holds after a paste over the selection from `start` to `end`. A one-line field would swallow a line
 * break inside the key without a word; it becomes a space here, which is then told as a problem.
 */
export function pasteInto(
  before: string,
  start: number,
  end: number,
  pasted: string,
): { readonly value: string; readonly trimmed: boolean } {
  const { value, trimmed } = trimPasted(pasted);
  return { value: before.slice(0, start) + value.replace(/[\r\n]+/g, ' ') + before.slice(end), trimmed };
}

/** A serial number has digits only, so spaces inside are cut out as well. */
export const cleanSerialNumber = (text: string): string => text.replace(/[\s\u200b\u2060\ufeff]/g, '');

export function keyProblem(text: string): FieldProblem | null {
  const { value } = trimPasted(text);
  if (value === '') return 'empty';
  if (/\s/.test(value)) return 'keyBroken';
  if (/[^\x21-\x7e]/.test(value)) return 'keyForeign';
  if (value.length < 8) return 'keyTooShort';
  return value.length > 200 ? 'keyTooLong' : null;
}

/** Problems of the shop's own facts. `shownName` is what stands in the field, suggestion or typed. */
export function shopProblems(draft: ShopDraft, shownName: string): Problems {
  const limited = (text: string, most: number): FieldProblem | null => {
    const length = text.trim().length;
    return length === 0 ? 'empty' : length > most ? 'tooLong' : null;
  };
  return onlyProblems({
    storeName: limited(shownName, 60),
    posId: limited(draft.posId, 36),
    vatRates: vatRatesOf(draft).length === 0 ? 'empty' : null,
  });
}

/** @param keysNeeded false where the stored keys stay and no key was typed */
export function connectionProblems(draft: ShopDraft, keys: KeysDraft, keysNeeded: boolean): Problems {
  if (draft.environment === 'practice') return {};
  const serial = draft.merchantSerialNumber;
  const serialOk = merchantSerialNumberSchema.safeParse(serial).success;
  return onlyProblems({
    merchantSerialNumber: serial === '' ? 'empty' : serialOk ? null : 'serialNumber',
    clientId: keysNeeded ? keyProblem(keys.clientId) : null,
    clientSecret: keysNeeded ? keyProblem(keys.clientSecret) : null,
    subscriptionKey: keysNeeded ? keyProblem(keys.subscriptionKey) : null,
  });
}

/**
 * Where keys of an environment may be kept on this computer. `choice`: unprotected, but only test money is behind them.
 */
export function keyKeeping(environment: Environment, keychain: Keychain): 'protected' | 'choice' | 'thisRunOnly' {
  if (keychain === 'available') return 'protected';
  return keychain === 'plain' && environment === 'test' ? 'choice' : 'thisRunOnly';
}

/** @returns what the main process takes, or null while something is missing (the field problems say what) */
export function toStore(draft: ShopDraft, shownName: string): StoreSettings | null {
  const parsed = storeSettingsSchema.safeParse({
    environment: draft.environment,
    merchantSerialNumber: draft.environment === 'practice' ? null : draft.merchantSerialNumber,
    storeName: shownName,
    country: draft.country,
    posId: draft.posId,
    vatRates: vatRatesOf(draft),
    defaultVatRate: defaultVatRateOf(draft),
    dayStartsAt: draft.dayStartsAt,
    takesPayment: draft.takesPayment,
    askOnScan: draft.askOnScan,
    drawsCode: draft.drawsCode,
    printer: toPrinter(draft.printer),
  });
  return parsed.success ? parsed.data : null;
}

export function toCredentials(keys: KeysDraft): Credentials | null {
  const clean = Object.fromEntries(KEY_NAMES.map((name) => [name, trimPasted(keys[name]).value]));
  const parsed = credentialsSchema.safeParse(clean);
  return parsed.success ? parsed.data : null;
}

export const anyKeyTyped = (keys: KeysDraft): boolean => KEY_NAMES.some((name) => keys[name] !== '');

/** Whether two drafts would be stored as the same settings. */
export function sameStore(a: StoreSettings | null, b: StoreSettings | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export type ParsedRate =
  | { readonly ok: true; readonly rate: VatRate }
  | { readonly ok: false; readonly problem: 'notARate' | 'tooHigh' | 'alreadyThere' | 'tooMany' };

/** Reads a VAT rate as people write it: `25`, `25,5`, `25.5 %`; at most two decimals, at most 100. */
export function parseRate(text: string, rates: readonly VatRate[]): ParsedRate {
  const match = /^\s*(\d{1,3})(?:[.,](\d{1,2}))?\s*%?\s*$/.exec(text);
  if (!match) return { ok: false, problem: 'notARate' };
  const value = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  if (value > 10_000) return { ok: false, problem: 'tooHigh' };
  const rate = vatRate(value);
  if (rates.includes(rate)) return { ok: false, problem: 'alreadyThere' };
  return rates.length >= MAX_VAT_RATES ? { ok: false, problem: 'tooMany' } : { ok: true, rate };
}

/** Highest first, as a price list has them. */
export const addRate = (rates: readonly VatRate[], rate: VatRate): readonly VatRate[] =>
  [...rates, rate].toSorted((a, b) => b - a);

function onlyProblems(all: Readonly<Partial<Record<FieldName, FieldProblem | null>>>): Problems {
  const found: Partial<Record<FieldName, FieldProblem>> = {};
  for (const name of FIELD_ORDER) {
    const problem = all[name];
    if (problem) found[name] = problem;
  }
  return found;
}
