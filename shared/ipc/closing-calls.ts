import { z } from 'zod';
import { differenceIdSchema, MAX_DIFFERENCES, closingReportKindSchema, closingReportSchema } from '../closing.ts';
import { sumSchema } from '../money.ts';
import { instantSchema, reasonSchema } from '../payment.ts';
import { personIdSchema, personRefSchema } from '../people.ts';
import { printJobIdSchema } from '../printing.ts';
import { accepted, replySchema } from './replies.ts';

const none = z.undefined();
/**
 * A report in the journal, by the number of its entry there. `person`: of it, what this one took and gave back, for a
 * change of shift.
 */
const oneReport = z.strictObject({
  kind: closingReportKindSchema,
  entry: z.number().int().min(1),
  person: personIdSchema.optional(),
});
/** Lines of an 80 mm roll. */
const linesSchema = z.array(z.string().max(100)).max(20_000);
/** A reason that was given after the closing was made, and the differences that it is for. */
const laterSchema = z.object({
  at: instantSchema,
  by: personRefSchema.nullable(),
  differences: z.array(z.string()),
  text: z.string(),
});

/**
 * The terminal's day report: totals so far, closing, and what was closed before. Reports are made in the main process
 * and are kept in the journal.
 */
export const CLOSING_CALLS = {
  /** What a closing would be now; `unused`: nothing has happened since the last one, and none is needed. */
  'closing.draft': {
    audiences: ['till'],
    input: none,
    output: accepted({ report: closingReportSchema, unused: z.boolean() }),
  },
  /**
   * Begins to compare with the wallet's books; progress is an event, and the draft has what was found.
   */
  'closing.compare': { audiences: ['till'], input: none, output: replySchema },
  'closing.stopComparing': { audiences: ['till'], input: none, output: replySchema },
  /** Why differences are there, for good. `report`: entry of the closing they stand on, null for the one to come. */
  'closing.explain': {
    audiences: ['till'],
    input: z.strictObject({
      report: z.number().int().min(1).nullable(),
      differences: z.array(differenceIdSchema).min(1).max(MAX_DIFFERENCES),
      reason: reasonSchema,
    }),
    output: replySchema,
  },
  /**
   * Closes. `seen` is what the person saw in the draft: refused with `closing.changed` when more has happened since.
   * With anything undecided, not compared or unexplained it needs a manager and a reason; with differences a manager.
   */
  'closing.close': {
    audiences: ['till'],
    input: z.strictObject({
      seen: z.strictObject({ takings: sumSchema, refunds: sumSchema, requests: z.number().int().min(0) }),
      reason: reasonSchema.nullable(),
    }),
    output: accepted({ entry: z.number().int() }),
  },
  /** The totals so far, written into the journal. Resets nothing. */
  'closing.soFar': {
    audiences: ['till'],
    input: none,
    output: accepted({ entry: z.number().int(), lines: linesSchema }),
  },
  /**
   * Newest first; `differences`: those that had or have to be explained. `before` is the entry of the last one that is
   * known.
   */
  'closing.list': {
    audiences: ['till'],
    input: z.strictObject({ before: z.number().int().min(1).nullable() }),
    output: accepted({
      closings: z.array(
        z.object({
          entry: z.number().int(),
          number: z.number().int(),
          at: instantSchema,
          by: personRefSchema.nullable(),
          net: z.number().int(),
          differences: z.number().int(),
        }),
      ),
      more: z.boolean(),
    }),
  },
  'closing.show': {
    audiences: ['till'],
    input: oneReport,
    output: accepted({ report: closingReportSchema, lines: linesSchema, later: z.array(laterSchema) }),
  },
  'closing.print': { audiences: ['till'], input: oneReport, output: accepted({ id: printJobIdSchema }) },
  'closing.pdf': { audiences: ['till'], input: oneReport, output: accepted({ file: z.string().nullable() }) },
} as const;
