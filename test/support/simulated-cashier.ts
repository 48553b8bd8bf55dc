import type { Random } from '../../electron/simulator/random.ts';
import type { SaleId } from '../../shared/ids.ts';
import { minor } from '../../shared/money.ts';
import { currentPayment, isUnpaid } from '../../shared/payment.ts';
import type { Sale } from '../../shared/payment.ts';
import { msisdnSchema } from '../../shared/phone.ts';
import type { SimulatedCounter } from './simulated-counter.ts';

/** How one sale is handled, drawn once from the seed. Times in ms. */
export interface Habit {
  readonly captureAfter: number;
  readonly cancelAfter: number | null;
  readonly release: boolean;
  readonly pressesTwice: boolean;
  readonly attempts: number;
}

/** Hands over at once and never errs: for measuring. */
export const BRISK: Habit = { captureAfter: 0, cancelAfter: null, release: false, pressesTwice: false, attempts: 1 };

export function drawHabit(random: Random): Habit {
  const chance = (share: number): boolean => random.next() < share;
  return {
    captureAfter: chance(0.1) ? random.between(60_000, 400_000) : random.between(0, 4_000),
    cancelAfter: chance(0.25) ? random.between(0, 40_000) : null,
    release: chance(0.06),
    pressesTwice: chance(0.2),
    attempts: random.between(1, 3),
  };
}

/** Acts on what is on screen, as a person would: sees an event, takes a while, presses. */
export class Cashier {
  readonly #counter: SimulatedCounter;
  readonly #sales = new Map<SaleId, { readonly habit: Habit; readonly msisdn: string; seen: string; cancelled: number }>();
  /** A cashier of the last hour finishes everything and starts nothing. */
  closing = false;

  constructor(counter: SimulatedCounter) {
    this.#counter = counter;
  }

  async sell(value: number, msisdn: string, habit: Habit): Promise<SaleId | null> {
    const reply = await this.#counter.till.handlers['sale.start']({ lines: [], total: minor(value), msisdn: msisdnSchema.parse(msisdn), duplicateAcknowledged: true });
    if (!reply.accepted) return null;
    this.#sales.set(reply.saleId, { habit, msisdn, seen: '', cancelled: 0 });
    const sale = this.#counter.screen.get(reply.saleId);
    if (sale) this.see(sale);
    return reply.saleId;
  }

  see(sale: Sale): void {
    const known = this.#sales.get(sale.saleId);
    if (!known) return;
    const { phase, attempt } = currentPayment(sale);
    const seen = `${this.#counter.life} ${attempt} ${phase.name} ${'captureProblem' in phase ? String(phase.captureProblem) : ''}`;
    if (known.seen === seen) return;
    known.seen = seen;
    this.#react(sale);
  }

  /** Looks at everything anew. */
  lookAround(): void {
    for (const [saleId, known] of this.#sales) {
      const sale = this.#counter.screen.get(saleId);
      known.seen = '';
      if (sale) this.see(sale);
    }
  }

  #react(sale: Sale): void {
    const known = this.#sales.get(sale.saleId);
    if (!known) return;
    const { habit } = known;
    const { phase, attempt } = currentPayment(sale);
    if (phase.name === 'registering' || phase.name === 'waiting') {
      if (this.closing) return this.#after(1_000, sale.saleId, 'cancel', habit);
      if (habit.cancelAfter !== null && known.cancelled < attempt) {
        known.cancelled = attempt;
        this.#after(habit.cancelAfter, sale.saleId, 'cancel', habit);
      }
    }
    if (phase.name === 'authorized') {
      const giveBack = habit.release || phase.captureProblem !== null;
      this.#after(this.closing ? 1_000 : habit.captureAfter, sale.saleId, giveBack ? 'release' : 'capture', habit);
    }
    if (isUnpaid(phase) && !this.closing && attempt < habit.attempts) this.#counter.clock.after(2_000, () => void this.#again(sale.saleId, known.msisdn));
  }

  #after(ms: number, saleId: SaleId, button: 'cancel' | 'capture' | 'release', { pressesTwice }: Habit): void {
    const press = () => void this.#counter.press(button, saleId);
    this.#counter.clock.after(ms, press);
    if (pressesTwice) this.#counter.clock.after(ms + 150, press);
  }

  async #again(saleId: SaleId, msisdn: string): Promise<void> {
    await this.#counter.till.handlers['sale.sendAgain']({ saleId, msisdn: msisdnSchema.parse(msisdn) });
  }
}
