import type { JournalEvent } from '../../../electron/core/journal/events.ts';
import type { Amounts, WalletState } from '../../../shared/payment.ts';

/**
 * What the entries of a journal say about a payment, read by the letter and apart from the product's own replay: a bug
 * there must not hide from those who judge by this. It knows no phases, only what was asked, what was answered and what
 * a person is called for.
 */
export interface Told {
  readonly reference: string;
  readonly asked: number;
  /** The last two digits; null where a code is scanned. */
  readonly lastTwo: string | null;
  /** The wallet's last word; null before its first. */
  state: WalletState | null;
  sums: Amounts;
  /** Said to exist nowhere. */
  refused: boolean;
  needsPerson: boolean;
  readonly wishes: Wish[];
}

/** A key that was written down before it was sent. */
export interface Wish {
  readonly kind: 'create' | 'cancel' | 'capture' | 'refund';
  readonly key: string;
  readonly amount: number;
  /** What was known of the sums then. */
  readonly before: Amounts;
  /** The wallet has said no. */
  rejected: boolean;
  /** The key was seen in the wallet's event log. */
  found: boolean;
  /** Anything at all was learnt from the wallet since. */
  answered: boolean;
}

const NOTHING = { authorized: 0, captured: 0, cancelled: 0, refunded: 0 } as Amounts;

/** The payments of one sale, oldest first. */
export function readEntries(events: readonly JournalEvent[]): Told[] {
  const payments = new Map<string, Told>();
  for (const event of events) {
    if (event.type === 'sale.opened') continue;
    if (event.type === 'payment.requested') {
      const { reference, amount, recipient, create } = event;
      const wishes = [wish('create', create.key, amount.value, NOTHING)];
      payments.set(reference, {
        reference,
        asked: amount.value,
        lastTwo: recipient?.lastTwo ?? null,
        state: null,
        sums: NOTHING,
        refused: false,
        needsPerson: false,
        wishes,
      });
      continue;
    }
    const told = payments.get(event.reference);
    if (told) take(told, event);
  }
  return [...payments.values()];
}

const wish = (kind: Wish['kind'], key: string, amount: number, before: Amounts): Wish => ({
  kind,
  key,
  amount,
  before,
  rejected: false,
  found: false,
  answered: false,
});

function take(told: Told, event: Exclude<JournalEvent, { type: 'sale.opened' | 'payment.requested' }>): void {
  const { wishes, sums } = told;
  const learnt = (): void => wishes.forEach((each) => (each.answered = true));
  const about = (key: string): Wish | undefined => wishes.find((each) => each.key === key);
  switch (event.type) {
    case 'payment.registered':
      return learnt();
    case 'payment.refused':
      told.refused = true;
      return learnt();
    case 'payment.reported':
      told.state = event.state;
      told.sums = event.amounts;
      if (event.state === 'AUTHORIZED') told.refused = false;
      return learnt();
    case 'payment.needsAttention':
      told.needsPerson = true;
      return;
    case 'payment.attentionCleared':
    case 'payment.attentionResolved':
      told.needsPerson = false;
      return;
    case 'cancel.requested':
      wishes.push(wish('cancel', event.cancel.key, 0, sums));
      return;
    case 'capture.requested':
      wishes.push(wish('capture', event.capture.key, event.amount.value, sums));
      return;
    case 'refund.requested':
      wishes.push(wish('refund', event.refund.key, event.amount.value, sums));
      return;
    case 'cancel.rejected':
    case 'capture.rejected':
    case 'refund.rejected':
      for (const each of [about(event.key)]) if (each) each.rejected = true;
      return learnt();
    case 'operation.found':
      for (const each of [about(event.key)]) if (each) each.found = true;
      return learnt();
    default:
  }
}

/** The entries say that this capture or refund was done: its sum has grown since by at least what was wanted. */
export function isTold({ kind, amount, before }: Wish, { sums }: Told): boolean {
  const grown = kind === 'refund' ? sums.refunded - before.refunded : sums.captured - before.captured;
  return grown >= amount;
}

/** How the payment ended by the wallet's words as they were written, or null while something can still come of it. */
export function endOf({
  state,
  sums,
  refused,
  asked,
}: Told): 'refused' | 'aborted' | 'expired' | 'terminated' | 'captured' | 'cancelled' | null {
  if (refused) return 'refused';
  if (state === 'ABORTED') return 'aborted';
  if (state === 'EXPIRED') return 'expired';
  if (state === 'TERMINATED') return 'terminated';
  if (state !== 'AUTHORIZED') return null;
  if (isPaidBy(sums, asked)) return 'captured';
  return sums.authorized > 0 && sums.cancelled >= sums.authorized ? 'cancelled' : null;
}

/** Everything that was asked for, or everything that was not given back, is taken. */
export const isPaidBy = ({ authorized, captured, cancelled }: Amounts, asked: number): boolean =>
  captured > 0 && (captured >= asked || (authorized > 0 && captured + cancelled >= authorized));
