import type { ApiFailure } from '../ports/api-failure.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Journal } from '../ports/journal.ts';
import type { Log } from '../ports/log.ts';
import type { PaymentApi, RequestBodies } from '../ports/wallet.ts';
import type { Sale } from '../../../shared/payment.ts';
import type { PaymentWallet } from '../../../shared/wallet.ts';

export interface WalletLine {
  readonly api: PaymentApi;
  readonly isOwn: boolean;
}

export interface OpenSalesDeps {
  readonly journal: Journal;
  /** The wallet that a payment was made in, and whether it is the till's own; null where no keys for it are held. */
  wallet(of: PaymentWallet): WalletLine | null;
  readonly bodies: RequestBodies;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** `shown`: only what is shown beside its entries; `paid`: it is paid from this entry on. */
  saleChanged(sale: Sale, how: 'shown' | 'written' | 'paid'): void;
  /** The journal took or refused a write. While it refuses, the till takes no new sale. */
  journalHealth(healthy: boolean): void;
  saw(failure: ApiFailure | null): void;
}
