import type { TillEntry } from '../journal/till-entries.ts';
import type { CareDoor } from '../ports/care.ts';
import type { Calendar, Clock } from '../ports/clock.ts';
import type { JournalKeeper } from '../ports/journal-keeper.ts';
import { isGreen, isTrouble } from '../../../shared/doctor.ts';
import type { CheckResult, Examination } from '../../../shared/doctor.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { Actor } from '../../../shared/people.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { StoreSettings } from '../../../shared/settings.ts';

export interface DoctorDeps {
  care(): Promise<CareDoor>;
  readonly clock: Clock;
  readonly calendar: Calendar;
  readonly journals: Pick<JournalKeeper, 'tampering'>;
  store(): StoreSettings | null;
  tell(examination: Examination): void;
  note(entry: TillEntry): void;
  /** What a window sees of the till has changed. */
  changed(): void;
}

const briefly = ({ check, finding }: CheckResult) => ({ check, finding });

/** Examines the till when somebody asks for it, one at a time, and knows what was found last. */
export class DoctorDesk {
  readonly #deps: DoctorDeps;
  #last: Examination | null = null;
  #running: Promise<void> | null = null;

  constructor(deps: DoctorDeps) {
    this.#deps = deps;
  }

  /** The last one since the app was started, or the one that runs. */
  get examination(): Examination | null {
    return this.#last;
  }

  /** Resolves when all is known; who asks meanwhile waits for the one that runs. */
  async examine(actor: Actor): Promise<void> {
    this.#running ??= this.#examine(actor).finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** A manager goes on with what was found. */
  sign({ by, approvedBy }: Actor, reason: string): Result<null, ErrorCode> {
    const { clock, note, changed } = this.#deps;
    if (!this.#last || this.#last.running) return err('till.unexamined');
    const results = this.#last.results.filter(({ finding }) => isTrouble(finding)).map(briefly);
    note({ type: 'till.examinationSigned', at: clock.now(), by, approvedBy, reason, results });
    changed();
    return ok(null);
  }

  async #examine({ by, approvedBy }: Actor): Promise<void> {
    const { clock, calendar, journals, note, changed } = this.#deps;
    const store = this.#deps.store();
    const at = clock.now();
    const so = (running: boolean, results: readonly CheckResult[]) => {
      this.#last = { at, running, results };
      this.#deps.tell(this.#last);
    };
    so(true, []);
    let found: readonly CheckResult[] = [];
    const [{ examine }, care] = await Promise.all([import('./examine.ts'), this.#deps.care()]);
    const world = await care.world(store);
    const examined = { world, store, clock, calendar, tampered: journals.tampering !== null };
    const results = await examine(examined, (result) => so(true, (found = [...found, result])));
    so(false, results);
    // Of other settings than those it was about, it says nothing.
    if (store === null || store !== this.#deps.store()) return;
    note({ type: 'till.examined', at, by, approvedBy, results: results.map(briefly) });
    if (isGreen(results)) changed();
  }
}
