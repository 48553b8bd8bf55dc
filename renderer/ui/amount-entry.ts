import { checkPayable, money, parseAmount } from '../../shared/money.ts';
import type { Currency, Minor, ParsedAmount } from '../../shared/money.ts';
import { formatAmount } from '../i18n/format.ts';

/**
 * An amount while it is keyed. `cents`: digits from the right, `24900` is 249,00. `text`: after a decimal separator, a
 * paste or anything else, kept as it is so that nothing typed is lost.
 */
export type AmountEntry =
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
const text = (value: string): AmountEntry =>
  value === '' ? EMPTY_AMOUNT : { mode: 'text', text: value.slice(0, MAX_TEXT) };

export const centsOf = (value: Minor): AmountEntry => cents(String(value));

/**
 * A key or a typed character. The first separator turns `249` into `249,`; anything else that is no digit stays in view
 * as a problem.
 */
export function typeInto(entry: AmountEntry, typed: string): AmountEntry {
  if (entry.mode === 'text') return text(entry.text + (typed === '.' && !/[.,]/.test(entry.text) ? ',' : typed));
  if (/^\d+$/.test(typed)) return entry.digits.length + typed.length > MAX_DIGITS ? entry : cents(entry.digits + typed);
  if (typed === ',' || typed === '.') return text(`${entry.digits || '0'},`);
  return typed.trim() === '' ? entry : text(entry.digits === '' ? typed : entry.digits + typed);
}

/**
 * Takes back the last character; when only digits are left they count from the right again, as before the separator.
 */
export function eraseFrom(entry: AmountEntry): AmountEntry {
  if (entry.mode === 'cents') return cents(entry.digits.slice(0, -1));
  const rest = entry.text.slice(0, -1);
  return /^\d*$/.test(rest) ? cents(rest) : text(rest);
}

/** The whole field at once, pasted or filled by a program: `249` is 249,00 here. What cannot be read stays as text. */
export function setWhole(pasted: string): AmountEntry {
  const parsed = parseAmount(pasted);
  if (parsed.ok) return centsOf(parsed.value);
  return text(pasted.trim());
}

/** What was keyed, as an amount of any size; `null` when nothing was. Separator at the end (`249,`) is fine. */
export function readAnyAmount(entry: AmountEntry): ParsedAmount | null {
  return entry.mode === 'cents' && entry.digits === ''
    ? null
    : parseAmount(entry.mode === 'cents' ? centsText(entry.digits) : entry.text);
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
  return entry.digits === '' ? '' : formatAmount(money(currency, Number(entry.digits)));
}
