import { z } from 'zod';
import { isTimeZone } from './ledger-dates.ts';
import { LedgerShapes, USUAL_SHAPES } from './ledger-shapes.ts';

/**
 * The shop as the wallet service knows it: its keys, its country and what it may do. Plain data, changed through the
 * control face.
 */

export const COUNTRIES = ['NO', 'DK', 'FI'] as const;
export type Country = (typeof COUNTRIES)[number];

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

interface CountryRules {
  readonly currency: 'NOK' | 'DKK' | 'EUR';
  /** Smallest payment, minor units [EP-1.8.1 Amount]. */
  readonly minimum: number;
  /** How long a reservation can be captured, ms [api 7.3]. */
  readonly captureWindow: number;
  readonly timeZone: string;
}

export const COUNTRY_RULES: Readonly<Record<Country, CountryRules>> = {
  NO: { currency: 'NOK', minimum: 100, captureWindow: 180 * DAY, timeZone: 'Europe/Oslo' },
  DK: { currency: 'DKK', minimum: 1, captureWindow: 14 * DAY, timeZone: 'Europe/Copenhagen' },
  FI: { currency: 'EUR', minimum: 1, captureWindow: 14 * DAY, timeZone: 'Europe/Helsinki' },
};

/** A payment nobody answered ends exactly this long after its creation [api 7.3]. */
export const PAYMENT_LIFE = 10 * MINUTE;
/** Counted from the reservation, the stricter of the two official texts [api 5.6]. */
export const REFUND_WINDOW = 365 * DAY;
/** Life of a token in the test environment, and the figure the service puts into `expires_in` [api 2.1]. */
export const TOKEN_LIFE = 3_599_000;

export const SalesUnit = z.strictObject({
  clientId: z.string().min(1).max(200),
  clientSecret: z.string().min(1).max(200),
  subscriptionKey: z.string().min(1).max(200),
  merchantSerialNumber: z.string().regex(/^[0-9]{4,10}$/),
  name: z.string().min(1).max(100),
  country: z.enum(COUNTRIES),
  /** "Skip landing page": without it PUSH_MESSAGE is refused with 5080. */
  pushAllowed: z.boolean(),
  /** Off: a capture of less than everything is refused with 6140. */
  partialCaptureAllowed: z.boolean(),
  /** Off: `expiresAt` is refused with 5050. */
  longLivingAllowed: z.boolean(),
  /** Off: create is refused with 5070. */
  paymentAllowed: z.boolean(),
  /** Off: create is refused with 5060. */
  bankAccountVerified: z.boolean(),
  /** Off: refund is refused with 5100. */
  refundAllowed: z.boolean(),
  /** MSISDNs that have no wallet, beside the fixed practice rule of {@link hasWallet}. */
  withoutWallet: z.array(z.string().max(15)).max(1000),
  /** How old customers are, by MSISDN, beside the fixed practice rule of {@link ageOf}. */
  ages: z.record(z.string().max(15), z.int().min(0).max(120)),
  /** How old whoever scans a code is. */
  ageByCode: z.int().min(0).max(120),
  /** Check-in tokens that create accepts as `customer.customerToken`; all others are refused with 4050. */
  customerTokens: z.array(z.string().max(500)).max(1000),
  /**
   * How long an idempotency key is remembered, ms; null for ever. How long the service does is not documented
   * [api 4.1].
   */
  keysRememberedFor: z.int().min(0).nullable(),
  /** Whose calendar the dates of the ledger are of. */
  timeZone: z.string().refine(isTimeZone, 'Unknown time zone'),
  /** `hidden`: no ledger is listed and reports are 404; `forbidden`: 403 [api 11]. */
  ledgerAccess: z.enum(['granted', 'hidden', 'forbidden']),
  /** Whether the Management API tells about it: it is there in production alone, and this is the test environment. */
  managementAccess: z.enum(['granted', 'hidden']),
  /** As the Management API tells it; what the simulator does is always reserve and capture. */
  captureType: z.enum(['ReserveCapture', 'DirectCapture']),
  /** Fee for each capture, in thousandths of it. */
  feePermille: z.number().min(0).max(1000),
  /** From a movement to its appearance in the ledger, ms. */
  ledgerDelay: z.int().min(0),
  /** From a date's midnight to the moment its report is complete, ms. */
  ledgerClosesAfter: z.int().min(0),
  /** In which of the documented forms its reports come. */
  ledgerShapes: LedgerShapes,
});
export type SalesUnit = z.infer<typeof SalesUnit>;

export const SalesUnitPatch = SalesUnit.omit({
  clientId: true,
  clientSecret: true,
  subscriptionKey: true,
  merchantSerialNumber: true,
}).partial();
export type SalesUnitPatch = z.infer<typeof SalesUnitPatch>;

type LaterSetting =
  | 'ages'
  | 'ageByCode'
  | 'keysRememberedFor'
  | 'timeZone'
  | 'ledgerAccess'
  | 'managementAccess'
  | 'captureType'
  | 'feePermille'
  | 'ledgerDelay'
  | 'ledgerClosesAfter'
  | 'ledgerShapes';

const GROWN_UP = 35;

/** What a world that was kept before these settings existed is given. */
export const laterSettings = (country: Country): Pick<SalesUnit, LaterSetting> => ({
  ages: {},
  ageByCode: GROWN_UP,
  keysRememberedFor: null,
  timeZone: COUNTRY_RULES[country].timeZone,
  ledgerAccess: 'granted',
  managementAccess: 'hidden',
  captureType: 'ReserveCapture',
  feePermille: 18,
  ledgerDelay: 10_000,
  ledgerClosesAfter: 30 * MINUTE,
  ledgerShapes: USUAL_SHAPES,
});

/** A sales unit that may do all a shop needs, with the given keys. */
export function salesUnit(
  keys: Pick<SalesUnit, 'clientId' | 'clientSecret' | 'subscriptionKey' | 'merchantSerialNumber'>,
  country: Country = 'NO',
): SalesUnit {
  return {
    ...keys,
    name: 'Skranke Practice Shop',
    country,
    pushAllowed: true,
    partialCaptureAllowed: true,
    longLivingAllowed: false,
    paymentAllowed: true,
    bankAccountVerified: true,
    refundAllowed: true,
    withoutWallet: [],
    customerTokens: [],
    ...laterSettings(country),
  };
}

const NORDIC_NUMBER = /^(?:47\d{8}|45\d{8}|46\d{7,10}|358\d{5,12})$/;

/**
 * Whether the digits can be a Nordic number at all: country code and a subscriber number of its length, no leading
 * zero.
 */
export const isNordicNumber = (msisdn: string): boolean => NORDIC_NUMBER.test(msisdn) && !/^(?:46|358)0/.test(msisdn);

/**
 * The fixed practice rule: a number that ends in 0000 has no wallet, and neither has a number outside the Nordic
 * countries; every other has one, unless the sales unit's list says otherwise.
 */
export const hasWallet = (unit: SalesUnit, msisdn: string): boolean =>
  isNordicNumber(msisdn) && !msisdn.endsWith('0000') && !unit.withoutWallet.includes(msisdn);

const MINOR = 17;

/** The fixed practice rule: whose number ends in 17 is seventeen, everybody else is grown up. */
export const ageOf = (unit: SalesUnit, msisdn: string): number =>
  unit.ages[msisdn] ?? (msisdn.endsWith('17') ? MINOR : GROWN_UP);

/** Whether a customer may pay; the same answer as for no wallet where not, on purpose [api 6.4]. */
export const isOldEnough = (unit: SalesUnit, msisdn: string, limit: number | null | undefined): boolean =>
  ageOf(unit, msisdn) >= (limit ?? 0);
