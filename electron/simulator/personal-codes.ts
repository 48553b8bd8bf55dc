import type { Random } from './random.ts';
import type { Country } from './sales-unit.ts';
import type { CustomerState } from './state.ts';

/** The code with which a customer says who they are, as their app shows it [api 6.3]. */

export type Codes = CustomerState['codes'];

/** How long a code is good is not published; the app shows a new one when it is opened again. */
export const CODE_LIFE = 2 * 60_000;
const MOST_CODES = 2_000;

const TOKEN = /^https:\/\/qr\.vipps\.no\/p\/([^/?]+)$/;
/** The older form, with the number in clear text. */
const CLEAR = /^https:\/\/qr\.vipps\.no\/28\/2\/01\/031\/(\d{9,15})(?:\?v=1)?$/;

/** A fresh code of the customer with this number. */
export function showCode(codes: Codes, phone: string, random: Random, now: number): string {
  const token = random.hex(24);
  codes.push({ token, phone, until: now + CODE_LIFE });
  if (codes.length > MOST_CODES) codes.splice(0, codes.length - MOST_CODES);
  return `https://qr.vipps.no/p/${token}`;
}

export const clearTextCode = (phone: string): string => `https://qr.vipps.no/28/2/01/031/${phone}?v=1`;

/** Who holds the practice phone. */
const PRACTISES: Readonly<Record<Country, string>> = { NO: '4791234567', DK: '4591234567', FI: '358401234567' };

/** What the practice phone holds out: a new code where the one before is too old. */
export function freshCode(customer: CustomerState, country: Country, random: Random, now: number): string {
  const { heldOut, codes } = customer;
  if (heldOut !== null && phoneOfCode(codes, heldOut, now + CODE_LIFE / 2) !== null) return heldOut;
  customer.heldOut = showCode(codes, PRACTISES[country], random, now);
  return customer.heldOut;
}

/** Whose code it is, or null for one that is old, torn, or nobody's. */
export function phoneOfCode(codes: Codes, text: string, now: number): string | null {
  const token = TOKEN.exec(text)?.[1];
  if (token === undefined) return CLEAR.exec(text)?.[1] ?? null;
  const shown = codes.findLast((each) => each.token === token);
  return shown !== undefined && now < shown.until ? shown.phone : null;
}
