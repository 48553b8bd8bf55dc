import type { FetchPicture, PictureShelf } from '../../../electron/core/ports/code-picture.ts';
import type { World } from '../../../electron/simulator/world.ts';
import { createRandom } from '../../../electron/simulator/random.ts';
import type { PictureId } from '../../../shared/code.ts';
import { currentPayment } from '../../../shared/payment.ts';
import type { Sale } from '../../../shared/payment.ts';
import { err, ok } from '../../../shared/result.ts';
import type { VirtualClock } from '../till/virtual-clock.ts';

const LOST_CHANCE = 0.2;
const SLOWEST_MS = 1_500;

/**
 * The pictures of codes at a simulated counter: instead of being drawn, a picture says its token. They come late, or
 * not at all; what lies on the shelf can be held against what is shown.
 */
export class Pictures {
  readonly #lying = new Map<PictureId, string>();
  readonly #random: ReturnType<typeof createRandom>;
  readonly #world: World;
  readonly #clock: VirtualClock;
  #last = 0;

  constructor(seed: number, world: World, clock: VirtualClock) {
    this.#random = createRandom(seed);
    this.#world = world;
    this.#clock = clock;
  }

  readonly shelf: PictureShelf = {
    put: (bytes) => {
      const id = `00000000-0000-4000-8000-${String((this.#last += 1)).padStart(12, '0')}`;
      this.#lying.set(id, new TextDecoder().decode(bytes));
      return id;
    },
    take: (id) => void this.#lying.delete(id),
  };

  /** @param isDead whether the app that asks is without power: nothing reaches it any more */
  fetch(isDead: () => boolean): FetchPicture {
    return async (address) => {
      const lost = this.#random.next() < LOST_CHANCE;
      const token = /[?&]token=(\w+)/.exec(address)?.[1];
      const payment = this.#world.books().find(({ redirectToken }) => redirectToken === token);
      const wasThere = payment?.state === 'CREATED';
      // On its way back: what it is for may end meanwhile.
      await new Promise<void>((resolve) => {
        this.#clock.machine.after(this.#random.between(20, SLOWEST_MS), resolve);
      });
      if (isDead()) return new Promise(() => undefined);
      if (lost || token === undefined || !wasThere) return err('status');
      return ok(new TextEncoder().encode(token));
    };
  }

  /** A restart begins with an empty shelf. */
  forget(): void {
    this.#lying.clear();
  }

  /** What is wrong with the picture that a sale holds out, or null. */
  fault(sale: Sale): string | null {
    if (sale.codePicture?.name !== 'there') return null;
    const { reference, phase } = currentPayment(sale);
    const token = this.#lying.get(sale.codePicture.id);
    if (phase.name !== 'waiting') return `the code of ${reference} is held out while it is ${phase.name}`;
    return token !== undefined && token === this.#world.payment(reference)?.redirectToken
      ? null
      : `another code than that of ${reference} is held out`;
  }
}
