import { z } from 'zod';
import type { Currency } from './money.ts';

/** Where a store can be: the wallet has no product for shops in Sweden [api 1.1]. */
export const storeCountrySchema = z.enum(['NO', 'DK', 'FI']);
export type StoreCountry = z.infer<typeof storeCountrySchema>;

/** Where a customer's phone number can be from: any Nordic user can pay any Nordic merchant [api 1.1]. */
export const phoneCountrySchema = z.enum(['NO', 'DK', 'FI', 'SE']);
export type PhoneCountry = z.infer<typeof phoneCountrySchema>;

export interface CountryFacts {
  readonly currency: Currency;
  /** VAT rates in hundredths of a percent, most used first; the first is the default for a new store. */
  readonly vatRates: readonly number[];
}

/**
 * VAT rates in force in 2026: NO 25/15/12/0, DK 25/0, FI 25.5/13.5/10/0. An administrator can change them in settings.
 */
export const COUNTRIES: Readonly<Record<StoreCountry, CountryFacts>> = {
  NO: { currency: 'NOK', vatRates: [2500, 1500, 1200, 0] },
  DK: { currency: 'DKK', vatRates: [2500, 0] },
  FI: { currency: 'EUR', vatRates: [2550, 1350, 1000, 0] },
};
