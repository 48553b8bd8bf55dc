import type { ApiFailure } from './api-failure.ts';
import type { Address } from '../../../shared/address.ts';
import type { AgeLimit } from '../../../shared/age-limit.ts';
import type { CodeForm } from '../../../shared/code.ts';
import type { IdempotencyKey, Reference } from '../../../shared/ids.ts';
import type { Money } from '../../../shared/money.ts';
import type { CancelMode, WalletReading } from '../../../shared/payment.ts';
import type { Receipt } from '../../../shared/receipt.ts';
import type { Result } from '../../../shared/result.ts';

export interface CreateAnswer {
  /** What the customer scans, where the method shows something. */
  readonly code: string | null;
}

export interface ReadAnswer {
  readonly report: WalletReading;
  /** What the payment was created for, as the API knows it. */
  readonly amount: Money;
  /** For people; null where it was odd. */
  readonly pspReference: string | null;
  /** As in {@link CreateAnswer}; null in answers that do not carry it. */
  readonly code: string | null;
}

/** One entry of the payment's event log [EP-1.8.1 PaymentEvent]. Null: it was missing or odd. */
export interface WalletEvent {
  readonly name: string;
  readonly amount: Money | null;
  readonly at: number | null;
  /** As the API spells it; `isSameKey` compares. */
  readonly idempotencyKey: string | null;
  readonly success: boolean;
  readonly pspReference: string | null;
}

export interface EventsAnswer {
  readonly events: readonly WalletEvent[];
  /** False: an entry could not be read and is left out, so what is not among the others may still have been done. */
  readonly complete: boolean;
  /** Server clock minus this machine's clock in ms, from the `Date` header; 0 when it was missing. */
  readonly clockSkewMs: number;
}

/** Vipps MobilePay as the terminal needs it. `body` is sent byte for byte as it stands in the journal. Never throws. */
export interface PaymentApi {
  /**
   * Gets ready to be used (a token) without touching a payment; tells whether network, service and keys are in order.
   */
  reach(): Promise<Result<null, ApiFailure>>;
  create(reference: Reference, key: IdempotencyKey, body: string): Promise<Result<CreateAnswer, ApiFailure>>;
  get(reference: Reference): Promise<Result<ReadAnswer, ApiFailure>>;
  events(reference: Reference): Promise<Result<EventsAnswer, ApiFailure>>;
  capture(reference: Reference, key: IdempotencyKey, body: string): Promise<Result<ReadAnswer, ApiFailure>>;
  cancel(reference: Reference, key: IdempotencyKey, body: string): Promise<Result<ReadAnswer, ApiFailure>>;
  refund(reference: Reference, key: IdempotencyKey, body: string): Promise<Result<ReadAnswer, ApiFailure>>;
}

/**
 * Makes the exact bytes of a request. Pure; kept beside the wire types so that the core knows no field names of the
 * API.
 */
export interface RequestBodies {
  create(request: CreateRequest): string;
  capture(amount: Money): string;
  cancel(mode: CancelMode): string;
  refund(amount: Money): string;
}

export interface CreateRequest {
  readonly reference: Reference;
  readonly amount: Money;
  readonly to: Address;
  /** Null where the method shows nothing. */
  readonly codeForm: CodeForm | null;
  readonly minimumAge: AgeLimit | null;
  readonly description: string;
  readonly receipt: Receipt;
}
