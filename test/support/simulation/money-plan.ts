import type { Random } from '../../../electron/simulator/random.ts';
import type { PortalAct } from '../../../electron/simulator/modify.ts';
import { minor } from '../../../shared/money.ts';
import { linesTotal } from '../../../shared/receipt.ts';
import type { SaleLine } from '../../../shared/receipt.ts';
import { vatRate } from '../../../shared/vat.ts';
import { pick, skewed } from './draw.ts';

/**
 * What will be done about the money of one sale after it was approved, at the till and in the wallet's own portal.
 * Times in ms, shares from 0 to 1.
 */
export interface MoneyPlan {
  /** Empty: a bare amount. */
  readonly lines: readonly SaleLine[];
  readonly part: PartPlan | null;
  /** One after the other. */
  readonly refunds: readonly RefundPlan[];
  readonly portal: PortalPlan | null;
}

export interface PartPlan {
  readonly kind: PartKind;
  readonly byLine: boolean;
  readonly share: number;
}

export interface RefundPlan {
  readonly kind: RefundKind;
  readonly share: number;
  /** After it was captured, or after the refund before it. */
  readonly after: number;
}

export interface PortalPlan {
  readonly kind: PortalKind;
  /** Of what there is; 1 is all of it. */
  readonly share: number;
  readonly after: number;
}

/** What becomes of the rest of a reservation of which a part was captured. */
export const PARTS = {
  'captures a part and releases the rest': 4,
  'captures a part, then the rest': 3,
  'captures a part, then releases the rest': 2,
  'captures part after part': 2,
} as const;
export type PartKind = keyof typeof PARTS;

export const REFUNDS = {
  'refunds all': 5,
  'refunds an amount': 5,
  'refunds by line': 5,
  'refunds much later': 2,
  'refunds twice with one key press too many': 1,
  'refunds what the wallet refuses': 1,
  'refunds too much': 1,
} as const;
export type RefundKind = keyof typeof REFUNDS;

interface PortalKindOf {
  readonly act: PortalAct;
  /**
   * `capture` and `refund`: in the moment in which the till asks for the same, and where it is an amount, the very same
   * amount.
   */
  readonly when: 'approved' | 'captured' | 'capture' | 'refund';
}

export const PORTAL_KINDS = {
  'refunds in the portal': { act: 'refund', when: 'captured' },
  'refunds in the portal in the same moment': { act: 'refund', when: 'refund' },
  'captures in the portal': { act: 'capture', when: 'approved' },
  'captures in the portal in the same moment': { act: 'capture', when: 'capture' },
  'releases in the portal': { act: 'cancel', when: 'approved' },
  'releases in the portal in the same moment': { act: 'cancel', when: 'capture' },
} as const satisfies Readonly<Record<string, PortalKindOf>>;
export type PortalKind = keyof typeof PORTAL_KINDS;
const PORTAL_WEIGHTS: Readonly<Record<PortalKind, number>> = {
  'refunds in the portal': 5,
  'refunds in the portal in the same moment': 5,
  'captures in the portal': 3,
  'captures in the portal in the same moment': 4,
  'releases in the portal': 2,
  'releases in the portal in the same moment': 2,
};

export const NO_MONEY_PLAN: MoneyPlan = { lines: [], part: null, refunds: [], portal: null };

const PART_CHANCE = 0.12;
const REFUND_CHANCE = 0.14;
const PORTAL_CHANCE = 0.05;
const LINES_CHANCE = 0.35;
const SOON = { min: 500, max: 40_000 };
/** By then the till has forgotten the sale and has to read it in the journal. */
const MUCH_LATER = { min: 4 * 60_000, max: 9 * 60_000 };
/** Of our own call, and a little more than its way to the wallet. */
const SAME_MOMENT_MS = 400;

/** Quantities and prices of which hardly any part costs a whole number of øre. */
const QUANTITIES = ['1', '2', '3', '7', '0.485', '1.5', '2.333', '0.001'] as const;
const RATES = [2500, 1500, 0] as const;

export function drawMoney(random: Random): MoneyPlan {
  const lines = random.next() < LINES_CHANCE ? drawLines(random) : [];
  const part: PartPlan | null =
    random.next() < PART_CHANCE
      ? { kind: pick(random, PARTS), byLine: lines.length > 0 && random.next() < 0.7, share: random.next() }
      : null;
  const refunds: RefundPlan[] = [];
  for (let chance = REFUND_CHANCE; refunds.length < 3 && random.next() < chance; chance = 0.4)
    refunds.push(drawRefund(random, lines.length > 0));
  const portal = random.next() < PORTAL_CHANCE ? drawPortal(random) : null;
  // Where somebody acts in the same moment, the till must do it too.
  const when = portal === null ? null : PORTAL_KINDS[portal.kind].when;
  if (when === 'refund' && refunds.length === 0)
    refunds.push({ kind: 'refunds an amount', share: random.next() * 0.6, after: 2_000 });
  const together: PartPlan | null =
    when === 'capture' && part === null && random.next() < 0.7
      ? { kind: 'captures a part, then the rest', byLine: false, share: random.next() * 0.5 }
      : part;
  return { lines, part: together, refunds, portal };
}

/** @returns lines that cost enough to be paid at all */
function drawLines(random: Random): readonly SaleLine[] {
  const line = (nth: number): SaleLine => ({
    name: `Line ${nth}`,
    quantity: QUANTITIES[random.between(0, QUANTITIES.length - 1)] ?? '1',
    unitPrice: minor(random.between(1, 9_999)),
    vatRate: vatRate(RATES[nth % RATES.length] ?? 0),
  });
  const lines = Array.from({ length: random.between(1, 4) }, (_, nth) => line(nth));
  return linesTotal(lines) >= 300 ? lines : [...lines, { ...line(0), quantity: '1', unitPrice: minor(4_321) }];
}

function drawRefund(random: Random, hasLines: boolean): RefundPlan {
  const drawn = pick(random, REFUNDS);
  const kind = drawn === 'refunds by line' && !hasLines ? 'refunds an amount' : drawn;
  const { min, max } = kind === 'refunds much later' ? MUCH_LATER : SOON;
  return { kind, share: random.next(), after: skewed(random, min, max) };
}

function drawPortal(random: Random): PortalPlan {
  const kind = pick(random, PORTAL_WEIGHTS);
  const together = PORTAL_KINDS[kind].when === 'capture' || PORTAL_KINDS[kind].when === 'refund';
  return {
    kind,
    share: random.next() < 0.4 ? 1 : random.next(),
    after: together ? random.between(0, SAME_MOMENT_MS) : skewed(random, 0, 20_000),
  };
}
