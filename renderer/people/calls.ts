import type { ErrorCode } from '../../shared/errors.ts';
import type { CallInput } from '../../shared/ipc/contract.ts';
import { bridge, denialOf } from '../state/bridge.ts';
import { withApproval } from './approval.ts';
import type { ApprovalAsked } from './approval.ts';

type Reply = { readonly accepted: true } | { readonly accepted: false; readonly error: ErrorCode };

/** Why not, or null when it was taken. */
const refusalOf = async (reply: Promise<Reply>): Promise<ErrorCode | null> => {
  try {
    const answer = await reply;
    return answer.accepted ? null : answer.error;
  } catch (reason) {
    return denialOf(reason);
  }
};

export const signIn = (input: CallInput<'people.signIn'>) => refusalOf(bridge.call['people.signIn'](input));
export const lock = () => refusalOf(bridge.call['people.lock'](undefined));
export const tellActive = () => refusalOf(bridge.call['people.active'](undefined));
export const approve = ({ call, input }: ApprovalAsked, manager: CallInput<'people.signIn'>) =>
  refusalOf(bridge.call['people.approve']({ ...manager, call, input }));
export const recover = (input: CallInput<'people.recover'>) => refusalOf(bridge.call['people.recover'](input));
export const addPerson = (input: CallInput<'people.add'>) => refusalOf(withApproval('people.add', input));
export const changePerson = (input: CallInput<'people.change'>) => refusalOf(withApproval('people.change', input));
export const configure = (input: CallInput<'people.configure'>) => refusalOf(withApproval('people.configure', input));
