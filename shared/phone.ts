import { AsYouType, parsePhoneNumberFromString } from 'libphonenumber-js/core';
import { z } from 'zod';
import { phoneCountrySchema } from './country.ts';
import type { PhoneCountry } from './country.ts';
import { PHONE_METADATA } from './phone-metadata.ts';

/** Digits only: country code and subscriber number, no `+` [EP-1.8.1 CustomerPhoneNumber]. */
export const msisdnSchema = z
  .string()
  .regex(/^\d{9,15}$/)
  .brand<'Msisdn'>();
export type Msisdn = z.infer<typeof msisdnSchema>;

export const CALLING_CODES: Readonly<Record<PhoneCountry, string>> = { NO: '47', DK: '45', FI: '358', SE: '46' };

export type PhoneProblem = 'phone.empty' | 'phone.letters' | 'phone.tooShort' | 'phone.tooLong' | 'phone.foreign';

export type ParsedPhone =
  | { readonly ok: true; readonly msisdn: Msisdn; readonly country: PhoneCountry; readonly national: string }
  | { readonly ok: false; readonly problem: PhoneProblem };

/**
 * Digits of a subscriber number without the country code, fewest and most; nine with the code is the wallet's own
 * minimum.
 */
const NATIONAL_LENGTH: Readonly<Record<PhoneCountry, readonly [number, number]>> = {
  NO: [8, 8],
  DK: [8, 8],
  FI: [6, 11],
  SE: [7, 9],
};

/**
 * What a person typed or pasted, with the prefix spelled in one way: `0047 912…` → `+47912…`. Where subscriber numbers
 * have one length only, the bare code is understood too: `4791234567` → `+4791234567`.
 */
function normalise(text: string, country: PhoneCountry): string {
  const compact = text
    .normalize('NFKC')
    .replace(/[\s()\-./\u00a0\u2010-\u2015]/g, '')
    .replace(/^tel:/i, '');
  if (compact.startsWith('00')) return `+${compact.slice(2)}`;
  const [fewest, most] = NATIONAL_LENGTH[country];
  const bareCode = fewest === most && compact.startsWith(CALLING_CODES[country]) && compact.length === 2 + most;
  return bareCode ? `+${compact}` : compact;
}

/**
 * Reads a phone number of one of the four Nordic countries. A number without a prefix belongs to `country`. Only the
 * length is judged, not the number range: ranges change, and the wallet knows its users (problem 7010). `phone.foreign`
 * is a number of another country: the wallet has no users there.
 */
export function parsePhone(text: string, country: PhoneCountry): ParsedPhone {
  const digits = normalise(text, country);
  if (digits === '') return { ok: false, problem: 'phone.empty' };
  if (!/^\+?\d+$/.test(digits)) return { ok: false, problem: 'phone.letters' };
  const prefixed = digits.startsWith('+');
  const owner = prefixed
    ? phoneCountrySchema.options.find((each) => digits.startsWith(`+${CALLING_CODES[each]}`))
    : country;
  if (!owner) return { ok: false, problem: digits.length < 4 ? 'phone.tooShort' : 'phone.foreign' };
  const parsed = parsePhoneNumberFromString(digits, { defaultCountry: owner, extract: false }, PHONE_METADATA);
  const national = parsed?.nationalNumber ?? digits.slice(prefixed ? 1 + CALLING_CODES[owner].length : 0);
  const [fewest, most] = NATIONAL_LENGTH[owner];
  if (national.length < fewest) return { ok: false, problem: 'phone.tooShort' };
  if (national.length > most) return { ok: false, problem: 'phone.tooLong' };
  const msisdn = msisdnSchema.parse(`${CALLING_CODES[owner]}${national}`);
  return { ok: true, msisdn, country: owner, national: parsed?.formatNational() ?? national };
}

/**
 * Groups the digits while they are typed; text that is not a number is left as it is, so that nothing typed is lost.
 */
export function formatPhoneWhileTyping(text: string, country: PhoneCountry): string {
  const digits = normalise(text, country);
  return /^\+?\d*$/.test(digits) ? new AsYouType(country, PHONE_METADATA).input(digits) : text;
}

/**
 * The only form in which a number is stored, shown after sending or logged: its end. The cashier sees two digits; by
 * four a manager finds a sale. Four are kept only where as many stay hidden; entries from before have none.
 */
export const maskedPhoneSchema = z
  .object({
    country: phoneCountrySchema,
    lastTwo: z.string().regex(/^\d{2}$/),
    lastFour: z
      .string()
      .regex(/^\d{4}$/)
      .optional(),
  })
  .readonly();
export type MaskedPhone = z.infer<typeof maskedPhoneSchema>;

export function maskPhone(msisdn: Msisdn, country: PhoneCountry): MaskedPhone {
  const national = msisdn.slice(CALLING_CODES[country].length);
  return { country, lastTwo: national.slice(-2), ...(national.length >= 8 ? { lastFour: national.slice(-4) } : {}) };
}

/** The Nordic country of a number in the wallet's form, or null for any other. */
export function countryOfMsisdn(msisdn: Msisdn): PhoneCountry | null {
  const parsed = parsePhone(`+${msisdn}`, 'NO');
  return parsed.ok ? parsed.country : null;
}
