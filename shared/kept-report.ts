import { z } from 'zod';
import { differenceSchema, reconciliationSchema, closingReportSchema } from './closing.ts';
import { tallySchema } from './day-report.ts';
import type { Difference, Reconciliation, ClosingReport } from './closing.ts';
import { slipSchema } from './slip.ts';

/**
 * Reports as the journal keeps them, of every format that there ever was. An entry of the journal is never written
 * anew, so an earlier format is read as the one of today by the upcaster that has its name. The slip stays as it was.
 */

const difference1Schema = differenceSchema.unwrap().omit({ stake: true }).extend({ amount: z.number().int() });
const reconciliation1 = reconciliationSchema.unwrap().shape;
const reconciliation1Schema = reconciliationSchema.unwrap().extend({
  wallet: reconciliation1.wallet.unwrap().omit({ unasked: true }),
  settlement: reconciliation1.settlement.unwrap().omit({ odd: true }),
  differences: z.array(difference1Schema),
  leftOut: z.number().int().min(0),
});
const report3Schema = closingReportSchema
  .unwrap()
  .omit({ discounts: true })
  .extend({ format: z.literal(3) });
const report2Schema = report3Schema
  .omit({ methods: true })
  .extend({ format: z.literal(2), channels: z.object({ phone: tallySchema, code: tallySchema }) });
const report1Schema = report2Schema.extend({ format: z.literal(1), reconciliation: reconciliation1Schema.nullable() });

/** Format 1 wrote 0 where the wallet differed and it did not know by how much. */
const difference1To2 = (found: z.infer<typeof difference1Schema>): Difference => ({
  ...found,
  stake: null,
  amount: found.kind === 'walletDiffers' && found.amount === 0 ? null : found.amount,
});

const reconciliation1To2 = (found: z.infer<typeof reconciliation1Schema>): Reconciliation => ({
  ...found,
  wallet: { ...found.wallet, unasked: null },
  settlement: { ...found.settlement, odd: { signs: 0, balances: 0 } },
  differences: found.differences.map(difference1To2),
  leftOut: found.leftOut === 0 ? [] : [{ kind: null, count: found.leftOut, amount: null }],
});

/** 1: until the comparison told what is at stake, and by which of taken and given back. */
const report1To2 = (report: z.infer<typeof report1Schema>): z.infer<typeof report2Schema> => ({
  ...report,
  format: 2,
  reconciliation: report.reconciliation && reconciliation1To2(report.reconciliation),
});

/** 2: until takings were kept by method; there were a request to a number and a code, and no name for what they are. */
const report2To3 = ({ channels, ...report }: z.infer<typeof report2Schema>): z.infer<typeof report3Schema> => ({
  ...report,
  format: 3,
  methods: channels,
});

/** 3: until there were discounts; nobody knows what a shop had taken off before it keyed its prices. */
const report3To4 = (report: z.infer<typeof report3Schema>): ClosingReport => ({
  ...report,
  format: 4,
  discounts: null,
});

/** As the journal keeps it: the figures, and the slip as it was, so that it is the same for ever. */
export const keptReportSchema = z
  .object({
    report: z.union([
      closingReportSchema,
      report3Schema.transform(report3To4),
      report2Schema.transform((report) => report3To4(report2To3(report))),
      report1Schema.transform((report) => report3To4(report2To3(report1To2(report)))),
    ]),
    slip: slipSchema,
  })
  .readonly();
export type KeptReport = z.infer<typeof keptReportSchema>;
