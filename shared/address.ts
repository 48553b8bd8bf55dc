import { z } from 'zod';
import { methodSchema } from './methods.ts';
import type { Method } from './methods.ts';
import { personalCodeSchema } from './personal-code.ts';
import { msisdnSchema } from './phone.ts';

/** How one customer is to be asked: the method, and what it needs to reach them. */
export const addressSchema = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal(methodSchema.enum.phone), msisdn: msisdnSchema }),
  z.strictObject({ method: z.literal(methodSchema.enum.code) }),
  z.strictObject({ method: z.literal(methodSchema.enum.personalCode), personalCode: personalCodeSchema }),
]);
export type Address = z.infer<typeof addressSchema>;
/** What an address by this method needs. */
export type AddressBy<M extends Method> = Extract<Address, { readonly method: M }>;

/** Whoever stands there: the address of a method that needs none. */
export const SHOWN: AddressBy<'code'> = { method: 'code' };
