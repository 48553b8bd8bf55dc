import { z } from 'zod';
import { errorCodeSchema } from './errors.ts';
import { referenceSchema, saleIdSchema } from './ids.ts';
import { instantSchema } from './payment.ts';

/**
 * What can be printed or kept as PDF. The main process makes the slip; a window only says of what. `movement`: its
 * place in `payment.movements`.
 */
export const printableSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sale'), saleId: saleIdSchema }),
  z.strictObject({
    kind: z.literal('refund'),
    saleId: saleIdSchema,
    reference: referenceSchema,
    movement: z.number().int().min(0).max(1_000),
  }),
]);
export type Printable = z.infer<typeof printableSchema>;

/** The same for each print of the same thing: its second print is a copy, and a window finds what became of it. */
export const printableKey = (what: Printable): string =>
  what.kind === 'sale' ? `sale ${what.saleId}` : `refund ${what.reference} ${what.movement}`;

export const printKindSchema = z.enum(['sale', 'refund', 'report', 'test']);
export type PrintKind = z.infer<typeof printKindSchema>;

/**
 * What is known of a slip's way to paper.
 * - `waiting`: nothing of it is on paper; `problem` tells why the last try came to nothing, and it is tried again by
 *   itself
 * - `printing`: bytes may be on their way
 * - `printed`: the printer said so after the cut
 * - `unconfirmed`: `problem` null: it was all handed over to a printer that never tells more. Otherwise it broke off: a
 *   part may be on paper, and a person must look
 * - `failed`: nothing of it is on paper, and it is not tried again until a person says so
 */
export const printStateSchema = z.discriminatedUnion('name', [
  z
    .object({
      name: z.literal('waiting'),
      problem: errorCodeSchema.nullable(),
      tries: z.number().int().min(0),
      notBefore: instantSchema,
    })
    .readonly(),
  z.object({ name: z.literal('printing') }).readonly(),
  z.object({ name: z.literal('printed'), at: instantSchema }).readonly(),
  z.object({ name: z.literal('unconfirmed'), at: instantSchema, problem: errorCodeSchema.nullable() }).readonly(),
  z.object({ name: z.literal('failed'), problem: errorCodeSchema }).readonly(),
]);
export type PrintState = z.infer<typeof printStateSchema>;

export const printJobIdSchema = z.uuid().brand<'PrintJobId'>();
export type PrintJobId = z.infer<typeof printJobIdSchema>;

/** A slip in the queue, as a window gets it: without its text. */
export const printJobSchema = z
  .object({
    id: printJobIdSchema,
    kind: printKindSchema,
    /** Of a sale or a refund its `printableKey`; of a report or a test slip a name that no other has. */
    of: z.string().min(1).max(200),
    /** Receipt number of the sale, or the report's own name; what a person calls it. */
    name: z.string().min(1).max(80),
    sale: saleIdSchema.nullable(),
    madeAt: instantSchema,
    /** 0: the first of its kind; from 1 on it is marked as a copy. */
    copy: z.number().int().min(0),
    state: printStateSchema,
  })
  .readonly();
export type PrintJobView = z.infer<typeof printJobSchema>;

/** Whether somebody has to look at the paper or at the printer. */
export const needsPerson = ({ state }: Pick<PrintJobView, 'state'>): boolean =>
  state.name === 'failed' || (state.name === 'unconfirmed' && state.problem !== null);
/** Whether nothing more will happen with it, and nobody has to decide anything. */
export const isDone = ({ state }: Pick<PrintJobView, 'state'>): boolean =>
  state.name === 'printed' || (state.name === 'unconfirmed' && state.problem === null);
