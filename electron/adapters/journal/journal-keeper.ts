import { dirname } from 'node:path';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { ExportProgress } from '../../../shared/export.ts';
import type { Damage, JournalNotice, JournalVerdict } from '../../../shared/journal.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { environmentSchema } from '../../../shared/settings.ts';
import type { Environment } from '../../../shared/settings.ts';
import type { JournalElsewhere, JournalWatcher } from '../../core/journal/files.ts';
import type { Clock, Journal, JournalKeeper, Log } from '../../core/ports.ts';
import { startCaretaker } from './caretaker.ts';
import { lookElsewhere } from './elsewhere.ts';
import { openJournal } from './open-journal.ts';
import { JournalInUse } from './opening-lock.ts';
import type { SqliteJournal } from './sqlite-journal.ts';
import { startAnew } from './start-anew.ts';
import { Verification } from './verification.ts';
import { currentJournalFile, sweep } from './volumes.ts';

export interface OpenJournal {
  readonly journal: Journal;
  close(): void;
}

/** The journals of a profile: opens one, knows what is wrong with it, and begins a new volume when somebody asks for it. */
export class Journals implements JournalKeeper {
  readonly #folder: string;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #verification: Verification;
  #watcher: JournalWatcher | null = null;
  #environment: Environment | null = null;
  #damage: Damage | null = null;
  #notice: JournalNotice | null = null;
  #open: SqliteJournal | null = null;

  constructor({ folder, clock, log }: { readonly folder: string; readonly clock: Clock; readonly log: Log }) {
    this.#folder = folder;
    this.#clock = clock;
    this.#verification = new Verification(clock);
    this.#log = log;
  }

  get damage(): Damage | null {
    return this.#damage;
  }

  get notice(): JournalNotice | null {
    return this.#notice;
  }

  watch(watcher: JournalWatcher): void {
    this.#watcher = watcher;
  }

  open(environment: Environment): Result<OpenJournal, ErrorCode> {
    this.#environment = environment;
    this.#damage = null;
    this.#notice = null;
    try {
      sweep(this.#folder);
      const opened = openJournal(currentJournalFile(this.#folder, environment), { now: this.#clock.now(), damaged: (damage) => this.#found(damage) });
      if (!opened.ok) {
        this.#found(opened.error);
        return err('till.journalDamaged');
      }
      return ok(this.#opened(opened.value));
    } catch (error) {
      this.#log.error('journal cannot be opened', { error: error instanceof Error ? error.message : String(error) });
      return err(error instanceof JournalInUse ? 'till.journalInUse' : 'till.journalUnavailable');
    }
  }

  unreadable(): void {
    if (this.#environment) this.#found(placed(currentJournalFile(this.#folder, this.#environment)));
  }

  acknowledge(): Result<null, ErrorCode> {
    try {
      this.#open?.acknowledge();
      this.#notice = null;
      return ok(null);
    } catch {
      return err('till.journalUnavailable');
    }
  }

  get verifying(): ExportProgress | null {
    return this.#verification.progress;
  }

  async verify(): Promise<Result<JournalVerdict, ErrorCode>> {
    if (!this.#environment || !this.#open) return err('till.notSetUp');
    const file = currentJournalFile(this.#folder, this.#environment);
    try {
      const { end, finding } = await this.#verification.run(file);
      const damage: Damage | null = finding && { ...placed(file), receiptNumber: null, ...finding };
      // Settings may have been changed meanwhile: then it is another journal that is open.
      if (damage && file === currentJournalFile(this.#folder, this.#environment)) this.#found(damage);
      return ok({ entries: end.seq, hash: end.hash, damage });
    } catch (error) {
      this.#log.warn('journal not verified', { error: error instanceof Error ? error.message : String(error) });
      return err('till.journalUnavailable');
    }
  }

  elsewhere(): readonly JournalElsewhere[] {
    const others = environmentSchema.options.filter((environment) => !this.#open || environment !== this.#environment);
    return others.flatMap((environment) => lookElsewhere(currentJournalFile(this.#folder, environment), environment) ?? []);
  }

  startAnew(): Result<null, ErrorCode> {
    if (!this.#damage || !this.#environment) return err('till.notSetUp');
    try {
      startAnew({ folder: this.#folder, environment: this.#environment, damage: this.#damage, now: this.#clock.now() });
      this.#log.warn('new volume of the journal begun', { after: this.#damage.file, problem: this.#damage.problem });
      return ok(null);
    } catch (error) {
      this.#log.error('no new volume of the journal', { error: error instanceof Error ? error.message : String(error) });
      return err('till.journalUnavailable');
    }
  }

  #opened(journal: SqliteJournal): OpenJournal {
    this.#open = journal;
    this.#notice = this.#noticeOf(journal);
    const file = currentJournalFile(this.#folder, this.#environment ?? 'practice');
    const stop = startCaretaker({
      journal,
      clock: this.#clock,
      log: this.#log,
      damaged: (finding) => this.#found({ ...placed(file), ...finding, receiptNumber: journal.receiptNumberOf(finding.seq) }),
      rebuilt: () => this.#watcher?.rebuilt(),
    });
    return {
      journal,
      close: () => {
        stop();
        if (this.#damage === null) journal.emptyLog();
        journal.close();
        this.#open = null;
      },
    };
  }

  #noticeOf(journal: SqliteJournal): JournalNotice | null {
    const entry = journal.newestEntry();
    if (!entry) return null;
    const where = { at: entry.at, file: entry.file, folder: this.#folder };
    if (entry.type === 'journal.restored') return { name: 'restored', ...where, entries: entry.entries };
    return { name: 'continued', ...where, carried: entry.carried, lost: entry.lost };
  }

  /** The first damage is the one that is told. */
  #found(damage: Damage): void {
    if (this.#damage) return;
    this.#damage = damage;
    this.#log.error('journal is damaged', { file: damage.file, problem: damage.problem, entry: damage.seq, receiptNumber: damage.receiptNumber });
    this.#watcher?.damaged();
  }
}

const placed = (path: string): Damage => ({ file: path.slice(dirname(path).length + 1), folder: dirname(path), problem: 'gap', seq: null, receiptNumber: null });
