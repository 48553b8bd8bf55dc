import type { OpenSales } from './open-sales.ts';
import { CHECK_AGAIN_MS } from '../payment/schedule.ts';
import { replaySale } from '../payment/state.ts';
import type { Clock } from '../ports/clock.ts';
import type { Hint } from '../ports/hints.ts';
import type { Journal } from '../ports/journal.ts';
import type { Log } from '../ports/log.ts';
import { referenceSchema } from '../../../shared/ids.ts';
import type { Reference, SaleId } from '../../../shared/ids.ts';
import { isFinal } from '../../../shared/payment-standing.ts';
import type { Payment } from '../../../shared/payment.ts';
import { PRACTICE_SERIAL_NUMBER } from '../../../shared/practice.ts';
import { resolvedWallet } from '../../../shared/wallet.ts';
import type { Wallet } from '../../../shared/wallet.ts';

/** After an outage a day's events can come at once; what finds no room is found by the next comparison. */
const MOST_WAITING = 1_000;

export interface HintedLooksDeps {
  readonly openSales: Pick<OpenSales, 'find' | 'watched' | 'recheck'>;
  readonly journal: Pick<Journal, 'sale' | 'dayBook'>;
  /** Whose the payments are that do not say it. */
  readonly unwritten: Wallet;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * What a hint of the wallet does: somebody looks, and what is seen is believed, never the hint. A payment that is
 * watched is looked at now; one that is over is read once, for it can have been given back in the wallet's portal.
 */
export class HintedLooks {
  readonly #deps: HintedLooksDeps;
  /** Payments that are over, to be read one after the other. */
  readonly #waiting = new Map<Reference, SaleId>();
  #busy = false;
  #stopTimer: () => void = () => undefined;
  #stopped = false;
  #ignored = 0;

  constructor(deps: HintedLooksDeps) {
    this.#deps = deps;
  }

  /** @returns true: also of what is not ours, nobody needs to be told again */
  hear(hint: Hint): boolean {
    const payment = this.#payment(hint.reference);
    if (payment === null || this.#serialNumber(payment) !== hint.msn) this.#ignore();
    else this.#lookAt(payment);
    return true;
  }

  #lookAt(payment: Payment): void {
    const runner = this.#deps.openSales.watched(payment.reference);
    if (runner && !isFinal(payment.phase)) return runner.hinted();
    if (this.#waiting.size >= MOST_WAITING) return;
    this.#waiting.set(payment.reference, payment.saleId);
    void this.#readNext();
  }

  stop(): void {
    this.#stopped = true;
    this.#stopTimer();
  }

  /** As it is now; null where it is not this journal's. */
  #payment(reference: string): Payment | null {
    const { openSales, journal } = this.#deps;
    const known = referenceSchema.safeParse(reference).data;
    const saleId = known && journal.dayBook.request(known)?.saleId;
    if (!saleId) return null;
    const sale = openSales.find(saleId) ?? replaySale(journal.sale(saleId));
    return sale?.payments.find((each) => each.reference === known) ?? null;
  }

  #serialNumber({ wallet }: Payment): string {
    return resolvedWallet(wallet, this.#deps.unwritten).merchantSerialNumber ?? PRACTICE_SERIAL_NUMBER;
  }

  /** Another till's, or a payment of before this journal. */
  #ignore(): void {
    this.#ignored += 1;
    if (/^10*$/.test(String(this.#ignored)))
      this.#deps.log.info('hints about payments of others', { count: this.#ignored });
  }

  async #readNext(): Promise<void> {
    const [next] = this.#waiting;
    if (!next || this.#busy) return;
    const [reference, saleId] = next;
    this.#waiting.delete(reference);
    this.#busy = true;
    try {
      await this.#deps.openSales.recheck(saleId, reference);
    } catch (error) {
      this.#deps.log.error('a hinted payment was not read', { reference, error: String(error) });
    }
    if (this.#stopped) return;
    this.#stopTimer = this.#deps.clock.after(CHECK_AGAIN_MS, () => {
      this.#busy = false;
      void this.#readNext();
    });
  }
}
