import { needsReason } from '../../shared/closing.ts';
import type { ClosingNeed, ClosingReport, Difference, DifferenceKind, Reconciliation } from '../../shared/closing.ts';
import { balanceOf } from '../../shared/money.ts';
import { reasonSchema } from '../../shared/payment.ts';

/** Differences of one kind: they share what they are called, what is at stake, and as a rule one reason. */
export interface Group {
  readonly kind: DifferenceKind;
  readonly differences: readonly Difference[];
  /** Those that need a reason and have none. */
  readonly open: readonly string[];
  /** What the wallet's side has more (below zero: less) in all of them; null where one does not say. */
  readonly stake: number | null;
}

const stakeOf = (differences: readonly Difference[]): number | null => {
  const known = differences.flatMap(({ amount }) => (amount === null ? [] : [amount]));
  return known.length < differences.length ? null : balanceOf(known);
};

const rank = ({ kind, open }: Group): number => (open.length > 0 ? 0 : needsReason({ kind }) ? 1 : 2);

/** By kind: what needs somebody first, what happens every day last. */
export function groupsOf(differences: readonly Difference[]): readonly Group[] {
  const groups = [...Map.groupBy(differences, ({ kind }) => kind)].map(([kind, some]): Group => ({
    kind,
    differences: some,
    open: some.flatMap(({ id, reason }) => (needsReason({ kind }) && reason === null ? [id] : [])),
    stake: stakeOf(some),
  }));
  return groups.toSorted((a, b) => rank(a) - rank(b));
}

const isLeftOpen = ({ kind }: Reconciliation['leftOut'][number]): boolean => kind === null || needsReason({ kind });

/**
 * What has to be decided beside the differences that are listed: those are given their reasons one kind at a time, and
 * what found no room in the list is decided as a whole.
 */
export const needsBeside = ({ needs, reconciliation }: ClosingReport): readonly ClosingNeed[] =>
  needs.filter((need) => need !== 'differences' || (reconciliation?.leftOut.some(isLeftOpen) ?? false));

/** A reason that is being given: one of the usual ones by its name, or own words where `quick` is null. */
export interface Chosen {
  readonly quick: string | null;
  readonly own: string;
}
export const NOT_CHOSEN: Chosen = { quick: '', own: '' };

/** So long a reason may be that all of them fit on one closing. */
export const LONGEST_DECISION = 80;

export const QUICK_REASONS = [
  'ownDoing',
  'collectedLater',
  'goodsGiven',
  'noContact',
  'lookedInto',
  'notKnown',
] as const;
export type QuickReason = (typeof QUICK_REASONS)[number];

const PORTAL = ['ownDoing', 'lookedInto', 'notKnown'] as const;
const USUAL = ['lookedInto', 'notKnown'] as const;
const OF_KIND: Partial<Readonly<Record<DifferenceKind, readonly QuickReason[]>>> = {
  portalCapture: PORTAL,
  portalRefund: PORTAL,
  portalRelease: PORTAL,
  lateApproval: ['goodsGiven', 'lookedInto', 'notKnown'],
};
export const quickOfKind = (kind: DifferenceKind): readonly QuickReason[] => OF_KIND[kind] ?? USUAL;

export const QUICK_OF_NEED: Readonly<Record<ClosingNeed, readonly QuickReason[]>> = {
  reserved: ['collectedLater', 'lookedInto'],
  undecided: USUAL,
  notCompared: ['noContact', 'lookedInto'],
  differences: USUAL,
};

/** The words of a reason, or null while there are none. */
export function wordsChosen({ quick, own }: Chosen, say: (quick: QuickReason) => string): string | null {
  const known = QUICK_REASONS.find((each) => each === quick);
  const parsed = reasonSchema.safeParse(quick === null ? own : known ? say(known) : '');
  return parsed.success ? parsed.data : null;
}

/**
 * The one reason that stands on a closing for all that was decided beside the differences; with several each says of
 * what it is. Null while one is missing.
 */
export function closingReason(
  needs: readonly ClosingNeed[],
  wordsOf: (need: ClosingNeed) => string | null,
  nameOf: (need: ClosingNeed) => string,
): string | null {
  const given = needs.map((need) => ({ need, words: wordsOf(need) }));
  if (given.some(({ words }) => words === null)) return null;
  const [only, ...more] = given;
  if (!only) return null;
  return more.length === 0 ? only.words : given.map(({ need, words }) => `${nameOf(need)}: ${words ?? ''}`).join('. ');
}
