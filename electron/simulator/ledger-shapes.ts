import { z } from 'zod';

/**
 * Forms that the Report API is documented to have and that contradict each other [api 11.2, 11.3, 11.4, 11.5]. Which of
 * them a shop meets cannot be known, so each can be chosen; a terminal has to read all.
 */
export const LedgerShapes = z.strictObject({
  /** Entries that the fee of one capture is told in, all with the capture's own `pspReference`. */
  feesPerCapture: z.int().min(1).max(5),
  /** Whether reports of a date leave out `ledgerDate`, as the official samples do. The feed always tells it. */
  datesLeftOut: z.boolean(),
  /** `micro`: `…00.123000Z` · `offset`: `…00.123000+0200` · `both`: one after the other. */
  times: z.enum(['micro', 'offset', 'both']),
  payoutName: z.enum(['payout-scheduled', 'scheduled-for-payout']),
  /** Balances that do not follow from the amounts, in every third entry. */
  oddBalances: z.boolean(),
  /** Captures and refunds with the sign of their opposite, in every third entry. */
  oddSigns: z.boolean(),
  /** Dates stay `tryLater` for ever: no traffic, a negative balance or a settlement once a month. */
  neverCloses: z.boolean(),
  /** What is asked about a date that is not closed: what there is so far, or 404 as the file of 2023 has it. */
  openDates: z.enum(['soFar', 'notFound']),
  /** Each date that closes has an entry of a type that is in no file. */
  unknownTypes: z.boolean(),
});
export type LedgerShapes = z.infer<typeof LedgerShapes>;

/** What harms no sum: a terminal that cannot read these is found out by every other test. */
export const USUAL_SHAPES: LedgerShapes = {
  feesPerCapture: 1,
  datesLeftOut: true,
  times: 'both',
  payoutName: 'payout-scheduled',
  oddBalances: false,
  oddSigns: false,
  neverCloses: false,
  openDates: 'soFar',
  unknownTypes: false,
};

/** `at` as the API writes it; `place` decides where forms alternate. */
export function timeText(at: number, place: number, times: LedgerShapes['times']): string {
  const isMicro = times === 'micro' || (times === 'both' && place % 2 === 0);
  if (isMicro) return `${new Date(at).toISOString().slice(0, -1)}000Z`;
  return `${new Date(at + 2 * 3_600_000).toISOString().slice(0, -1)}000+0200`;
}

export const isOddPlace = (place: number): boolean => place % 3 === 2;
