import { z } from 'zod';
import { methodSchema } from './methods.ts';
import { personRefSchema } from './people.ts';

/** How fast customers approve, and what becomes of the others: of the requests that were sent in a period. */

const count = z.number().int().min(0);
const seconds = z.number().int().min(0).nullable();

export const answersSchema = z
  .object({
    sent: count,
    approved: count,
    declined: count,
    expired: count,
    withdrawn: count,
    /** Refused because the number has no wallet or is no number. */
    wrongNumber: count,
    /** Not sent or refused for another reason. */
    refused: count,
    /** Waiting, or not known yet. */
    open: count,
    /**
     * Seconds from the request until the till learnt of the approval; half of the approved ones were faster, and nine
     * of ten. Null: none was approved.
     */
    median: seconds,
    ninetieth: seconds,
  })
  .readonly();
export type Answers = z.infer<typeof answersSchema>;

/**
 * One sentence for the manager, where the numbers carry it. `of`: requests it is about, `among` so many. `hour`: from
 * that hour on.
 */
export const adviceSchema = z
  .object({
    kind: z.enum(['codeFirstFrom', 'codeFirst', 'readBack', 'openApp']),
    of: count,
    among: count,
    hour: z.number().int().min(0).max(23).nullable(),
  })
  .readonly();
export type Advice = z.infer<typeof adviceSchema>;

export const answerStatisticsSchema = z
  .object({
    all: answersSchema,
    methods: z.record(methodSchema, answersSchema).readonly(),
    /** Only hours with requests, in the order of the business day. */
    hours: z.array(z.object({ hour: z.number().int().min(0).max(23), answers: answersSchema }).readonly()).readonly(),
    cashiers: z.array(z.object({ by: personRefSchema.nullable(), answers: answersSchema }).readonly()).readonly(),
    advice: adviceSchema.nullable(),
  })
  .readonly();
export type AnswerStatistics = z.infer<typeof answerStatisticsSchema>;
