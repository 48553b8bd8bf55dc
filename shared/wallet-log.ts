import { z } from 'zod';
import { idempotencyKeySchema } from './ids.ts';
import { moneySchema } from './money.ts';
import { instantSchema } from './payment.ts';

/** One line of the wallet's own log of a payment, for support. Null: it was missing, or odd. */
export const walletLogLineSchema = z
  .object({
    name: z.string().max(50),
    at: instantSchema.nullable(),
    amount: moneySchema.nullable(),
    /** Our operation that it is of; null: it was done elsewhere, or by the customer or the wallet. */
    key: idempotencyKeySchema.nullable(),
    success: z.boolean(),
    pspReference: z.string().max(100).nullable(),
  })
  .readonly();
export type WalletLogLine = z.infer<typeof walletLogLineSchema>;

/** As far as it could be read; `complete` false: a line is left out. */
export const walletLogSchema = z
  .object({ lines: z.array(walletLogLineSchema).max(1_000).readonly(), complete: z.boolean() })
  .readonly();
export type WalletLog = z.infer<typeof walletLogSchema>;
