import { z } from 'zod';
import { journalVerdictSchema } from '../journal.ts';
import { reasonSchema } from '../payment.ts';
import { accepted, replySchema } from './replies.ts';

/** What a person can want with the journal itself. */
export const JOURNAL_CALLS = {
  /** Somebody has read what was done about a damaged journal. */
  'journal.acknowledge': { audiences: ['till'], input: z.undefined(), output: replySchema },
  /**
   * Somebody has looked into what was done to the journal's files and says why selling goes on. Refused while nothing
   * was.
   */
  'journal.accept': { audiences: ['till'], input: z.strictObject({ reason: reasonSchema }), output: replySchema },
  /** Begins a new volume after a damaged one. Refused while the journal is whole. */
  'journal.startAnew': { audiences: ['till'], input: z.undefined(), output: replySchema },
  /** Checks every link of the journal beside the work, and answers when it is done. */
  'journal.verify': { audiences: ['till'], input: z.undefined(), output: accepted({ verdict: journalVerdictSchema }) },
} as const;
