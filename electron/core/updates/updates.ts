import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { OfferedUpdate, Remembered, UpdateInstaller, UpdateMemory, UpdateSource } from '../ports/updates.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { compareVersions } from '../../../shared/update.ts';
import type { InstallWhen, UpdateView } from '../../../shared/update.ts';

const MINUTE_MS = 60_000;
/** Soon after the start, but not all tills of a chain at once. */
const FIRST_LOOK_MS = MINUTE_MS / 2;
/** A few times a day. */
const EVERY_MS = 5 * 60 * MINUTE_MS;
/** Looks are drawn over so much time after they are due. */
const JITTER = 0.5;

/** What is known of the till when an update could be installed. */
export interface TillFacts {
  /** A payment that a customer may still approve, or that is being moved. */
  readonly live: boolean;
  /** Anything was sold since the business day began. */
  readonly soldToday: boolean;
}

export type Occasion = 'now' | 'dayClosed' | 'start';

/**
 * Whether an update may be installed: never beside an open payment, and in the middle of a day only when a manager
 * says so.
 */
export function mayInstall(occasion: Occasion, when: InstallWhen, { live, soldToday }: TillFacts): boolean {
  if (live) return false;
  if (occasion === 'now') return true;
  return occasion === 'dayClosed' ? when === 'dayClosed' : !soldToday;
}

export interface UpdatesDeps {
  readonly source: UpdateSource;
  readonly installer: UpdateInstaller;
  readonly memory: UpdateMemory;
  readonly clock: Clock;
  readonly log: Log;
  readonly version: string;
  /** From 0 to 1. */
  readonly chance: () => number;
}

/** What updates know of the till, and do to it. */
export interface UpdatedTill {
  facts(): TillFacts;
  /** What is shown is different now. */
  changed(): void;
  /** Ends the app and starts it anew. */
  restart(): void;
}

/** Finds, fetches and proves updates beside the work, and has them installed when nobody is disturbed. */
export class Updates {
  readonly #deps: UpdatesDeps;
  readonly #till: UpdatedTill;
  #remembered: Remembered;
  #state: UpdateView['state'];
  #offered: OfferedUpdate | null;
  #percent = 0;
  #lookedAt: number | null = null;
  #problem: ErrorCode | null = null;
  #busy = false;
  #stopTimer: () => void = () => undefined;

  constructor(deps: UpdatesDeps, till: UpdatedTill) {
    this.#deps = deps;
    this.#till = till;
    const { memory, source, version } = deps;
    const found = memory.load();
    const newer = found.ran !== null && compareVersions(version, found.ran) > 0;
    this.#remembered = { ...found, ran: version, ...(newer && { updatedFrom: found.ran, when: 'nextDay' as const }) };
    if (found.ran !== version) memory.save(this.#remembered);
    this.#offered = source.known ? source.ready() : null;
    this.#state = source.known ? (this.#offered ? 'ready' : 'idle') : 'off';
  }

  get view(): UpdateView {
    const { source, installer, version } = this.#deps;
    const { when, updatedFrom } = this.#remembered;
    return {
      state: this.#state,
      channel: source.channel,
      lookedAt: this.#lookedAt,
      offered: this.#offered,
      percent: this.#percent,
      when,
      installable: installer.able,
      problem: this.#problem,
      updated: updatedFrom === null ? null : { from: updatedFrom, to: version },
    };
  }

  /** The till is open and nobody has sold yet. */
  async begin(): Promise<void> {
    if (this.#state === 'off') return;
    this.#plan(FIRST_LOOK_MS);
    await this.#when('start');
  }

  /** Looks, and fetches what is newer. Settles when the look has an answer; the download goes on beside. */
  async look(): Promise<Result<void, ErrorCode>> {
    if (this.#state === 'off') return err('update.notReady');
    if (this.#busy) return ok(undefined);
    this.#busy = true;
    const before = this.#state;
    this.#set('looking', null);
    const found = await this.#deps.source.look();
    if (!found.ok) {
      this.#busy = false;
      this.#set(before, found.error);
      return found;
    }
    this.#lookedAt = this.#deps.clock.now();
    const same = before === 'ready' && found.value?.version === this.#offered?.version;
    if (found.value === null || same) {
      this.#busy = false;
      this.#set(before, null);
      return ok(undefined);
    }
    this.#offered = found.value;
    void this.#download();
    return ok(undefined);
  }

  /** A manager says when: now, or at one of the two moments at which nobody is disturbed. */
  async install(when: InstallWhen): Promise<Result<void, ErrorCode>> {
    if (when !== 'now') {
      this.#remember({ when });
      return ok(undefined);
    }
    if (this.#state !== 'ready') return err('update.notReady');
    if (!this.#deps.installer.able) return err('update.byHand');
    if (!mayInstall('now', 'now', this.#till.facts())) return err('update.notNow');
    void this.#install();
    return ok(undefined);
  }

  /** The day was closed. */
  dayClosed(): Promise<void> {
    return this.#when('dayClosed');
  }

  /** A manager has read what was updated. */
  read(): void {
    this.#remember({ updatedFrom: null });
  }

  stop(): void {
    this.#stopTimer();
    this.#deps.source.stop();
  }

  async #when(occasion: Occasion): Promise<void> {
    if (this.#state !== 'ready' || !this.#deps.installer.able) return;
    if (mayInstall(occasion, this.#remembered.when, this.#till.facts())) await this.#install();
  }

  async #install(): Promise<void> {
    const { installer, source, log } = this.#deps;
    if (this.#busy) return;
    this.#busy = true;
    this.#set('installing', null);
    const done = await installer.install();
    this.#busy = false;
    if (done.ok) return this.#till.restart();
    log.warn('update not installed', { error: done.error });
    const refused = done.error === 'update.refused';
    if (refused) source.discard();
    if (refused) this.#offered = null;
    this.#set(refused ? 'idle' : 'ready', done.error);
  }

  async #download(): Promise<void> {
    this.#percent = 0;
    this.#set('downloading', null);
    const done = await this.#deps.source.download((percent) => {
      this.#percent = percent;
      this.#till.changed();
    });
    this.#busy = false;
    if (!done.ok) this.#offered = null;
    this.#set(done.ok ? 'ready' : 'idle', done.ok ? null : done.error);
  }

  #plan(ms: number): void {
    this.#stopTimer = this.#deps.clock.after(Math.round(ms * (1 + this.#deps.chance() * JITTER)), () => {
      this.#plan(EVERY_MS);
      void this.look();
    });
  }

  #set(state: UpdateView['state'], problem: ErrorCode | null): void {
    this.#state = state;
    this.#problem = problem;
    this.#till.changed();
  }

  #remember(changes: Partial<Remembered>): void {
    this.#remembered = { ...this.#remembered, ...changes };
    this.#deps.memory.save(this.#remembered);
    this.#till.changed();
  }
}
