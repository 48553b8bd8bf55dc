import type { Method } from '../../../shared/methods.ts';
import { msisdnSchema } from '../../../shared/phone.ts';
import type { Msisdn } from '../../../shared/phone.ts';

/** How a customer of a test is asked: at a number, or by a code where there is none. */
export function addressed(number: string | null): { readonly method: Method; readonly msisdn: Msisdn | null } {
  return number === null ? { method: 'code', msisdn: null } : { method: 'phone', msisdn: msisdnSchema.parse(number) };
}
