import type { Brand } from './brand.ts';

/**
 * What the simulator tells the page of the practice phone: the customer's phone, played by a person. Amounts are in
 * minor units, times in epoch ms. Neither is part of the terminal.
 */

/** Why the customer's bank can say no. */
export const DECLINE_REASONS = [
  'insufficient funds',
  'refused by issuer',
  'suspected fraud',
  'withdrawal limit exceeded',
  'expired card',
  'invalid card',
  '3-D Secure denied',
  'strong customer authentication required',
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export type PhoneStatus =
  | 'incoming'
  | 'put-away'
  | 'processing'
  | 'reserved'
  | 'paid'
  | 'part-paid'
  | 'part-released'
  | 'refunded'
  | 'part-refunded'
  | 'released'
  | 'rejected'
  | 'expired'
  | 'cancelled';

interface PhoneReceipt {
  readonly lines: readonly {
    readonly name: string;
    readonly quantity: string;
    readonly total: number;
    readonly isReturn: boolean;
  }[];
  readonly tax: number;
  readonly posId: string | null;
  readonly receiptNumber: string | null;
}

export interface PhonePayment {
  readonly reference: string;
  readonly amount: number;
  readonly currency: string;
  readonly description: string | null;
  readonly status: PhoneStatus;
  /** Taken by the shop, and paid back of it. */
  readonly captured: number;
  readonly refunded: number;
  /** Approved and not taken: set aside still, or given back without being taken. */
  readonly reserved: number;
  readonly released: number;
  /** It came by a code on the till's screen, which the customer has not scanned yet. */
  readonly byCode: boolean;
  /** Why the bank refused the last try; the customer may try again. */
  readonly declined: string | null;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly changedAt: number;
  readonly receipt: PhoneReceipt | null;
}

export interface PhoneView {
  readonly now: number;
  readonly online: boolean;
  readonly shop: string;
  readonly wallet: string;
  readonly hue: Brand['hue'];
  /** The customer's own code while they hold it out. */
  readonly ownCode: string | null;
  /** Newest first. */
  readonly payments: readonly PhonePayment[];
}
