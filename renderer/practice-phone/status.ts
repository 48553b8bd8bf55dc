import type { PhonePayment, PhoneStatus } from '../../shared/practice-phone.ts';
import type { Shape } from './dom.ts';
import { money, phoneText } from './texts.ts';
import type { PhoneKey } from './texts.ts';

interface StatusLook {
  readonly tone: 'calm' | 'good' | 'warn';
  readonly shape: Shape;
  /** What it says, or null where each of its sums says a sentence. */
  readonly sentence: PhoneKey | null;
  /** The sum that counts in the list of earlier ones. */
  readonly figure: 'amount' | 'captured' | 'refunded';
}

const LOOKS: Readonly<Record<PhoneStatus, StatusLook>> = {
  incoming: { tone: 'calm', shape: 'wait', sentence: 'states.incoming', figure: 'amount' },
  'put-away': { tone: 'calm', shape: 'wait', sentence: 'states.put-away', figure: 'amount' },
  processing: { tone: 'calm', shape: 'lock', sentence: 'states.processing', figure: 'amount' },
  reserved: { tone: 'good', shape: 'clock', sentence: 'states.reserved', figure: 'amount' },
  paid: { tone: 'good', shape: 'check', sentence: 'states.paid', figure: 'amount' },
  'part-paid': { tone: 'good', shape: 'check', sentence: null, figure: 'captured' },
  'part-released': { tone: 'good', shape: 'check', sentence: null, figure: 'captured' },
  refunded: { tone: 'calm', shape: 'back', sentence: null, figure: 'refunded' },
  'part-refunded': { tone: 'calm', shape: 'back', sentence: null, figure: 'refunded' },
  released: { tone: 'warn', shape: 'back', sentence: 'states.released', figure: 'amount' },
  rejected: { tone: 'warn', shape: 'cross', sentence: 'states.rejected', figure: 'amount' },
  expired: { tone: 'warn', shape: 'clock', sentence: 'states.expired', figure: 'amount' },
  cancelled: { tone: 'warn', shape: 'stop', sentence: 'states.cancelled', figure: 'amount' },
};
export const lookOf = ({ status }: PhonePayment): StatusLook => LOOKS[status];

const OPEN: ReadonlySet<PhoneStatus> = new Set(['incoming', 'put-away', 'processing']);
/** The customer can still answer it. */
export const isOpen = ({ status }: PhonePayment): boolean => OPEN.has(status);

const MOVED = ['captured', 'refunded', 'reserved', 'released'] as const;

export function sentences(payment: PhonePayment): readonly string[] {
  const { sentence } = lookOf(payment);
  if (sentence !== null) return [phoneText(sentence)];
  return MOVED.filter((sum) => payment[sum] > 0).map((sum) =>
    phoneText(`moved.${sum}`, { amount: money(payment[sum], payment.currency) }),
  );
}
