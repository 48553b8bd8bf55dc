import type { Sealed } from '../seal/sealed.ts';
import { readOnly } from '../store/query.ts';
import { verifyLinks } from './verify.ts';
import type { Verified } from './verify.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { Progress } from '../../../../shared/progress.ts';

/** Verifies a journal beside the work: a slice of a few milliseconds, then whatever waits. */
export class Verification {
  readonly #clock: Clock;
  #running: Promise<Verified> | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * One at a time: who asks meanwhile gets the same answer, and is not told how far it is. Rejects when the file cannot
   * be read at all.
   */
  run(file: string, sealed: Sealed | null, progressed: (progress: Progress) => void): Promise<Verified> {
    this.#running ??= this.#verify(file, sealed, progressed).finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #verify(file: string, sealed: Sealed | null, progressed: (progress: Progress) => void): Promise<Verified> {
    const db = readOnly(file);
    try {
      const steps = verifyLinks(db, sealed);
      for (let step = steps.next(); ; step = steps.next()) {
        if (step.done) return step.value;
        progressed(step.value);
        await new Promise<void>((resolve) => void this.#clock.after(0, resolve));
      }
    } finally {
      db.close();
    }
  }
}
