import type { Currency, Money } from './money.ts';

/**
 * Amounts are written as the shop's country writes them (`1 240,00 kr`, `1.240,00 kr`, `1 240,00 €`) in each language,
 * so that the figure on the screen and on paper is the figure on the price tag and in the customer's app, and a comma
 * never changes its meaning with the language.
 */
const LOCALES: Readonly<Record<Currency, string>> = { NOK: 'nb-NO', DKK: 'da-DK', EUR: 'fi-FI' };
const formats: Partial<Record<Currency, Intl.NumberFormat>> = {};

/** The number alone: `1 240,00`. Thousands are set off with a no-break space. */
export function formatAmount({ currency, value }: Money): string {
  formats[currency] ??= new Intl.NumberFormat(LOCALES[currency], {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  return formats[currency].format(value / 100).replaceAll('\u202f', '\u00a0');
}

/** A VAT rate in hundredths of a percent: `25 %`, `25,5 %`. */
export const formatRate = (rate: number): string => `${String(rate / 100).replace('.', ',')}\u00a0%`;
