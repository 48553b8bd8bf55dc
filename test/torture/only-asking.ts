import { pendingOperation } from '../../electron/core/payment/steps.ts';
import type { Snapshot } from '../../shared/ipc/contract.ts';
import { isFinal } from '../../shared/payment-standing.ts';
import { currentPayment } from '../../shared/payment.ts';

interface Book {
  readonly reference: string;
  readonly captured: number;
  readonly cancelled: number;
  readonly refunded: number;
}

/**
 * Whether all that is open was left by an earlier run and never reached the wallet: it is asked about for longer than a
 * story lasts and then told as not made, which the simulation plays in virtual time.
 *
 * @param startedAt when this run of the app began, epoch ms
 */
export function isOnlyAsking({ sales }: Snapshot, books: readonly Book[], startedAt: number): boolean {
  const open = sales.map(currentPayment).filter(({ phase }) => !isFinal(phase));
  return (
    open.every((payment) => {
      const operation = pendingOperation(payment);
      if (operation === null || operation.requestedAt >= startedAt) return false;
      const book = books.find(({ reference }) => reference === payment.reference);
      if (operation.kind === 'create') return book === undefined;
      const sum = ({ capture: 'captured', cancel: 'cancelled', refund: 'refunded' } as const)[operation.kind];
      return book !== undefined && book[sum] === payment.amounts[sum];
    }) && open.length > 0
  );
}
