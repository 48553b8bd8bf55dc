import { z } from 'zod';
import type { PhoneCountry } from './country.ts';
import { logoSchema } from './logo.ts';
import { minorSchema, moneySchema } from './money.ts';
import { instantSchema } from './payment.ts';
import { MAX_LINES } from './receipt.ts';
import { environmentSchema, languageSchema, themeSchema } from './settings.ts';
import { shownCodeSchema } from './shown-code.ts';
import { LANGUAGE_CODES } from './texts/languages.ts';
import type { Language } from './texts/languages.ts';

/**
 * What a customer is told of the sale before them. SECURITY: this is all that their window ever gets: no number, no
 * name of a person, no reference or receipt number, no list and no other sale. Each field is put there by hand
 * (`core/customer/sight.ts`), and nothing else passes the schema.
 */

/**
 * Where a sale is, in a customer's eyes. Nothing is called paid that the wallet does not call captured, and nothing is
 * called over that can still be approved.
 */
export const CUSTOMER_STATES = [
  /** The request is on its way to their phone; or their code is. */
  'sending',
  'preparing',
  /** They can approve. */
  'waiting',
  'code',
  /** Taken back by the shop, not confirmed; or taken back for another one. */
  'withdrawing',
  'changing',
  /** Approved: not taken yet, a part of it taken, being taken, being taken without an answer. */
  'approved',
  'partTaken',
  'completing',
  'completingUnclear',
  'paid',
  'paidPart',
  /** The reservation is being given back, and was. */
  'releasing',
  'released',
  'givingBack',
  'givingBackUnclear',
  'givenBackPart',
  'givenBack',
  'declined',
  'expired',
  'cancelled',
  /** Nothing reached them. */
  'notDone',
  /** Nobody knows. */
  'unclear',
  /** Somebody of the shop has to look at it, or has settled it. */
  'staff',
  'settled',
] as const;
export type CustomerState = (typeof CUSTOMER_STATES)[number];

export const customerSaleSchema = z
  .strictObject({
    state: z.enum(CUSTOMER_STATES),
    total: moneySchema,
    /** What the state is about where that is another sum: taken, or given back. */
    moved: minorSchema.nullable(),
    /** None where only an amount was keyed. */
    lines: z
      .array(z.strictObject({ name: z.string(), quantity: z.string(), total: minorSchema }).readonly())
      .max(MAX_LINES)
      .readonly(),
    code: shownCodeSchema.nullable(),
    /** While they can approve: from when to when, by main's clock. */
    time: z.strictObject({ from: instantSchema, to: instantSchema }).readonly().nullable(),
  })
  .readonly();
export type CustomerSale = z.infer<typeof customerSaleSchema>;

export const customerViewSchema = z
  .strictObject({
    /** The shop's name; null while nobody has set the till up. */
    shop: z.string().nullable(),
    /** Its picture, which the page finds at its own origin. */
    logo: logoSchema.nullable(),
    environment: environmentSchema,
    wallet: z.string(),
    hue: z.enum(['orange', 'blue']),
    theme: themeSchema,
    language: languageSchema,
    sale: customerSaleSchema.nullable(),
  })
  .readonly();
export type CustomerView = z.infer<typeof customerViewSchema>;

const SPOKEN: Readonly<Record<PhoneCountry, string>> = { NO: 'nb', DK: 'da', SE: 'sv', FI: 'fi' };

/** What is spoken where a number is from, if the terminal speaks it; English otherwise. */
export const languageOfNumber = (country: PhoneCountry): Language =>
  LANGUAGE_CODES.find((code) => code === SPOKEN[country]) ?? 'en';
