import { referenceSchema } from '../../../shared/ids.ts';
import type { SaleId } from '../../../shared/ids.ts';
import { PORTAL_KINDS } from './money-plan.ts';
import type { PortalKind, PortalPlan } from './money-plan.ts';
import type { SimulatedCounter } from './counter.ts';
import type { SalePlan } from './plan.ts';

export interface PortalDeps {
  readonly counter: SimulatedCounter;
  saleOf(reference: string): SaleId | null;
  /** It was really done. */
  did(plan: SalePlan, kind: PortalKind, what: string): void;
}

const MONEY_EVENTS: ReadonlySet<string> = new Set(['CAPTURED', 'REFUNDED', 'CANCELLED']);

/** Somebody in the office who works on the same payments in the wallet's own portal, each time once for a sale. */
export class Portal {
  readonly #deps: PortalDeps;
  readonly #begun = new Set<SalePlan>();
  over = false;

  constructor(deps: PortalDeps) {
    this.#deps = deps;
  }

  /**
   * The payment has come so far, or the till is asking for it just now. @param amount what the till asks for; null
   * where it does not
   */
  notice(
    plan: SalePlan,
    when: (typeof PORTAL_KINDS)[PortalKind]['when'],
    reference: string,
    amount: number | null,
  ): void {
    const { portal } = plan.money;
    if (portal === null || PORTAL_KINDS[portal.kind].when !== when || this.#begun.has(plan) || this.over) return;
    this.#begun.add(plan);
    this.#deps.counter.clock.after(portal.after, () => this.#act(plan, portal, reference, amount));
  }

  #act(plan: SalePlan, { kind, share }: PortalPlan, reference: string, amount: number | null): void {
    if (this.over) return;
    const { world, clock } = this.#deps.counter;
    const { act } = PORTAL_KINDS[kind];
    const whole = share === 1 && amount === null;
    const value = amount ?? (whole || act === 'cancel' ? null : Math.max(1, Math.floor(plan.total * share)));
    const refused = world.actInPortal(reference, act, value, clock.now());
    if (refused === null) this.#deps.did(plan, kind, `${act} of ${value ?? 'all'}`);
  }

  /**
   * As a closing does: asks once more about every payment on which somebody else worked. What has ended is not looked
   * at otherwise.
   */
  async recheck(): Promise<void> {
    const { counter, saleOf } = this.#deps;
    const elsewhere = counter.world
      .books()
      .filter(({ events }) =>
        events.some(
          ({ name, idempotencyKey, success }) => success && idempotencyKey === null && MONEY_EVENTS.has(name),
        ),
      );
    for (const { reference } of elsewhere) {
      const saleId = saleOf(reference);
      if (saleId !== null)
        await counter.till.handlers['payment.recheck']({ saleId, reference: referenceSchema.parse(reference) });
    }
  }
}
