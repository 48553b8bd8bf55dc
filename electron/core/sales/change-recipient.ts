import type { Log } from '../ports/log.ts';
import { isMeant, isOfWallet, recipientOf, refuse, sendAgain } from './start-sale.ts';
import type { Refusal, SaleDeps } from './start-sale.ts';
import type { Address } from '../../../shared/address.ts';
import type { SaleId } from '../../../shared/ids.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import { policyOf } from '../../../shared/methods.ts';
import { isApproved, isUnpaid } from '../../../shared/payment-standing.ts';
import { currentPayment } from '../../../shared/payment.ts';
import type { Sale } from '../../../shared/payment.ts';
import type { Actor, PersonRef } from '../../../shared/people.ts';
import type { Result } from '../../../shared/result.ts';
import type { StoreSettings } from '../../../shared/settings.ts';

interface Change {
  readonly to: Address;
  readonly by: PersonRef | null;
  readonly forget: () => void;
}

/**
 * Another number or method for a request that is live. The request is withdrawn first; only when the API has said that
 * it cannot be paid any more is a new one sent. The wish lives in memory: after a crash the sale is found withdrawn,
 * and nobody is asked again by surprise.
 */
export class ChangesOfRecipient {
  readonly #deps: SaleDeps & { readonly log: Log };
  readonly #store: StoreSettings;
  readonly #wanted = new Map<SaleId, Change>();
  /** New requests that are due in a moment. */
  #due = 0;
  #stopped = false;

  constructor(deps: SaleDeps & { readonly log: Log }, store: StoreSettings) {
    this.#deps = deps;
    this.#store = store;
  }

  /** Whether a new request may still follow one that was withdrawn. */
  get underWay(): boolean {
    return this.#wanted.size > 0 || this.#due > 0;
  }

  /**
   * @returns refused as a cancel is, where there is nothing that can be withdrawn: `wallet.alreadyApproved`,
   * `sale.alreadyPaid`, …; as `sale.duplicate` before anything is withdrawn
   */
  ask(
    { saleId, reference, to, duplicateAcknowledged }: CallInput<'sale.change'>,
    { by, approvedBy }: Actor,
  ): Result<unknown, Refusal> {
    const { openSales, clock } = this.#deps;
    const recipient = recipientOf(to);
    if (!recipient.ok) return refuse(recipient.error);
    const sale = openSales.find(saleId);
    if (!sale) return refuse('sale.unknown');
    const payment = currentPayment(sale);
    if (payment.reference !== reference) return refuse('sale.liveRequest');
    // Before anything is withdrawn: the new request could not follow.
    if (!isOfWallet(payment, this.#store)) return refuse('sale.otherWallet');
    if (isUnpaid(payment.phase)) return sendAgain(this.#deps, this.#store, { saleId, to, duplicateAcknowledged }, by);
    // A release gives money back that the customer has approved: that is another wish.
    if (payment.phase.name === 'cancelling' && payment.phase.mode === 'release') return refuse('sale.busy');
    const runner = openSales.runner(saleId, reference);
    if (!runner.ok) return refuse(runner.error);
    const meant = isMeant(this.#deps, { duplicateAcknowledged }, sale, recipient.value);
    if (!meant.ok) return meant;
    this.#forget(saleId);
    // As long as a lost create is repeated: later the customer has gone and must not be asked out of the blue.
    const stopTimer = clock.after(policyOf(to).resendMs, () => this.#forget(saleId));
    this.#wanted.set(saleId, { to, by, forget: stopTimer });
    const withdrawn = runner.value.intend({ type: 'cancel', wish: { by, approvedBy, reason: null } });
    // Only what is under way is shown: who is refused stays where they are, with what they typed.
    if (withdrawn.ok) openSales.showChange(saleId, { method: to.method, recipient: recipient.value });
    else this.#forget(saleId);
    return withdrawn.ok ? withdrawn : refuse(withdrawn.error);
  }

  /** Sends the new request when the old one has ended unpaid; gives the wish up when the customer was faster. */
  saleChanged(sale: Sale): void {
    const change = this.#wanted.get(sale.saleId);
    if (!change) return;
    const payment = currentPayment(sale);
    const { phase, certainty } = payment;
    if (isApproved(payment)) return this.#forget(sale.saleId);
    if (!isUnpaid(phase) || certainty.name === 'unclear') return;
    this.#wanted.delete(sale.saleId);
    change.forget();
    // In a turn of its own: the payment that has just ended is still being looked after.
    this.#due += 1;
    this.#deps.clock.after(0, () => {
      this.#due -= 1;
      this.#sendNew(sale.saleId, change);
    });
  }

  stop(): void {
    this.#stopped = true;
    for (const { forget } of this.#wanted.values()) forget();
    this.#wanted.clear();
  }

  #sendNew(saleId: SaleId, { to, by }: Change): void {
    if (this.#stopped) return;
    const { openSales, log } = this.#deps;
    // The cashier was asked before the old request was withdrawn; now nobody waits for a question.
    const sent = sendAgain(this.#deps, this.#store, { saleId, to, duplicateAcknowledged: true }, by);
    // Only now, so that nobody sees the sale as withdrawn and over in between.
    openSales.showChange(saleId, null);
    // Not lost: the sale stands there as withdrawn, with "send again" beside it.
    if (!sent.ok) log.warn('change of recipient was not sent', { saleId, error: sent.error.error });
  }

  #forget(saleId: SaleId): void {
    this.#wanted.get(saleId)?.forget();
    if (this.#wanted.delete(saleId)) this.#deps.openSales.showChange(saleId, null);
  }
}
