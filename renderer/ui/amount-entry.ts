import { checkPayable, money, parseAmount } from '../../shared/money.ts';
import type { Currency, Minor, ParsedAmount } from '../../shared/money.ts';
import { formatAmount } from '../i18n/format.ts';

/**
 * An amount while it is keyed. `cents`: digits from the right, `24900` is 249,00. `whole`: `249` is 249,00, in shops
 * that seldom key more. `text`: after a decimal separator, a paste or anything else, kept as it is so that nothing
 * typed is lost.
 */
export type AmountEntry =
  | { readonly mode: 'whole'; readonly digits: string }
  | { readonly mode: 'cents'; readonly digits: string }
  | { readonly mode: 'text'; readonly text: string };

export const EMPTY_AMOUNT: AmountEntry = { mode: 'cents', digits: '' };

/** Enough to see that it is too much (650 000,00 has eight digits); more is not taken. */
const MAX_DIGITS = 11;
const MAX_TEXT = 40;

const cents = (digits: string): AmountEntry => ({
  mode: 'cents',
  digits: digits.replace(/^0+/, '').slice(0, MAX_DIGITS),
});
const whole = (digits: string): AmountEntry =>
  digits === '' ? EMPTY_AMOUNT : { mode: 'whole', digits: digits.replace(/^0+(?=\d)/, '').slice(0, MAX_DIGITS - 2) };
const text = (value: string): AmountEntry =>
  value === '' ? EMPTY_AMOUNT : { mode: 'text', text: value.slice(0, MAX_TEXT) };

export const centsOf = (value: Minor): AmountEntry => cents(String(value));

/**
 * A key or a typed character. The first separator turns `249` into `249,`; anything else that is no digit stays in view
 * as a problem.
 * @param isWhole digits are whole kroner until a separator comes; what stands there to the cent is gone on with
 */
export function typeInto(entry: AmountEntry, typed: string, isWhole = false): AmountEntry {
  if (isWhole && entry.mode === 'cents') {
    if (/^\d+$/.test(typed) && /^(\d*00)?$/.test(entry.digits)) return typeWhole(entry.digits.slice(0, -2), typed);
    if (entry.digits !== '') return text(centsText(entry.digits) + typed);
  }
  if (entry.mode === 'whole') {
    if (/^\d+$/.test(typed)) return typeWhole(entry.digits, typed);
    return typed.trim() === '' ? entry : text(entry.digits + (typed === '.' ? ',' : typed));
  }
  if (entry.mode === 'text') return text(entry.text + (typed === '.' && !/[.,]/.test(entry.text) ? ',' : typed));
  if (/^\d+$/.test(typed)) return entry.digits.length + typed.length > MAX_DIGITS ? entry : cents(entry.digits + typed);
  if (typed === ',' || typed === '.') return text(`${entry.digits || '0'},`);
  return typed.trim() === '' ? entry : text(entry.digits === '' ? typed : entry.digits + typed);
}

const typeWhole = (digits: string, typed: string): AmountEntry =>
  digits.length + typed.length > MAX_DIGITS - 2 ? { mode: 'whole', digits } : whole(digits + typed);

/**
 * Takes back the last character; when only digits are left they count from the right again, as before the separator.
 */
export function eraseFrom(entry: AmountEntry, isWhole = false): AmountEntry {
  if (entry.mode === 'whole') return whole(entry.digits.slice(0, -1));
  if (entry.mode === 'cents') return cents(entry.digits.slice(0, -1));
  const rest = entry.text.slice(0, -1);
  return /^\d*$/.test(rest) ? (isWhole ? whole(rest) : cents(rest)) : text(rest);
}

/** The whole field at once, pasted or filled by a program: `249` is 249,00 here. What cannot be read stays as text. */
export function setWhole(pasted: string): AmountEntry {
  const parsed = parseAmount(pasted);
  if (parsed.ok) return centsOf(parsed.value);
  return text(pasted.trim());
}

/** What was keyed, as an amount of any size; `null` when nothing was. Separator at the end (`249,`) is fine. */
export function readAnyAmount(entry: AmountEntry): ParsedAmount | null {
  if (entry.mode === 'cents') return entry.digits === '' ? null : parseAmount(centsText(entry.digits));
  return parseAmount(entry.mode === 'whole' ? entry.digits : entry.text);
}

/** The same for an amount that the wallet is to be asked for. */
export function readAmount(entry: AmountEntry, currency: Currency): ParsedAmount | null {
  const parsed = readAnyAmount(entry);
  if (!parsed?.ok) return parsed;
  const problem = checkPayable(money(currency, parsed.value));
  return problem ? { ok: false, problem } : parsed;
}

const centsText = (digits: string): string => `${digits.slice(0, -2) || '0'},${digits.slice(-2).padStart(2, '0')}`;

/** What the field shows: grouped as amounts of this currency are, or the text as typed. */
export function showAmount(entry: AmountEntry, currency: Currency): string {
  if (entry.mode === 'text') return entry.text;
  const digits = entry.mode === 'whole' ? `${entry.digits}00` : entry.digits;
  return digits === '' ? '' : formatAmount(money(currency, Number(digits)));
}
