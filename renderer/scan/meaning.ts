import { tagOf } from '../../shared/ids.ts';
import { readWalletCode } from '../../shared/personal-code.ts';

/**
 * What a scanned text is, as far as the till says it. Only the number of goods is told on: any other code can hold a
 * customer's number.
 */
export type Meaning =
  | { readonly name: 'goods'; readonly code: string }
  | { readonly name: 'personal' | 'sticker' | 'garbled' | 'torn' }
  | { readonly name: 'slip' }
  | { readonly name: 'web' }
  | { readonly name: 'other'; readonly length: number };

/** Lengths of GTIN: EAN-8, UPC-A, EAN-13, ITF-14. */
const GOODS = /^(?:\d{8}|\d{12,14})$/;

/**
 * The last digit of a GTIN: weights 3 and 1 from the right make the sum a multiple of ten [GS1 General Specifications
 * 7.9].
 */
export function isGoodsNumber(code: string): boolean {
  if (!GOODS.test(code)) return false;
  const sum = [...code].toReversed().reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

export function readScan(text: string): Meaning {
  const code = text.trim();
  if (isGoodsNumber(code)) return { name: 'goods', code };
  const wallet = readWalletCode(code);
  if (wallet !== null) return { name: wallet };
  if (tagOf(code) !== null) return { name: 'slip' };
  if (/^https?:\/\//i.test(code)) return { name: 'web' };
  return { name: 'other', length: code.length };
}
