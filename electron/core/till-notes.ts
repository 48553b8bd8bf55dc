import type { Connections, Journal, Log } from './ports.ts';
import type { TillEntry } from './till-entries.ts';

export interface TillNotesDeps {
  readonly connections: Pick<Connections, 'journals'>;
  readonly log: Log;
}

/** What people do in the moments in which no journal is open is a handful of entries. */
const MOST_WAITING = 100;

/** Entries that belong to no sale, on their way into the journal that is open. While none is, they wait for the next one. */
export class TillNotes {
  readonly #deps: TillNotesDeps;
  #journal: Journal | null = null;
  #waiting: readonly TillEntry[] = [];

  constructor(deps: TillNotesDeps) {
    this.#deps = deps;
  }

  /** A journal was opened, or (null) will be closed. */
  useJournal(journal: Journal | null): void {
    this.#journal = journal;
    this.#write();
  }

  add(entry: TillEntry): void {
    this.#waiting = [...this.#waiting, entry].slice(-MOST_WAITING);
    this.#write();
  }

  #write(): void {
    // A damaged journal is never changed again.
    if (!this.#journal || this.#waiting.length === 0 || this.#deps.connections.journals.damage !== null) return;
    try {
      this.#journal.note(this.#waiting);
      this.#waiting = [];
    } catch (error) {
      // They wait for a disk that takes them; the till goes on.
      this.#deps.log.warn('journal refused entries', { entries: this.#waiting.length, error: error instanceof Error ? error.message : String(error) });
    }
  }
}
