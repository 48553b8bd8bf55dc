import { neverArrivedMs } from '../../../electron/core/payment/outcomes.ts';
import type { Outcome } from '../../../electron/core/payment/outcomes.ts';
import type { Step } from '../../../electron/core/payment/steps.ts';
import { applyPaymentEvent } from '../../../electron/core/payment/state.ts';
import { eventSchema } from '../../../electron/core/journal/events.ts';
import type { WalletEvent } from '../../../electron/core/ports/wallet.ts';
import type { Payment } from '../../../shared/payment.ts';
import { AMOUNT, amounts, key, T0 } from './payment-samples.ts';

/** Outcomes for the machine's own tests, and how a state goes on after one. */

export const SOON = T0 + 5_000;
export const LATE = T0 + neverArrivedMs({ method: 'phone' });
type Bare<T> = T extends unknown ? Omit<T, 'now' | 'freshKey' | 'failedInARow' | 'quietMs'> : never;
export type BareOutcome = Bare<Outcome>;
export const context = (now: number, failedInARow = 1) => ({
  now,
  freshKey: key('fresh'),
  failedInARow,
  quietMs: now - T0,
});
export const created = (idempotencyKey: string | null) => ({
  name: 'CREATED',
  amount: { currency: 'NOK' as const, value: amounts(AMOUNT).authorized },
  at: T0,
  idempotencyKey,
  success: true,
  pspReference: 'psp-1',
});

export const log = (...events: readonly WalletEvent[]): BareOutcome => ({
  type: 'events',
  answer: { events, complete: true, clockSkewMs: 0 },
});

export const play = (payment: Payment, { events }: Step): Payment =>
  events.reduce((state, event) => applyPaymentEvent(state, eventSchema.parse(event)), payment);
