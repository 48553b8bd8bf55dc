import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { ErrorCode } from '../../../../shared/errors.ts';
import type { Damage, JournalNotice, JournalVerdict, Tampering } from '../../../../shared/journal.ts';
import type { Actor } from '../../../../shared/people.ts';
import type { Progress } from '../../../../shared/progress.ts';
import { err, ok } from '../../../../shared/result.ts';
import type { Result } from '../../../../shared/result.ts';
import { environmentSchema } from '../../../../shared/settings.ts';
import type { Environment } from '../../../../shared/settings.ts';
import type {
  JournalElsewhere,
  JournalKeeper,
  JournalWatcher,
  PeopleState,
  WalletWitness,
} from '../../../core/ports/journal-keeper.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { Journal } from '../../../core/ports/journal.ts';
import type { Log } from '../../../core/ports/log.ts';
import type { TillEntry } from '../../../core/journal/till-entries.ts';
import { startCaretaker } from '../damage/caretaker.ts';
import { lookElsewhere } from './elsewhere.ts';
import { noticeOf } from './journal-notice.ts';
import { openJournal } from './open-journal.ts';
import { JournalInUse } from './opening-lock.ts';
import { PeopleSeal } from '../seal/people-seal.ts';
import { peopleStateIn, tellIn } from '../seal/people-witness.ts';
import { SealWatch } from '../seal/seal-watch.ts';
import { sealedTag, wasSealed } from '../seal/seal.ts';
import type { Seal, SealPlace } from '../seal/seal.ts';
import type { SqliteJournal } from './sqlite-journal.ts';
import { startAnew } from './start-anew.ts';
import { Verification } from '../verify/verification.ts';
import { NewerJournal } from '../tables/schema.ts';
import { currentJournalFile, sweep } from './volumes.ts';
import { walletWitnessIn } from '../seal/wallet-witness.ts';

export interface OpenJournal {
  readonly journal: Journal;
  close(): void;
}

export interface JournalsOptions {
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly seals?: SealPlace | null;
}

/**
 * The journals of a profile: opens one, knows what is wrong with it, and begins a new volume when somebody asks for it.
 */
export class Journals implements JournalKeeper {
  readonly #folder: string;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #verification: Verification;
  readonly #seals: SealPlace | null;
  readonly #peopleSeal: PeopleSeal | null;
  #watcher: JournalWatcher | null = null;
  #environment: Environment | null = null;
  #damage: Damage | null = null;
  #notice: JournalNotice | null = null;
  #open: SqliteJournal | null = null;
  #seal: Seal | null = null;
  #watch: SealWatch | null = null;

  constructor({ folder, clock, log, seals = null }: JournalsOptions) {
    this.#seals = seals;
    this.#peopleSeal = seals && new PeopleSeal(seals);
    this.#folder = folder;
    this.#clock = clock;
    this.#verification = new Verification(clock);
    this.#log = log;
  }

  get damage(): Damage | null {
    return this.#damage;
  }

  get tampering(): Tampering | null {
    return this.#watch?.tampering ?? null;
  }

  get notice(): JournalNotice | null {
    return this.#notice;
  }

  async ready(): Promise<void> {
    if (this.#peopleInJournals() === null) await this.#peopleSeal?.read();
  }

  lastPeople(): PeopleState | null {
    return this.#peopleInJournals() ?? this.#peopleSeal?.state ?? null;
  }

  async keepPeople(state: PeopleState): Promise<void> {
    if (this.#peopleInJournals() === null)
      await this.#tellJournal({ type: 'people.state', at: this.#clock.now(), ...state });
    await this.#peopleSeal?.begin(state);
  }

  #peopleInJournals(): PeopleState | null {
    for (const environment of this.#peopled()) {
      const state = peopleStateIn(currentJournalFile(this.#folder, environment), this.#log);
      if (state) return state;
    }
    return null;
  }

  async tellPeople(entry: TillEntry): Promise<void> {
    await this.#tellJournal(entry);
    if (entry.type === 'people.state') await this.#peopleSeal?.write(entry);
  }

  async tellPeopleElsewhere(entry: TillEntry): Promise<void> {
    const [environment] = this.#peopled();
    if (this.#open === null || environment !== this.#environment) await this.#tellJournal(entry);
  }

  async #tellJournal(entry: TillEntry): Promise<void> {
    const [environment] = this.#peopled();
    if (!environment) return;
    const file = currentJournalFile(this.#folder, environment);
    const open = () => (this.#environment === environment ? this.#open : null);
    await tellIn({ entry, environment, file, open, now: this.#clock.now(), seals: this.#seals, log: this.#log });
  }

  /** Whose journals tell of people: the one about money first, whatever the till is used for now. */
  #peopled(): readonly Environment[] {
    return (['production', 'test', 'practice'] as const).filter((environment) =>
      existsSync(currentJournalFile(this.#folder, environment)),
    );
  }

  walletOf(environment: Environment): WalletWitness | null {
    const sealed = this.#seals && sealedTag(this.#seals, environment);
    return walletWitnessIn(currentJournalFile(this.#folder, environment), sealed, this.#log);
  }

  exists(environment: Environment): boolean {
    const sealed = this.#seals !== null && wasSealed(this.#seals, environment);
    return sealed || existsSync(currentJournalFile(this.#folder, environment));
  }

  watch(watcher: JournalWatcher): void {
    this.#watcher = watcher;
  }

  /** @param seal of this environment's journal; null: it is not sealed */
  open(environment: Environment, seal: Seal | null = null): Result<OpenJournal, ErrorCode> {
    this.#seal = seal;
    this.#watch = null;
    this.#environment = environment;
    this.#damage = null;
    this.#notice = null;
    try {
      sweep(this.#folder);
      const opened = openJournal(currentJournalFile(this.#folder, environment), {
        now: this.#clock.now(),
        seal: seal?.key ?? null,
        damaged: (damage) => this.#found(damage),
        dayClosed: () => this.#watch?.keep(),
      });
      if (!opened.ok) {
        this.#found(opened.error);
        return err('till.journalDamaged');
      }
      return ok(this.#opened(opened.value));
    } catch (error) {
      this.#log.error('journal cannot be opened', { error: error instanceof Error ? error.message : String(error) });
      if (error instanceof NewerJournal) return err('till.dataNewer');
      return err(error instanceof JournalInUse ? 'till.journalInUse' : 'till.journalUnavailable');
    }
  }

  unreadable(): void {
    if (this.#environment) this.#found(placed(currentJournalFile(this.#folder, this.#environment)));
  }

  acknowledge({ by, approvedBy }: Actor): Result<null, ErrorCode> {
    try {
      const at = this.#clock.now();
      if (this.#notice?.name === 'unsealed') this.#open?.note([{ type: 'seal.missingRead', at, by, approvedBy }]);
      else this.#open?.acknowledge();
      this.#notice = this.#open && this.#noticeOf(this.#open);
      return ok(null);
    } catch {
      return err('till.journalUnavailable');
    }
  }

  accept(actor: Actor, reason: string): Result<null, ErrorCode> {
    return this.#watch?.accept(actor, reason) ?? err('till.notSetUp');
  }

  async verify(progressed: (progress: Progress) => void): Promise<Result<JournalVerdict, ErrorCode>> {
    if (!this.#environment || !this.#open) return err('till.notSetUp');
    const file = currentJournalFile(this.#folder, this.#environment);
    const watch = this.#watch;
    try {
      const { end, finding, wrongSeal } = await this.#verification.run(file, watch?.sealed ?? null, progressed);
      const damage: Damage | null = finding && { ...placed(file), receiptNumber: null, ...finding };
      // Settings may have been changed meanwhile: then it is another journal that is open.
      if (damage && file === currentJournalFile(this.#folder, this.#environment)) this.#found(damage);
      if (wrongSeal !== null && watch === this.#watch) watch?.found(wrongSeal);
      return ok({ entries: end.seq, hash: end.hash, damage, tampering: watch?.tampering ?? null });
    } catch (error) {
      this.#log.warn('journal not verified', { error: error instanceof Error ? error.message : String(error) });
      return err('till.journalUnavailable');
    }
  }

  elsewhere(): readonly JournalElsewhere[] {
    const others = environmentSchema.options.filter((environment) => !this.#open || environment !== this.#environment);
    return others.flatMap(
      (environment) => lookElsewhere(currentJournalFile(this.#folder, environment), environment) ?? [],
    );
  }

  startAnew(): Result<null, ErrorCode> {
    if (!this.#environment) return err('till.notSetUp');
    if (!this.#damage) return err('till.journalSound');
    try {
      startAnew({
        folder: this.#folder,
        environment: this.#environment,
        damage: this.#damage,
        now: this.#clock.now(),
        seal: this.#seal?.key ?? null,
      });
      this.#log.warn('new volume of the journal begun', { after: this.#damage.file, problem: this.#damage.problem });
      return ok(null);
    } catch (error) {
      this.#log.error('no new volume of the journal', {
        error: error instanceof Error ? error.message : String(error),
      });
      return err('till.journalUnavailable');
    }
  }

  #opened(journal: SqliteJournal): OpenJournal {
    const file = currentJournalFile(this.#folder, this.#environment ?? 'practice');
    const watch = this.#watchSeal(journal, file);
    this.#open = journal;
    this.#notice = this.#noticeOf(journal);
    const stop = startCaretaker({
      journal,
      clock: this.#clock,
      log: this.#log,
      damaged: (finding) =>
        this.#found({ ...placed(file), ...finding, receiptNumber: journal.receiptNumberOf(finding.seq) }),
      rebuilt: () => this.#watcher?.rebuilt(),
      ...(watch && {
        seal: { wanted: () => watch.sealed, keep: () => watch.keep(), wrong: (seq: number) => watch.found(seq) },
      }),
    });
    return {
      journal,
      close: () => {
        stop();
        if (this.#damage === null) journal.emptyLog();
        if (this.#damage === null) watch?.keep();
        journal.close();
        this.#open = null;
      },
    };
  }

  #watchSeal(journal: SqliteJournal, file: string): SealWatch | null {
    if (!this.#seal) return null;
    try {
      const tampered = () => this.#watcher?.damaged();
      this.#watch = new SealWatch({ seal: this.#seal, journal, file, clock: this.#clock, log: this.#log, tampered });
      return this.#watch;
    } catch (error) {
      journal.close();
      throw error;
    }
  }

  #noticeOf(journal: SqliteJournal): JournalNotice | null {
    const environment = this.#environment ?? 'practice';
    return noticeOf(journal, {
      file: basename(currentJournalFile(this.#folder, environment)),
      folder: this.#folder,
      environment,
      keychain: this.#seal?.keychain ?? 'available',
      now: this.#clock.now(),
    });
  }

  /** The first damage is the one that is told. */
  #found(damage: Damage): void {
    if (this.#damage) return;
    this.#damage = damage;
    this.#log.error('journal is damaged', {
      file: damage.file,
      problem: damage.problem,
      entry: damage.seq,
      receiptNumber: damage.receiptNumber,
    });
    this.#watcher?.damaged();
  }
}

const placed = (path: string): Damage => ({
  file: path.slice(dirname(path).length + 1),
  folder: dirname(path),
  problem: 'gap',
  seq: null,
  receiptNumber: null,
});
