import type { Payment } from '../../shared/payment.ts';

export type PaymentsCall = 'cancel' | 'capture' | 'release' | 'sendAgain' | 'change';

/** What a cashier sees. */
export interface View {
  readonly phase: Payment['phase']['name'];
  readonly attempt: number;
  readonly changing: boolean;
  /** ms since the sale began. */
  readonly since: number;
}
