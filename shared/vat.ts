import { z } from 'zod';
import { minor, subtract } from './money.ts';
import type { Minor } from './money.ts';

/** A VAT rate in hundredths of a percent: 25 % is 2500, Finland's 25.5 % is 2550 [api 8.1]. */
export const vatRateSchema = z.number().int().min(0).max(10_000).brand<'VatRate'>();
export type VatRate = z.infer<typeof vatRateSchema>;

/** @throws when the number is not a rate: a bug, never input */
export const vatRate = (value: number): VatRate => vatRateSchema.parse(value);

export interface VatSplit {
  readonly gross: Minor;
  readonly net: Minor;
  readonly tax: Minor;
}

/**
 * Splits a gross amount: `tax = round(gross * rate / (10000 + rate))`, `net = gross - tax`, so the parts always add up
 * [api 8.2].
 */
export function splitVat(gross: Minor, rate: VatRate): VatSplit {
  const tax = minor(Math.round((gross * rate) / (10_000 + rate)));
  return { gross, tax, net: subtract(gross, tax) };
}
