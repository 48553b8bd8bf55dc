import { randomUUID } from 'node:crypto';
import type { Ids } from '../../../electron/core/ports/ids.ts';
import { idempotencyKeySchema, saleIdSchema } from '../../../shared/ids.ts';

/** Ids as the terminal makes them, without Electron. */
export const systemIds: Ids = {
  saleId: () => saleIdSchema.parse(randomUUID()),
  idempotencyKey: () => idempotencyKeySchema.parse(randomUUID()),
};
