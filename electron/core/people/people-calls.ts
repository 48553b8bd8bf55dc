import type { ErrorCode } from '../../../shared/errors.ts';
import { CALLS } from '../../../shared/ipc/contract.ts';
import type { CallHandlers } from '../../../shared/ipc/contract.ts';
import type { CallName } from '../../../shared/ipc/names.ts';
import type { Result } from '../../../shared/result.ts';
import { reply } from '../../../shared/ipc/replies.ts';
import { keysNeeded, recover } from './recovery.ts';
import type { RecoveryDeps } from './recovery.ts';
import type { Session } from './session.ts';

export type PeopleCall = Extract<CallName, `people.${string}`>;

/** The calls about people. */
export function peopleCalls(deps: RecoveryDeps, session: Session): Pick<CallHandlers, PeopleCall> {
  const { people } = deps;
  /** Everybody hears of it, also of a refusal: a wait may have begun. */
  const told = async (change: Promise<Result<unknown, ErrorCode>>) => {
    const result = await change;
    session.peopleChanged();
    return reply(result);
  };
  return {
    'people.signIn': async (input) => reply(await session.signIn(input)),
    'people.lock': () => {
      session.lock();
      return { accepted: true };
    },
    'people.active': () => {
      session.active();
      return { accepted: true };
    },
    'people.approve': async (approval) => {
      // As the guard will see it when the call comes.
      const input = CALLS[approval.call].input.safeParse(approval.input);
      return input.success
        ? reply(await session.approve(approval, input.data))
        : { accepted: false, error: 'ipc.payloadInvalid' };
    },
    'people.recoveryNeeds': async () => ({ keysOf: await keysNeeded(deps) }),
    'people.recover': async (input) => {
      const recovered = await recover(deps, input);
      if (recovered.ok) session.welcome(recovered.value);
      else session.peopleChanged();
      return reply(recovered);
    },
    'people.add': (input, actor) => told(people.add(input, actor)),
    'people.change': (input, actor) => told(people.change(input, actor)),
    'people.configure': (input, actor) => told(people.configure(input, actor)),
  };
}
