import type { SettlementApi } from '../../core/ports/settlement.ts';
import { createClient } from './client.ts';
import type { VippsOptions } from './client.ts';
import { createVippsApi } from './epayment.ts';
import type { VippsApi } from './epayment.ts';
import { createSettlementApi } from './settlement.ts';

export interface Wallet {
  readonly api: VippsApi;
  readonly settlement: SettlementApi;
}

/**
 * The APIs of one sales unit over one line: they share its token.
 * @throws when made with an address that is not allowed
 */
export function createWallet(options: VippsOptions): Wallet {
  const client = createClient(options);
  return { api: createVippsApi(options, client), settlement: createSettlementApi(options, client) };
}
