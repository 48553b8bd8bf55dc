import type { IdempotencyKey, SaleId } from '../../../shared/ids.ts';

export interface Ids {
  saleId(): SaleId;
  idempotencyKey(): IdempotencyKey;
}
