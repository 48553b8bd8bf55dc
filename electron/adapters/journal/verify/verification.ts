import type { Sealed } from '../seal/sealed.ts';
import { readOnly } from '../store/query.ts';
import { verifyLinks } from './verify.ts';
import type { Verified } from './verify.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { ExportProgress } from '../../../../shared/export.ts';

/** Verifies a journal beside the work: a slice of a few milliseconds, then whatever waits. */
export class Verification {
  readonly #clock: Clock;
  #progress: ExportProgress | null = null;
  #running: Promise<Verified> | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get progress(): ExportProgress | null {
    return this.#progress;
  }

  /** One at a time: who asks meanwhile gets the same answer. Rejects when the file cannot be read at all. */
  run(file: string, sealed: Sealed | null): Promise<Verified> {
    this.#running ??= this.#verify(file, sealed).finally(() => {
      this.#running = null;
      this.#progress = null;
    });
    return this.#running;
  }

  async #verify(file: string, sealed: Sealed | null): Promise<Verified> {
    const db = readOnly(file);
    try {
      const steps = verifyLinks(db, sealed);
      for (let step = steps.next(); ; step = steps.next()) {
        if (step.done) return step.value;
        this.#progress = step.value;
        await new Promise<void>((resolve) => void this.#clock.after(0, resolve));
      }
    } finally {
      db.close();
    }
  }
}
