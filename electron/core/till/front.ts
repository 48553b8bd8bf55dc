import type { Clock } from '../ports/clock.ts';
import type { Reference, SaleId } from '../../../shared/ids.ts';
import { currentPayment } from '../../../shared/payment.ts';
import type { Sale } from '../../../shared/payment.ts';
import { isSaleApproved, isSaleLive, isOldReservation } from '../../../shared/sale-in-front.ts';
import type { InFront } from '../../../shared/sale-in-front.ts';

/**
 * The sale the cashier should see after a start: the newest live one, left where it was. What waits to be handed over
 * since longer is not brought up.
 */
export const newestLive = (sales: readonly Sale[], now: number): SaleId | null =>
  sales.findLast((sale) => isSaleLive(sale) && !isOldReservation(sale, now))?.saleId ?? null;

/**
 * Approvals that nobody saw coming: the customer approved while another sale stood in the middle. A payment stays one
 * until it is decided.
 *
 * @param before the sales as they were, or null at a start: what was approved just before it was approved while nobody
 * looked
 */
export function lateAfter(
  { saleId: stands, late }: InFront,
  before: readonly Sale[] | null,
  sales: readonly Sale[],
  now: number,
): readonly Reference[] {
  const approvedBefore = new Set((before ?? []).filter(isSaleApproved).map((sale) => currentPayment(sale).reference));
  const after = sales.filter(isSaleApproved).flatMap((sale) => {
    const { reference } = currentPayment(sale);
    const isNew = !approvedBefore.has(reference) && sale.saleId !== stands && !isOldReservation(sale, now);
    return isNew || late.includes(reference) ? [reference] : [];
  });
  return after.length === late.length && after.every((reference) => late.includes(reference)) ? late : after;
}

/** When the till opens, the newest live sale is brought to the middle: nobody had a screen to choose one. */
export function standingAtOpening(before: InFront, sales: readonly Sale[], now: number): InFront {
  const chosen = sales.some((sale) => sale.saleId === before.saleId) ? before.saleId : null;
  const saleId = chosen ?? newestLive(sales, now);
  return { saleId, late: lateAfter({ ...before, saleId }, null, sales, now) };
}

/** Which sale stands before the customer, and which approvals came late, while the till is open. */
export class Front {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #changed: (standing: InFront) => void;
  #standing: InFront = { saleId: null, late: [] };
  /** The sales as they were looked at last; null while the till is not open. */
  #seen: readonly Sale[] | null = null;

  constructor(clock: Pick<Clock, 'now'>, changed: (standing: InFront) => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  get standing(): InFront {
    return this.#standing;
  }

  /** The till is open from now on, or (null) no longer. */
  opened(sales: readonly Sale[] | null): void {
    const opens = sales !== null && this.#seen === null;
    this.#seen = sales;
    if (opens) this.#become(standingAtOpening(this.#standing, sales, this.#clock.now()));
  }

  /** Sales are different now. */
  follow(sales: readonly Sale[]): void {
    if (this.#seen === null) return;
    const late = lateAfter(this.#standing, this.#seen, sales, this.#clock.now());
    this.#seen = sales;
    if (late !== this.#standing.late) this.#become({ ...this.#standing, late });
  }

  /** Somebody has put another sale, or (null) a new one, in the middle. */
  stand(saleId: SaleId | null): void {
    if (saleId !== this.#standing.saleId) this.#become({ ...this.#standing, saleId });
  }

  #become(standing: InFront): void {
    this.#standing = standing;
    this.#changed(standing);
  }
}
