import type { ErrorCode } from '../../shared/errors.ts';
import { denialOf } from '../state/bridge.ts';
import { withApproval } from '../people/approval.ts';

/** Somebody says why selling goes on in a journal that is not the one that was sealed. */
export async function acceptJournal(reason: string): Promise<ErrorCode | null> {
  try {
    const reply = await withApproval('journal.accept', { reason });
    return reply.accepted ? null : reply.error;
  } catch (refused) {
    return denialOf(refused);
  }
}

/** Asks main for something about the journal. Returns why not, or null; what then happens arrives as events. */
export async function askJournal(what: 'startAnew' | 'acknowledge'): Promise<ErrorCode | null> {
  try {
    const reply = await withApproval(`journal.${what}` as const, undefined);
    return reply.accepted ? null : reply.error;
  } catch (reason) {
    return denialOf(reason);
  }
}
