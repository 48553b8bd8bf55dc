import type { z } from 'zod';
import type { ErrorCode } from '../../../shared/errors.ts';
import { CALLS } from '../../../shared/ipc/contract.ts';
import type { CallHandlers, CallInput, CallOutput, GuardedCalls } from '../../../shared/ipc/contract.ts';
import { CALL_NAMES } from '../../../shared/ipc/names.ts';
import type { CallName } from '../../../shared/ipc/names.ts';
import { managerNeeded } from '../../../shared/people.ts';
import type { Actor } from '../../../shared/people.ts';
import { isOfTill, PERMISSIONS } from './permissions.ts';
import type { Session } from './session.ts';

const ANSWERS: { readonly [N in CallName]: { readonly output: z.ZodType<CallOutput<N>> } } = CALLS;

/** Who stands before a window that is not the till's. */
const STRANGER: Actor = { by: null, mayApprove: false, approvedBy: null };

/**
 * Puts the permissions before the handlers: a call that may not be made is answered with a refusal, and nothing of it
 * happens.
 */
export function guard(handlers: CallHandlers, session: Session): GuardedCalls {
  const guarded =
    <N extends CallName>(name: N) =>
    (input: CallInput<N>) => {
      const actor = isOfTill(name) ? session.actorOf(name, input) : STRANGER;
      const refused = refusal(name, session.isLocked, actor);
      return refused === null
        ? handlers[name](input, actor)
        : ANSWERS[name].output.parse({ accepted: false, error: refused });
    };
  return Object.fromEntries(CALL_NAMES.map((name) => [name, guarded(name)])) as unknown as GuardedCalls;
}

function refusal(name: CallName, isLocked: boolean, actor: Actor): ErrorCode | null {
  if (!isOfTill(name)) return null;
  switch (PERMISSIONS[name]) {
    case 'anyone':
      return null;
    case 'signedIn':
      return isLocked ? 'people.locked' : null;
    case 'manager':
      return isLocked ? 'people.locked' : managerNeeded(actor);
  }
}
