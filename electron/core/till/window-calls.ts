import type { EventStream } from './event-stream.ts';
import type { Front } from './front.ts';
import type { LeaveQuestion } from './leave-question.ts';
import type { PaymentCallsDeps } from '../sales/payment-calls.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { CallHandlers } from '../../../shared/ipc/contract.ts';
import { reply } from '../../../shared/ipc/replies.ts';
import type { Result } from '../../../shared/result.ts';

interface WindowCallsDeps {
  readonly front: Front;
  readonly stream: EventStream;
  readonly question: LeaveQuestion;
  payments(): Result<Pick<PaymentCallsDeps, 'openSales'>, ErrorCode>;
  showPhone(): void;
  heldOut(): Promise<string | null>;
  online(): void;
  offline(): void;
}

type WindowCall = 'practice.showPhone' | 'practice.heldOut' | 'till.stand' | 'till.leave' | 'network.changed';

/** What a window tells of itself: what stands in its middle, that it may go, what it sees of the network. */
export const windowCalls = (deps: WindowCallsDeps): Pick<CallHandlers, WindowCall> => ({
  'practice.showPhone': () => {
    deps.showPhone();
    return { accepted: true };
  },
  'practice.heldOut': async () => ({ accepted: true, code: await deps.heldOut() }),
  'till.stand': ({ saleId }) => {
    const open = deps.payments();
    if (saleId !== null && !(open.ok && open.value.openSales.recall(saleId)))
      return { accepted: false, error: open.ok ? 'sale.unknown' : open.error };
    deps.front.stand(saleId);
    return { accepted: true, seq: deps.stream.stamp('till').seq };
  },
  'till.leave': ({ leave }, { mayApprove }) => reply(deps.question.answer(leave, mayApprove)),
  'network.changed': ({ online }) => {
    if (online) deps.online();
    else deps.offline();
    return { accepted: true };
  },
});
