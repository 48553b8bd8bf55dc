import type { ApiFailure } from '../../../electron/core/ports/api-failure.ts';
import type { ReadAnswer, WalletEvent } from '../../../electron/core/ports/wallet.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { IdempotencyKey } from '../../../shared/ids.ts';
import { minor, money } from '../../../shared/money.ts';
import type { CancelMode, WalletReading, WalletState } from '../../../shared/payment.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';

/**
 * A wallet of two hundred lines for one reference: written from [api 4.1, 5.4, 5.5, 5.6, 5.7, 7.1, 7.2] and not from
 * the simulator, so that the machine is held against two readings of the same facts.
 */
export type Request =
  | { readonly kind: 'create'; readonly key: IdempotencyKey }
  | { readonly kind: 'capture' | 'refund'; readonly key: IdempotencyKey; readonly amount: number }
  | { readonly kind: 'cancel'; readonly key: IdempotencyKey; readonly mode: CancelMode };

export type Answer = Result<ReadAnswer | null, ApiFailure>;

/** Money that moved. `key`: null for what was done in the portal. */
export interface Moved {
  readonly kind: 'capture' | 'refund';
  readonly key: IdempotencyKey | null;
  readonly amount: number;
}

interface Figures {
  state: WalletState;
  authorized: number;
  captured: number;
  cancelled: number;
  refunded: number;
}

const LIFETIME_MS = 10 * 60_000;
const PSP = 'psp-1';

const no = (error: ErrorCode, problemCode: string): Answer =>
  err({ kind: 'rejected', error, status: 400, problemCode, traceId: null });

export class ModelWallet {
  readonly #value: number;
  readonly #keysLiveMs: number;
  readonly #answers = new Map<IdempotencyKey, { readonly answer: Answer; readonly at: number }>();
  #figures: Figures | null = null;
  #before: Figures | null = null;
  #createdAt = 0;
  #createdWith: IdempotencyKey | null = null;
  #confirming = false;
  /** Oldest first. */
  readonly moved: Moved[] = [];

  /**
   * @param keysLiveMs longer than any request is under way: nothing is known about how long keys live [api 4.1]
   */
  constructor(value: number, keysLiveMs = 10 * 60_000) {
    this.#value = value;
    this.#keysLiveMs = keysLiveMs;
  }

  get exists(): boolean {
    return this.#figures !== null;
  }

  get captured(): number {
    return this.#figures?.captured ?? 0;
  }

  get cancelled(): number {
    return this.#figures?.cancelled ?? 0;
  }

  get authorized(): number {
    return this.#figures?.authorized ?? 0;
  }

  get refunded(): number {
    return this.#figures?.refunded ?? 0;
  }

  /** Money is reserved or taken, or the customer can still say yes. */
  get canHoldMoney(): boolean {
    const figures = this.#figures;
    return (
      figures !== null &&
      (figures.state === 'CREATED' || (figures.state === 'AUTHORIZED' && figures.authorized > figures.cancelled))
    );
  }

  /** Expires what nobody approved in time. */
  passTo(now: number): void {
    if (this.#figures?.state === 'CREATED' && now >= this.#createdAt + LIFETIME_MS) this.#move({ state: 'EXPIRED' });
  }

  customer(act: 'approve' | 'reject' | 'confirm'): void {
    if (this.#figures?.state !== 'CREATED') return;
    if (act === 'confirm') {
      this.#confirming = true;
      return;
    }
    this.#confirming = false;
    this.#move(act === 'approve' ? { state: 'AUTHORIZED', authorized: this.#value } : { state: 'ABORTED' });
  }

  /** Somebody else works on it, in the portal. */
  portal(act: 'capture' | 'refund' | 'cancel', amount: number): void {
    if (act === 'cancel') this.#cancel('release');
    else if (act === 'capture') this.#capture(null, amount);
    else this.#refund(null, amount);
  }

  forgetKeys(now: number): void {
    for (const [key, { at }] of this.#answers) if (now - at >= this.#keysLiveMs) this.#answers.delete(key);
  }

  /** A request takes effect, or is answered as before when its key is known. */
  handle(request: Request, now: number): Answer {
    const known = this.#answers.get(request.key);
    if (known) return known.answer;
    const answer = this.#perform(request, now);
    if (answer.ok || answer.error.kind === 'rejected') this.#answers.set(request.key, { answer, at: now });
    return answer;
  }

  #perform(request: Request, now: number): Answer {
    switch (request.kind) {
      case 'create':
        return this.#create(request.key, now);
      case 'capture':
        return this.#capture(request.key, request.amount);
      case 'refund':
        return this.#refund(request.key, request.amount);
      case 'cancel':
        return this.#cancel(request.mode);
    }
  }

  /** @param stale as it was before its last change */
  get(stale: boolean): Result<ReadAnswer, ApiFailure> {
    const figures = stale ? (this.#before ?? this.#figures) : this.#figures;
    return figures
      ? ok(reportOf(figures, this.#value))
      : err({ kind: 'rejected', error: 'wallet.referenceUnknown', status: 404, problemCode: '5090', traceId: null });
  }

  events(): Result<readonly WalletEvent[], ApiFailure> {
    if (!this.#figures)
      return err({
        kind: 'rejected',
        error: 'wallet.referenceUnknown',
        status: 404,
        problemCode: '5090',
        traceId: null,
      });
    const event = (name: string, amount: number, idempotencyKey: IdempotencyKey | null): WalletEvent => ({
      name,
      amount: money('NOK', amount),
      at: this.#createdAt,
      idempotencyKey,
      success: true,
      pspReference: PSP,
    });
    const moved = this.moved.map(({ kind, amount, key }) =>
      event(kind === 'capture' ? 'CAPTURED' : 'REFUNDED', amount, key),
    );
    return ok([event('CREATED', this.#value, this.#createdWith), ...moved]);
  }

  #create(key: IdempotencyKey, now: number): Answer {
    if (this.#figures) return no('wallet.referenceTaken', '4150');
    this.#figures = { state: 'CREATED', authorized: 0, captured: 0, cancelled: 0, refunded: 0 };
    this.#createdAt = now;
    this.#createdWith = key;
    return ok(null);
  }

  #capture(key: IdempotencyKey | null, amount: number): Answer {
    const figures = this.#figures;
    if (!figures) return no('wallet.referenceUnknown', '5090');
    if (figures.state !== 'AUTHORIZED')
      return figures.state === 'CREATED' ? no('wallet.notApprovedYet', '6080') : no('wallet.alreadyEnded', '6200');
    if (figures.cancelled > 0) return no('wallet.alreadyEnded', '6070');
    if (figures.captured === figures.authorized) return no('wallet.alreadyCaptured', '6170');
    if (amount > figures.authorized - figures.captured) return no('wallet.captureTooHigh', '6090');
    this.moved.push({ kind: 'capture', key, amount });
    return this.#report({ captured: figures.captured + amount });
  }

  #refund(key: IdempotencyKey | null, amount: number): Answer {
    const figures = this.#figures;
    if (!figures) return no('wallet.referenceUnknown', '5090');
    if (figures.captured === 0)
      return figures.state === 'AUTHORIZED' || figures.state === 'CREATED'
        ? no('wallet.nothingCaptured', '6020')
        : no('wallet.notRefundable', '6210');
    if (amount > figures.captured - figures.refunded) return no('wallet.refundTooHigh', '6150');
    this.moved.push({ kind: 'refund', key, amount });
    return this.#report({ refunded: figures.refunded + amount });
  }

  #cancel(mode: CancelMode): Answer {
    const figures = this.#figures;
    if (!figures) return no('wallet.referenceUnknown', '5090');
    if (figures.state === 'CREATED') {
      if (this.#confirming)
        return err({ kind: 'retryLater', error: 'wallet.customerIsConfirming', afterMs: null, problemCode: '6250' });
      return this.#report({ state: 'TERMINATED', cancelled: this.#value });
    }
    if (figures.state !== 'AUTHORIZED') return no('wallet.alreadyEnded', '6190');
    if (figures.cancelled > 0) return no('wallet.alreadyEnded', '6050');
    if (mode === 'withdraw') return no('wallet.alreadyApproved', '6060');
    const rest = figures.authorized - figures.captured;
    return rest === 0 ? no('wallet.alreadyCaptured', '6040') : this.#report({ cancelled: rest });
  }

  #report(change: Partial<Figures>): Answer {
    this.#move(change);
    return this.#figures ? ok(reportOf(this.#figures, this.#value)) : no('wallet.referenceUnknown', '5090');
  }

  #move(change: Partial<Figures>): void {
    if (!this.#figures) return;
    this.#before = { ...this.#figures };
    Object.assign(this.#figures, change);
  }
}

function reportOf({ state, authorized, captured, cancelled, refunded }: Figures, value: number): ReadAnswer {
  const report: WalletReading = {
    state,
    amounts: {
      authorized: minor(authorized),
      captured: minor(captured),
      cancelled: minor(cancelled),
      refunded: minor(refunded),
    },
  };
  return { report, amount: money('NOK', value), pspReference: PSP, code: null };
}
