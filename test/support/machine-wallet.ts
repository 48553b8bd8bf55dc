import type { ApiFailure, ReportAnswer, WalletEvent } from '../../electron/core/ports.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { IdempotencyKey } from '../../shared/ids.ts';
import { minor, money } from '../../shared/money.ts';
import type { CancelMode, WalletReport, WalletState } from '../../shared/payment.ts';
import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

/**
 * A wallet of a hundred lines for one reference: written from vipps-facts 4.1, 7.1 and 7.2 and not from the simulator, so that the machine is
 * held against two readings of the same facts.
 */
export type Request =
  | { readonly kind: 'create'; readonly key: IdempotencyKey }
  | { readonly kind: 'capture'; readonly key: IdempotencyKey }
  | { readonly kind: 'cancel'; readonly key: IdempotencyKey; readonly mode: CancelMode };

export type Answer = Result<ReportAnswer | null, ApiFailure>;

interface Figures {
  state: WalletState;
  authorized: number;
  captured: number;
  cancelled: number;
}

const LIFETIME_MS = 10 * 60_000;
const PSP = 'psp-1';

const no = (error: ErrorCode, problemCode: string): Answer => err({ kind: 'rejected', error, status: 400, problemCode, traceId: null });

export class ModelWallet {
  readonly #value: number;
  readonly #answers = new Map<IdempotencyKey, Answer>();
  #figures: Figures | null = null;
  #before: Figures | null = null;
  #createdAt = 0;
  #createdWith: IdempotencyKey | null = null;
  #confirming = false;
  /** How often money was taken. */
  captures = 0;

  constructor(value: number) {
    this.#value = value;
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

  /** Money is reserved or taken, or the customer can still say yes. */
  get canHoldMoney(): boolean {
    const figures = this.#figures;
    return figures !== null && (figures.state === 'CREATED' || (figures.state === 'AUTHORIZED' && figures.authorized > figures.cancelled));
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

  /** A request takes effect, or is answered as before when its key is known. */
  handle(request: Request, now: number): Answer {
    const known = this.#answers.get(request.key);
    if (known) return known;
    const answer = request.kind === 'create' ? this.#create(request.key, now) : request.kind === 'capture' ? this.#capture() : this.#cancel(request.mode);
    if (answer.ok || answer.error.kind === 'rejected') this.#answers.set(request.key, answer);
    return answer;
  }

  /** @param stale as it was before its last change */
  get(stale: boolean): Result<ReportAnswer, ApiFailure> {
    const figures = stale ? (this.#before ?? this.#figures) : this.#figures;
    return figures ? ok(reportOf(figures)) : err({ kind: 'rejected', error: 'wallet.referenceUnknown', status: 404, problemCode: '5090', traceId: null });
  }

  events(): Result<readonly WalletEvent[], ApiFailure> {
    if (!this.#figures) return err({ kind: 'rejected', error: 'wallet.referenceUnknown', status: 404, problemCode: '5090', traceId: null });
    return ok([{ name: 'CREATED', amount: money('NOK', this.#value), at: this.#createdAt, idempotencyKey: this.#createdWith, success: true, pspReference: PSP }]);
  }

  #create(key: IdempotencyKey, now: number): Answer {
    if (this.#figures) return no('wallet.referenceTaken', '4150');
    this.#figures = { state: 'CREATED', authorized: 0, captured: 0, cancelled: 0 };
    this.#createdAt = now;
    this.#createdWith = key;
    return ok(null);
  }

  #capture(): Answer {
    const figures = this.#figures;
    if (!figures) return no('wallet.referenceUnknown', '5090');
    if (figures.state !== 'AUTHORIZED') return figures.state === 'CREATED' ? no('wallet.notApprovedYet', '6080') : no('wallet.alreadyEnded', '6200');
    if (figures.cancelled > 0) return no('wallet.alreadyEnded', '6070');
    if (figures.captured > 0) return no('wallet.alreadyCaptured', '6170');
    this.captures += 1;
    return this.#report({ captured: this.#value });
  }

  #cancel(mode: CancelMode): Answer {
    const figures = this.#figures;
    if (!figures) return no('wallet.referenceUnknown', '5090');
    if (figures.state === 'CREATED') {
      if (this.#confirming) return err({ kind: 'retryLater', error: 'wallet.customerIsConfirming', afterMs: null, problemCode: '6250' });
      return this.#report({ state: 'TERMINATED', cancelled: this.#value });
    }
    if (figures.state !== 'AUTHORIZED') return no('wallet.alreadyEnded', '6190');
    if (figures.cancelled > 0) return no('wallet.alreadyEnded', '6050');
    if (mode === 'withdraw') return no('wallet.alreadyApproved', '6060');
    return figures.captured > 0 ? no('wallet.alreadyCaptured', '6040') : this.#report({ cancelled: figures.authorized });
  }

  #report(change: Partial<Figures>): Answer {
    this.#move(change);
    return this.#figures ? ok(reportOf(this.#figures)) : no('wallet.referenceUnknown', '5090');
  }

  #move(change: Partial<Figures>): void {
    if (!this.#figures) return;
    this.#before = { ...this.#figures };
    Object.assign(this.#figures, change);
  }
}

function reportOf({ state, authorized, captured, cancelled }: Figures): ReportAnswer {
  const report: WalletReport = { state, amounts: { authorized: minor(authorized), captured: minor(captured), cancelled: minor(cancelled), refunded: minor(0) } };
  return { report, pspReference: PSP, code: null };
}
