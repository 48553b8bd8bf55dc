import { z } from 'zod';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { CallInput, CallOutput } from '../../shared/ipc/contract.ts';
import type { CallOf } from '../../shared/ipc/names.ts';
import { bridge } from '../state/bridge.ts';

/** What a manager is asked to approve: this one call with this input. */
export interface ApprovalAsked {
  readonly call: CallOf<'till'>;
  readonly input: unknown;
  /** In the words of the screen that asks, or null: then the dialog finds words of its own. */
  readonly what: string | null;
  readonly answer: (approved: boolean) => void;
}

const approvalStore = createStore<{ readonly asked: ApprovalAsked | null }>(() => ({ asked: null }));
export const useApprovalAsked = (): ApprovalAsked | null => useStore(approvalStore, ({ asked }) => asked);

const needsManagerSchema = z.object({ accepted: z.literal(false), error: z.literal('people.managerNeeded') });

/** Shows the dialog and waits for a manager. One at a time: what was asked before counts as not approved. */
function askManager(call: CallOf<'till'>, input: unknown, what: string | null): Promise<boolean> {
  approvalStore.getState().asked?.answer(false);
  return new Promise((resolve) => {
    const answer = (approved: boolean): void => {
      approvalStore.setState((state) => (state.asked?.answer === answer ? { asked: null } : state));
      resolve(approved);
    };
    approvalStore.setState({ asked: { call, input, what, answer } });
  });
}

/**
 * Makes a call that may need a manager. Use it instead of `bridge.call[name](input)` wherever the answer can be
 * `people.managerNeeded`:
 *
 *     const reply = await withApproval('payment.refund', input, text('refund.approve', { amount }));
 *
 * When the main process refuses for want of a manager, a manager is asked for name and PIN in a dialog of its own, over
 * whatever is open, and the very same call is made again. The cashier stays signed in, and screens keep what was typed.
 *
 * @param what what the manager approves, as a sentence on the screen: "Refund 249.00 kr". Without it the dialog says it
 * in general words.
 * @returns the answer of the call; the refusal `people.managerNeeded` where nobody approved. Rejects only as a call
 * does: when it was denied.
 */
export async function withApproval<N extends CallOf<'till'>>(
  call: N,
  input: CallInput<N>,
  what: string | null = null,
): Promise<CallOutput<N>> {
  const answer = await bridge.call[call](input);
  if (!needsManagerSchema.safeParse(answer).success) return answer;
  return (await askManager(call, input, what)) ? bridge.call[call](input) : answer;
}
