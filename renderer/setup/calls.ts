import type { ConnectionProof } from '../../shared/connection.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { CallInput } from '../../shared/ipc/contract.ts';
import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Preferences } from '../../shared/settings.ts';
import type { InstallWhen } from '../../shared/update.ts';
import { bridge, denialOf } from '../state/bridge.ts';
import { withApproval } from '../people/approval.ts';

const refusalOf = async (
  reply: Promise<{ accepted: true } | { accepted: false; error: ErrorCode }>,
): Promise<ErrorCode | null> => {
  try {
    const answer = await reply;
    return answer.accepted ? null : answer.error;
  } catch (reason) {
    return denialOf(reason);
  }
};

/** @returns why not, or null when it was taken */
export const complete = (input: CallInput<'setup.complete'>): Promise<ErrorCode | null> =>
  refusalOf(withApproval('setup.complete', input));

/** @returns why not, or null when it was taken */
export const setPreferences = (preferences: Preferences): Promise<ErrorCode | null> =>
  refusalOf(withApproval('settings.preferences', preferences));

/** @returns why not, or null when it was taken or nothing was picked */
export const chooseLogo = (): Promise<ErrorCode | null> => refusalOf(withApproval('logo.choose', undefined));

/** @returns why not, or null when it is gone */
export const removeLogo = (): Promise<ErrorCode | null> => refusalOf(withApproval('logo.remove', undefined));

/** @returns why not, or null when the till is set up from the file */
export const applyProvision = (input: CallInput<'provision.apply'>): Promise<ErrorCode | null> =>
  refusalOf(bridge.call['provision.apply'](input));

/** @returns the file and its code (null: no place was chosen), or why not */
export async function makeProvision(
  input: CallInput<'provision.make'>,
): Promise<Result<{ readonly file: string; readonly code: string } | null, ErrorCode>> {
  try {
    const answer = await withApproval('provision.make', input);
    return answer.accepted ? ok(answer.made) : err(answer.error);
  } catch (reason) {
    return err(denialOf(reason));
  }
}

/** @returns what is proved, or what is wrong */
export async function checkConnection(
  input: CallInput<'setup.checkConnection'>,
): Promise<Result<ConnectionProof, ErrorCode>> {
  try {
    const answer = await withApproval('setup.checkConnection', input);
    return answer.accepted ? ok(answer.proof) : err(answer.error);
  } catch (reason) {
    return err(denialOf(reason));
  }
}

/** @returns why not, or null when it was taken */
export const lookForUpdates = (): Promise<ErrorCode | null> => refusalOf(withApproval('update.look', undefined));

/** @returns why not, or null when it was taken */
export const installUpdate = (when: InstallWhen): Promise<ErrorCode | null> =>
  refusalOf(withApproval('update.install', { when }));

/** @returns why not, or null when it was taken */
export const updateRead = (): Promise<ErrorCode | null> => refusalOf(withApproval('update.read', undefined));
