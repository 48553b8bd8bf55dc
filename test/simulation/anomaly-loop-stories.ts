import { MANUAL, approveAfter, script } from '../../electron/simulator/customer.ts';
import type { Behaviour } from '../../electron/simulator/state.ts';
import type { PaymentsCall, View } from './anomaly-loop-words.ts';

/**
 * One sale of each kind, as what people want: the customer acts by the wallet's clock, the cashier presses whenever the
 * screen shows what they wait for. However often a step fails, the same wish leads on from where the sale is found.
 */
export interface Story {
  readonly name: string;
  readonly customer: Behaviour;
  /** Shown as a code instead of sent to a number. */
  readonly asCode?: boolean;
  /** What is pressed now, or null to wait. */
  presses(view: View): PaymentsCall | null;
  /** How it ends when nothing fails. */
  readonly end: string;
  /** The app is away from `from` to `to`, ms after the sale began. */
  readonly away?: { readonly from: number; readonly to: number; readonly crashed: boolean };
  /** Somebody captures this part of the sum in the merchant portal as soon as it is approved. */
  readonly portalCaptures?: number;
  /** A sentence of the oracle that is no fault of the till's. */
  readonly accepts?: string;
}

export const FIRST = '4791234567';
export const SECOND = '4798765432';

const APPROVES = script([{ after: 1_500, act: 'approve' }]);
const IGNORES = script([]);
const wants =
  (phase: string, call: PaymentsCall) =>
  (view: View): PaymentsCall | null =>
    view.phase === phase ? call : null;
const captures = wants('authorized', 'capture');
const byPhone = (first: Behaviour['byPhone'][string], second: Behaviour['byPhone'][string]): Behaviour => ({
  ...MANUAL,
  byPhone: { [FIRST]: first, [SECOND]: second },
});
const isUnpaid = ({ phase }: View): boolean =>
  ['aborted', 'terminated', 'expired', 'refused', 'cancelled'].includes(phase);
/** Withdraws once; what comes back approved after all is taken. */
const withdraws = ({ phase }: View): PaymentsCall | null =>
  phase === 'waiting' ? 'cancel' : phase === 'authorized' ? 'capture' : null;

export const STORIES: readonly Story[] = [
  { name: 'approved and captured', customer: approveAfter(1_500), presses: captures, end: 'captured' },
  {
    name: 'shown as a code, approved and captured',
    customer: approveAfter(1_500),
    asCode: true,
    presses: captures,
    end: 'captured',
  },
  {
    name: 'declined',
    customer: { ...MANUAL, otherwise: script([{ after: 1_500, act: 'reject' }]) },
    presses: captures,
    end: 'aborted',
  },
  {
    name: 'expired while the app was away',
    customer: { ...MANUAL, otherwise: IGNORES },
    presses: captures,
    end: 'expired',
    away: { from: 3_000, to: 595_000, crashed: false },
  },
  { name: 'withdrawn', customer: { ...MANUAL, otherwise: IGNORES }, presses: withdraws, end: 'terminated' },
  {
    name: 'withdrawn too late, then captured',
    customer: { ...MANUAL, otherwise: script([], 'approve') },
    presses: withdraws,
    end: 'captured',
  },
  { name: 'given back', customer: approveAfter(1_500), presses: wants('authorized', 'release'), end: 'cancelled' },
  {
    name: 'captured in part by somebody else',
    customer: approveAfter(1_500),
    presses: captures,
    end: 'authorized',
    portalCaptures: 5_000,
    // Where the look after the refused capture fails too: a person is called, and what somebody else did is found when
    // it is asked about again.
    accepts: 'the day has 0, the wallet 5000',
  },
  {
    name: 'declined, then a second number',
    customer: byPhone(script([{ after: 1_500, act: 'reject' }]), APPROVES),
    presses: (view) => (isUnpaid(view) && view.attempt < 4 ? 'sendAgain' : captures(view)),
    end: 'captured',
  },
  {
    name: 'changed to another number while it waits',
    customer: byPhone(IGNORES, APPROVES),
    presses: (view) =>
      view.changing
        ? null
        : isUnpaid(view) && view.attempt < 4
          ? 'sendAgain'
          : view.phase === 'waiting' && view.attempt === 1
            ? 'change'
            : captures(view),
    end: 'captured',
  },
  {
    name: 'a crash while it waits',
    customer: approveAfter(4_000),
    presses: captures,
    end: 'captured',
    away: { from: 2_000, to: 9_000, crashed: true },
  },
  {
    name: 'closed when approved',
    customer: approveAfter(1_500),
    presses: (view) => (view.since > 7_000 ? captures(view) : null),
    end: 'captured',
    away: { from: 4_000, to: 6_000, crashed: false },
  },
];
