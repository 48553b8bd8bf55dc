/**
 * Deliberate bugs, each of a kind that has cost shops money: the nets must find every one of them, the simulation
 * within 2,000 sales. They are data, planted one at a time into a process of tests by `mutants-loader.ts`; the product
 * holds no switch for them.
 */
export interface Edit {
  /** From the root of the project. */
  readonly file: string;
  /** Must stand there exactly once. */
  readonly find: string;
  readonly replace: string;
}

export interface Mutant {
  readonly name: string;
  /** What it would cost a shop. */
  readonly why: string;
  readonly edits: readonly Edit[];
  /**
   * The net that must find it; the simulation when absent. What takes three rare things at once is found by the stories
   * of the machine's model, or of the runners, instead.
   */
  readonly net?: keyof typeof MOST;
  /** A day on which it shows soon; 1 when absent. */
  readonly seed?: number;
}

export const MACHINE = 'electron/core/payment/machine.ts';
export const ON_APPROVAL = 'electron/core/payment/on-approval.ts';
export const INTENTS = 'electron/core/payment/intents.ts';
export const STATE = 'electron/core/payment/state.ts';
export const RUNNER = 'electron/core/payment/runner.ts';
export const MOVEMENTS = 'electron/core/payment/movements.ts';
export const SCHEDULE = 'electron/core/payment/schedule.ts';
export const OPEN_SALES = 'electron/core/sales/open-sales.ts';
export const CHANGES = 'electron/core/sales/change-recipient.ts';
export const START = 'electron/core/sales/start-sale.ts';
export const TABLES = 'electron/adapters/journal/tables/projections.ts';
export const SIGNATURE = 'electron/core/hints/signature.ts';
export const WIRE = 'electron/adapters/vipps/wire.ts';

export const STALE = 'if (isStale(payment, report) || isNoNews(payment, report)) return nothing;';

/**
 * How long a bug may hide from a net: in sales of the simulation, in stories of the models; those of the machine's
 * model are short.
 */
export const MOST = { simulation: 2_000, runner: 2_000, model: 20_000 } as const;

export const edit = (file: string, find: string, replace: string): Edit => ({ file, find, replace });

/** An answer that the wallet never gave. */
export const invented = (state: string, sums: string): string =>
  `{ events: [{ type: 'payment.reported', ...on, state: '${state}', amounts: { ...payment.amounts, ${sums} ` +
  `}, evidence: { at: outcome.now, source: 'cancel', state: '${state}', pspReference: null } }], effects: [] }`;
