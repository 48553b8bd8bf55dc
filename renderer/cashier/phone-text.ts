import { formatPhoneWhileTyping, parsePhone } from '../../shared/phone.ts';
import type { PhoneCountry } from '../../shared/country.ts';

/**
 * What is keyed, and whose country it is. A whole number with a prefix (`+47 912 34 567`) turns into its country and
 * the rest.
 */
export function readPhoneText(
  text: string,
  country: PhoneCountry,
): { readonly phone: string; readonly country: PhoneCountry } {
  const limited = text.slice(0, 40);
  const parsed = parsePhone(limited, country);
  const prefixed =
    /^\s*(?:\+|00|tel:)/.test(limited) ||
    (parsed.ok && limited.replace(/\D/g, '').length > parsed.national.replace(/\D/g, '').length);
  if (parsed.ok && prefixed) return { phone: parsed.national, country: parsed.country };
  return { phone: formatPhoneWhileTyping(limited, country), country };
}

/** How many characters of a number, spaces aside. */
export const digitsIn = (text: string): number => text.replace(/[^\d+]/g, '').length;

/** Where the caret belongs after the spaces moved: behind as many digits as before. */
export function caretAfter(text: string, digits: number): number {
  let seen = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (seen === digits) return at;
    if (/[\d+]/.test(text[at] ?? '')) seen += 1;
  }
  return text.length;
}
