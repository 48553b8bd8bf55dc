import type { TillEntry, TillEntryOf } from '../journal/till-entries.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connections } from '../ports/connections.ts';
import type { Journal } from '../ports/journal.ts';
import type { Log } from '../ports/log.ts';
import { recordOf } from '../setup/settings-changes.ts';
import type { StoreSettings } from '../../../shared/settings.ts';
import type { Wallet } from '../../../shared/wallet.ts';

export interface TillNotesDeps {
  readonly connections: Pick<Connections, 'journals'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly version: string;
  /** Somebody has done what is written down. */
  noted(entry: TillEntry): void;
}

/** What people do in the moments in which no journal is open is a handful of entries. */
const MOST_WAITING = 100;
/** The first picture is drawn by then. */
const OPENED_MS = 500;

/**
 * Entries that belong to no sale, on their way into the journal that is open. While none is, they wait for the next
 * one.
 */
export class TillNotes {
  readonly #deps: TillNotesDeps;
  #journal: Journal | null = null;
  #waiting: readonly TillEntry[] = [];
  #stopWaiting = (): void => undefined;

  constructor(deps: TillNotesDeps) {
    this.#deps = deps;
  }

  /**
   * A journal was opened: the till works from now on. Written a moment later, since a disk can take long and the first
   * picture waits for it: {@link write} comes before anything that is sold.
   */
  opened(journal: Journal, store: StoreSettings, unwritten: Wallet): void {
    const { clock, version } = this.#deps;
    this.#journal = journal;
    this.#wait({ type: 'till.started', at: clock.now(), version });
    this.#wait(this.#inForce(store, unwritten));
    this.#stopWaiting = clock.after(OPENED_MS, () => this.write());
  }

  /** The till works with these settings from now on. */
  inForce(store: StoreSettings, unwritten: Wallet): void {
    this.add(this.#inForce(store, unwritten));
  }

  #inForce(store: StoreSettings, unwritten: Wallet): TillEntry {
    return { type: 'settings.inForce', at: this.#deps.clock.now(), settings: recordOf(store), unwritten };
  }

  #wait(entry: TillEntry): void {
    this.#waiting = [...this.#waiting, entry].slice(-MOST_WAITING);
  }

  /** The journal that is open, if any, will be closed. Of a damaged one the next volume need not tell when it ended. */
  closing(why: TillEntryOf<'till.ended'>['why']): void {
    const { clock, connections } = this.#deps;
    if (this.#journal && connections.journals.damage === null) this.add({ type: 'till.ended', at: clock.now(), why });
    this.#stopWaiting();
    this.#journal = null;
  }

  add(entry: TillEntry): void {
    this.#wait(entry);
    this.write();
    this.#deps.noted(entry);
  }

  /** What waits stands in the journal before what comes next, if its disk takes it. */
  write(): void {
    this.#stopWaiting();
    // A damaged journal is never changed again.
    if (!this.#journal || this.#waiting.length === 0 || this.#deps.connections.journals.damage !== null) return;
    try {
      this.#journal.note(this.#waiting);
      this.#waiting = [];
    } catch (error) {
      // They wait for a disk that takes them; the till goes on.
      this.#deps.log.warn('journal refused entries', {
        entries: this.#waiting.length,
        error: error instanceof Error ? error.message : String(error),
      });
    }
  }
}
