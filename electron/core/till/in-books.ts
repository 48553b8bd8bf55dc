import type { CounterKeeper } from './counter-keeper.ts';
import type { PaymentCallsDeps } from '../sales/payment-calls.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';

/** What acts on payments that are in the books need, whether the till sells or not; or why there are none now. */
export function inBooks(
  { counter, settingUp }: Pick<CounterKeeper, 'counter' | 'settingUp'>,
  now: Pick<PaymentCallsDeps, 'offline' | 'refundRule'>,
): Result<PaymentCallsDeps, ErrorCode> {
  if (settingUp === 'otherWallet') return err('till.starting');
  if (!counter) return err('till.notSetUp');
  const { openSales, ports, walletOf } = counter;
  return ok({ openSales, lineOf: ({ wallet }) => walletOf(wallet), journal: ports.journal, ...now });
}
