import { z } from 'zod';
import { merchantSerialNumberSchema } from './ids.ts';
import { credentialsSchema, environmentSchema } from './settings.ts';

/** What a connection is tried with. */
export const keysToTrySchema = z.strictObject({
  environment: environmentSchema,
  merchantSerialNumber: merchantSerialNumberSchema.nullable(),
  /** Null: the keys that are stored. */
  credentials: credentialsSchema.nullable(),
});
export type KeysToTry = z.infer<typeof keysToTrySchema>;

/**
 * What a check of the connection has proved beside the address and the keys. `notProved`: the wallet gives a wrong
 * serial number and a right one the same answer, and there was nothing that could tell. `name`: what the wallet calls
 * the shop, for a person to recognise.
 */
export const connectionProofSchema = z
  .object({ serialNumber: z.enum(['proved', 'notProved']), name: z.string().nullable() })
  .readonly();
export type ConnectionProof = z.infer<typeof connectionProofSchema>;
