import { formatAmount } from '../../shared/amount-text.ts';
import type { Money } from '../../shared/money.ts';
import type { RoomText } from './rooms.ts';
import { LANGUAGES } from '../../shared/texts/languages.ts';
import type { Language } from '../../shared/texts/languages.ts';

export { formatAmount, formatRate } from '../../shared/amount-text.ts';

export const CURRENCY_SIGNS = { NOK: 'kr', DKK: 'kr', EUR: '€' } as const;

/** With its currency, unbreakable: `1 240,00 kr`. */
export const formatMoney = (money: Money): string => `${formatAmount(money)}\u00a0${CURRENCY_SIGNS[money.currency]}`;

/** Whole kroner without their decimals, for the scale of a chart: `5 000 kr`. */
export const formatRound = (money: Money): string => formatMoney(money).replace(/,00(?=\u00a0)/, '');

const clocks: Partial<Record<Language, Intl.DateTimeFormat>> = {};
const seconds: Partial<Record<Language, Intl.DateTimeFormat>> = {};
const days: Partial<Record<Language, Intl.DateTimeFormat>> = {};

/**
 * `12:43`, 24 hours in each language: tills in the Nordics show no am and pm. With a colon also where the language has
 * a point: beside amounts `12.43` would be read as one.
 */
export function formatTime(at: number, language: Language): string {
  clocks[language] ??= new Intl.DateTimeFormat(LANGUAGES[language].locale, {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
  return clocks[language].format(at).replaceAll('.', ':');
}

/** `12:43:07`, where the order of steps matters. */
export function formatSeconds(at: number, language: Language): string {
  seconds[language] ??= new Intl.DateTimeFormat(LANGUAGES[language].locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  });
  return seconds[language].format(at).replaceAll('.', ':');
}

/** `21 Nov 2026, 12:43` or `21. nov. 2026, 12:43`. */
export function formatDateTime(at: number, language: Language): string {
  return `${formatDay(at, language)}, ${formatTime(at, language)}`;
}

/** Its date alone: `21 Nov 2026`. */
export function formatDay(at: number, language: Language): string {
  days[language] ??= new Intl.DateTimeFormat(LANGUAGES[language].locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  return days[language].format(at);
}

/** The time of day alone while `at` is on the day of `now`, otherwise with its date. */
export function formatWhen(at: number, now: number, language: Language): string {
  return new Date(at).toDateString() === new Date(now).toDateString()
    ? formatTime(at, language)
    : formatDateTime(at, language);
}

/** Time left as `mm:ss`, never below zero, rounded up so that it reads 00:00 only when it is over. */
export function formatCountdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}

type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';
const isDigit = (sign: string): sign is Digit => /^\d$/.test(sign);

/**
 * A number as it is read to the customer, by its groups: `912 34 567` → `nine one two · three four · five six seven`.
 * A dot ends a line and begins none.
 */
export function spellDigits(grouped: string, text: RoomText<'till'>): string {
  const groups = grouped
    .split(/\D+/)
    .flatMap((group) => (group.length > 4 ? group.match(/\d{1,2}/g) : group) ?? [])
    .filter((group) => group !== '');
  return groups
    .map((group) => [...group].map((digit) => (isDigit(digit) ? text(`digits.${digit}`) : '')).join(' '))
    .join('\u00a0· ');
}
