import { z } from 'zod';
import { LONGEST_SEARCH, MOST_ROWS, saleRowSchema } from '../sale-row.ts';
import { accepted } from './replies.ts';

/** Rows below this receipt number, the newest first; null: from the newest. */
const pageOf = z.strictObject({
  below: z.number().int().min(1).nullable(),
  limit: z.number().int().min(1).max(MOST_ROWS),
});
const rows = z.array(saleRowSchema);

/** The list of all sales of this journal. */
export const SALES_CALLS = {
  /**
   * `newest` and `oldest`: the receipt numbers at the ends of the list, null while it is empty. Numbers between them
   * without a row stand in an earlier volume.
   */
  'sales.page': {
    audiences: ['till'],
    input: pageOf,
    output: accepted({ rows, newest: z.number().int().nullable(), oldest: z.number().int().nullable() }),
  },
  /**
   * Sales to which the text applies in any of its meanings: receipt number, amount, end of the phone number, date and
   * time, reference. `more`: there may be others below.
   */
  'sales.search': {
    audiences: ['till'],
    input: pageOf.extend({ text: z.string().max(LONGEST_SEARCH) }),
    output: accepted({ rows, more: z.boolean() }),
  },
} as const;
