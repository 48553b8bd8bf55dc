import type { ErrorCode } from '../../shared/errors.ts';
import type { Printable, PrintJobId } from '../../shared/printing.ts';
import { bridge, denialOf } from '../state/bridge.ts';

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

/** @returns why not, or null when the slip is in the queue; what becomes of it is told by `till.slips` */
export const printSlip = (what: Printable): Promise<ErrorCode | null> => refusalOf(bridge.call['print.slip'](what));
export const printTest = (): Promise<ErrorCode | null> => refusalOf(bridge.call['print.test'](undefined));
export const retrySlip = (id: PrintJobId): Promise<ErrorCode | null> => refusalOf(bridge.call['print.retry']({ id }));
export const discardSlip = (id: PrintJobId): Promise<ErrorCode | null> =>
  refusalOf(bridge.call['print.discard']({ id }));

/** @returns the file's name, null when no place was chosen, or why it was not kept */
export async function savePdf(
  what: Printable,
): Promise<{ readonly file: string | null } | { readonly problem: ErrorCode }> {
  try {
    const answer = await bridge.call['print.pdf'](what);
    return answer.accepted ? { file: answer.file } : { problem: answer.error };
  } catch (reason) {
    return { problem: denialOf(reason) };
  }
}

/** Names of this computer's printers; none when they cannot be told. */
export async function printerNames(): Promise<readonly string[]> {
  const answer = await bridge.call['print.printers'](undefined).catch(() => null);
  return answer?.accepted ? answer.names : [];
}
