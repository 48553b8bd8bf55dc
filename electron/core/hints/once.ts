import type { Hint } from '../ports/hints.ts';

/** A busy shop has some thousand events a day; what is forgotten is at worst heard once more. */
const MOST_REMEMBERED = 10_000;

/** Tells an event that has been heard before, by reference, name and `pspReference`, in a bounded memory. */
export class OnceEach {
  /** Oldest first. */
  readonly #heard = new Set<string>();
  readonly #most: number;

  constructor(most = MOST_REMEMBERED) {
    this.#most = most;
  }

  has(hint: Hint): boolean {
    return this.#heard.has(nameOf(hint));
  }

  add(hint: Hint): void {
    this.#heard.add(nameOf(hint));
    for (const oldest of this.#heard) {
      if (this.#heard.size <= this.#most) return;
      this.#heard.delete(oldest);
    }
  }
}

/** A second part of a capture has the name of the first: only `pspReference` parts them. */
const nameOf = ({ reference, name, pspReference }: Hint): string => JSON.stringify([reference, name, pspReference]);
