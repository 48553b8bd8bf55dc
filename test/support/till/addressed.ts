import type { Address } from '../../../shared/address.ts';
import { msisdnSchema } from '../../../shared/phone.ts';

/** How a customer of a test is asked: at a number, or by a code where there is none. */
export function addressed(number: string | null): { readonly to: Address } {
  return { to: number === null ? { method: 'code' } : { method: 'phone', msisdn: msisdnSchema.parse(number) } };
}
