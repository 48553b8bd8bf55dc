import type { Amounts, Payment, WalletReading } from '../../../shared/payment.ts';

/** What a report of the wallet says beyond what is known of the payment. */

/**
 * What was called refused can only turn out to be approved; and where the reference belongs to another payment, nothing
 * that is told is about ours.
 */
export const isNoNews = ({ phase }: Payment, { state }: WalletReading): boolean =>
  phase.name === 'refused' && (state !== 'AUTHORIZED' || phase.problem === 'wallet.referenceTaken');

const WALLET_STATE_OF: Partial<Record<Payment['phase']['name'], WalletReading['state']>> = {
  authorized: 'AUTHORIZED',
  capturing: 'AUTHORIZED',
  refunding: 'AUTHORIZED',
  captured: 'AUTHORIZED',
  cancelled: 'AUTHORIZED',
  aborted: 'ABORTED',
  expired: 'EXPIRED',
  terminated: 'TERMINATED',
};

/** The API's state as far as it is known: null while it is still CREATED or unknown. */
function knownEnd(payment: Payment): WalletReading['state'] | null {
  if (payment.phase.name === 'cancelling' && payment.phase.mode === 'release') return 'AUTHORIZED';
  return WALLET_STATE_OF[payment.phase.name] ?? null;
}

export function isStale(payment: Payment, report: WalletReading): boolean {
  const known = knownEnd(payment);
  if (known !== null && report.state !== known) return true;
  return (Object.keys(payment.amounts) as (keyof Amounts)[]).some(
    // A withdrawn request reports its amount as cancelled although nothing was authorized; that is no sum that can
    // shrink.
    (sum) => report.amounts[sum] < payment.amounts[sum],
  );
}

export function changes(payment: Payment, report: WalletReading): boolean {
  const amountsDiffer = (Object.keys(payment.amounts) as (keyof Amounts)[]).some(
    (sum) => report.amounts[sum] !== payment.amounts[sum],
  );
  return amountsDiffer || (report.state !== 'CREATED' && knownEnd(payment) === null);
}
