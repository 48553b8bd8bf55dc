import { z } from 'zod';
import { CODE_HOST } from './brand.ts';

/**
 * The code with which a customer says who they are [api 6.3]. It may hold their number in clear text, so it is a secret
 * as a number is: shown nowhere, and kept in the body of its request alone until that is answered.
 */

/** The address of the wallet's codes, and the same with `:`, `/` and `.` in the places of another keyboard. */
const WALLET = `https://${CODE_HOST}/`;
const GARBLED = new RegExp(`https.{1,3}${CODE_HOST}`, 'i');
/** What a shop has on its door: whoever scans it pays that shop. */
const STICKER = `${WALLET}28/2/05/`;
const PERSON = `${WALLET}p/`;

const FEWEST = 5;
const MOST = 255;

/**
 * What a text with the wallet's address is: `torn` lacks a part or holds another one too, `garbled` is in another
 * keyboard's signs. All else is for the wallet to judge, whose forms may change at any time; null: no code of it.
 */
export function readWalletCode(text: string): 'personal' | 'sticker' | 'garbled' | 'torn' | null {
  const lower = text.toLowerCase();
  const at = lower.indexOf(WALLET);
  if (at < 0) return GARBLED.test(text) ? 'garbled' : lower.includes(CODE_HOST) ? 'torn' : null;
  const twice = lower.includes('http', at + 1) || lower.includes(CODE_HOST, at + WALLET.length);
  if (at > 0 || twice || !/^[\x21-\x7e]+$/.test(text)) return 'torn';
  if (text.length < FEWEST || text.length > MOST || lower === WALLET || lower === PERSON) return 'torn';
  return lower.startsWith(STICKER) ? 'sticker' : 'personal';
}

/** The whole text as it was scanned [EP-1.8.1 Customer.personalQr]. */
export const personalCodeSchema = z
  .string()
  .regex(/^https:\/\/qr\.vipps\.no\/(?!28\/2\/05\/)[\x21-\x7e]{1,230}$/i)
  .refine((text) => readWalletCode(text) === 'personal')
  .brand<'PersonalCode'>();
export type PersonalCode = z.infer<typeof personalCodeSchema>;
