import type { NewEvent } from '../../../electron/core/journal/events.ts';
import { idempotencyKeySchema, referenceSchema, saleIdSchema } from '../../../shared/ids.ts';
import { minor, money } from '../../../shared/money.ts';
import { NO_WISH } from '../../../shared/payment.ts';
import type { Amounts, Evidence, WalletState } from '../../../shared/payment.ts';
import type { PersonRef } from '../../../shared/people.ts';
import { linesTotal } from '../../../shared/receipt.ts';
import type { SaleLine } from '../../../shared/receipt.ts';

/**
 * How a request of a made-up day ends. `refunded`: paid and all of it given back · `portal`: paid, and a part given
 * back in the wallet's portal.
 */
export const ENDS = [
  'paid',
  'approved',
  'released',
  'declined',
  'expired',
  'withdrawn',
  'refused',
  'waiting',
  'unclear',
  'attention',
  'refunded',
  'portal',
] as const;
export type End = (typeof ENDS)[number];

export interface Story {
  readonly receiptNumber: number;
  readonly at: number;
  /** From the request to the end, ms. */
  readonly lasts: number;
  readonly lines: readonly SaleLine[];
  readonly code: boolean;
  readonly end: End;
  /** Who did it; nobody when absent. */
  readonly by?: PersonRef;
}

/** What is given back of a sale that ends so, minor units. */
export const refundOf = ({ end, lines }: Pick<Story, 'end' | 'lines'>): number =>
  end === 'refunded' ? linesTotal(lines) : end === 'portal' ? Math.ceil(linesTotal(lines) / 3) : 0;
/** Whether money was taken for it. */
export const isTaken = ({ end }: Pick<Story, 'end'>): boolean =>
  end === 'paid' || end === 'refunded' || end === 'portal';

/** The events of a whole sale, as the terminal would have written them. Ids follow from the receipt number. */
export function eventsOf({ receiptNumber, at, lasts, lines, code, end, by }: Story): readonly NewEvent[] {
  const number = String(receiptNumber).padStart(8, '0');
  const saleId = saleIdSchema.parse(`00000000-0000-4000-8000-0000${number}`);
  const reference = referenceSchema.parse(`shop-till1-20261121-abcd${number}-1`);
  const value = linesTotal(lines);
  const total = money('NOK', value);
  const on = { saleId, reference };
  const ended = at + lasts;
  const key = (kind: string) => idempotencyKeySchema.parse(`${kind}-${number}`);
  const evidence = (when: number, state: WalletState): Evidence => ({
    at: when,
    source: 'get',
    state,
    pspReference: `psp-${number}`,
  });
  const amounts = (authorized: number, captured: number, cancelled: number, refunded = 0): Amounts => ({
    authorized: minor(authorized),
    captured: minor(captured),
    cancelled: minor(cancelled),
    refunded: minor(refunded),
  });
  const reported = (when: number, state: WalletState, sums: Amounts): NewEvent => ({
    type: 'payment.reported',
    at: when,
    ...on,
    state,
    amounts: sums,
    evidence: evidence(when, state),
  });
  const approved = reported(at + Math.floor(lasts / 2), 'AUTHORIZED', amounts(value, 0, 0));
  const unclear: NewEvent = { type: 'payment.becameUnclear', at: ended, ...on, problem: 'network.timeout' };
  const begin: readonly NewEvent[] = [
    { type: 'sale.opened', at, saleId, receiptNumber, posId: 'till-1', lines: [...lines], total },
    {
      type: 'payment.requested',
      at,
      ...on,
      attempt: 1,
      amount: total,
      wallet: { name: 'written', environment: 'practice', merchantSerialNumber: null, currency: total.currency },
      method: code ? 'code' : 'phone',
      recipient: code ? null : { country: 'NO', lastTwo: '67' },
      codeForm: code ? 'text' : null,
      minimumAge: null,
      create: { kind: 'create', key: key('create'), requestedAt: at },
      by: by ?? null,
    },
  ];
  const registered: NewEvent = {
    type: 'payment.registered',
    at: at + 200,
    ...on,
    expiresAt: at + 600_000,
    code: null,
    evidence: evidence(at + 200, 'CREATED'),
  };
  const wish = { ...NO_WISH, by: by ?? null };
  const captured = reported(ended, 'AUTHORIZED', amounts(value, value, 0));
  const paid: readonly NewEvent[] = [
    registered,
    approved,
    {
      type: 'capture.requested',
      at: ended,
      ...on,
      capture: { kind: 'capture', key: key('capture'), requestedAt: ended },
      amount: total,
      parts: null,
      rest: 'keep',
      wish,
    },
    captured,
  ];
  const back = refundOf({ end, lines });
  const ends: Readonly<Record<End, readonly NewEvent[]>> = {
    paid,
    approved: [registered, approved],
    released: [
      registered,
      approved,
      {
        type: 'cancel.requested',
        at: ended,
        ...on,
        mode: 'release',
        cancel: { kind: 'cancel', key: key('cancel'), requestedAt: ended },
        wish: NO_WISH,
      },
      reported(ended, 'AUTHORIZED', amounts(value, 0, value)),
    ],
    declined: [registered, reported(ended, 'ABORTED', amounts(0, 0, 0))],
    expired: [registered, reported(ended, 'EXPIRED', amounts(0, 0, 0))],
    withdrawn: [
      registered,
      {
        type: 'cancel.requested',
        at: ended,
        ...on,
        mode: 'withdraw',
        cancel: { kind: 'cancel', key: key('cancel'), requestedAt: ended },
        wish: NO_WISH,
      },
      reported(ended, 'TERMINATED', amounts(0, 0, value)),
    ],
    refused: [{ type: 'payment.refused', at: ended, ...on, problem: 'wallet.noWallet' }],
    waiting: [registered],
    unclear: [registered, unclear],
    refunded: [
      ...paid,
      {
        type: 'refund.requested',
        at: ended,
        ...on,
        refund: { kind: 'refund', key: key('refund'), requestedAt: ended },
        amount: money('NOK', back),
        parts: null,
        wish: { ...wish, reason: 'Came back' },
      },
      {
        type: 'payment.reported',
        at: ended,
        ...on,
        state: 'AUTHORIZED',
        amounts: amounts(value, value, 0, back),
        evidence: { ...evidence(ended, 'AUTHORIZED'), source: 'refund' },
      },
    ],
    portal: [...paid, reported(ended, 'AUTHORIZED', amounts(value, value, 0, back))],
    attention: [
      registered,
      approved,
      { type: 'payment.needsAttention', at: ended, ...on, problem: 'wallet.fundsGone' },
    ],
  };
  return [...begin, ...ends[end]];
}
