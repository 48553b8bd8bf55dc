import type { ErrorCode } from '../../shared/errors.ts';
import type { Reference, SaleId } from '../../shared/ids.ts';
import type { CallInput } from '../../shared/ipc/contract.ts';
import type { Minor } from '../../shared/money.ts';
import type { Sale } from '../../shared/payment.ts';
import { bridge, denialOf } from '../state/bridge.ts';
import { withApproval } from '../people/approval.ts';

/** One payment of a sale. */
export interface OnPayment {
  readonly saleId: SaleId;
  readonly reference: Reference;
}

type Reply = { readonly accepted: true } | { readonly accepted: false; readonly error: ErrorCode };

/** Why not, or null: then what happens arrives as events. */
async function refusalOf(reply: Promise<Reply>): Promise<ErrorCode | null> {
  try {
    const answer = await reply;
    return answer.accepted ? null : answer.error;
  } catch (reason) {
    return denialOf(reason);
  }
}

export const capture = (on: OnPayment) => refusalOf(bridge.call['payment.capture'](on));
export const checkNow = (on: OnPayment) => refusalOf(bridge.call['payment.checkNow'](on));

/** Asks the wallet; null when it has answered. What was done in its own portal is in the payment then. */
export const recheck = (on: OnPayment) => refusalOf(bridge.call['payment.recheck'](on));

/** These may need a manager, who is then asked in place. @param what what the manager approves, as a sentence */
export const capturePart = (input: CallInput<'payment.capturePart'>, what: string) =>
  refusalOf(withApproval('payment.capturePart', input, what));
export const release = (input: CallInput<'payment.release'>, what: string) =>
  refusalOf(withApproval('payment.release', input, what));
export const reopen = (input: CallInput<'payment.reopen'>, what: string) =>
  refusalOf(withApproval('payment.reopen', input, what));
export const refund = (input: CallInput<'payment.refund'>, what: string) =>
  refusalOf(withApproval('payment.refund', input, what));

/** How much of the sale needs no manager; null: any sum, or it is not known and the till says so when it is asked. */
export async function refundLeft(saleId: SaleId): Promise<Minor | null> {
  try {
    const answer = await bridge.call['payment.refundLeft']({ saleId });
    return answer.accepted ? answer.left : null;
  } catch {
    return null;
  }
}

/** A sale of any age, or why not. From then on its changes arrive as events. */
export async function recallSale(saleId: SaleId): Promise<{ readonly sale: Sale } | { readonly error: ErrorCode }> {
  try {
    const answer = await bridge.call['sale.recall']({ saleId });
    return answer.accepted ? { sale: answer.sale } : { error: answer.error };
  } catch (reason) {
    return { error: denialOf(reason) };
  }
}
