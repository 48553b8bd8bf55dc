import type { Clock, Connections, Journal, Log } from './ports.ts';
import type { SaleBook } from './sales/sale-book.ts';
import type { TillEntry, TillEntryOf } from './till-entries.ts';

export interface BookDeps {
  readonly connections: Pick<Connections, 'journals'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly version: string;
}

/**
 * Reads the sales at a start, and writes down that the till works from now on. A journal that opened and cannot be replayed is damaged too.
 * @returns whether it could be read
 */
export function loadBook(book: SaleBook, journal: Journal, deps: BookDeps): boolean {
  const { connections, clock, log, version } = deps;
  try {
    book.load();
  } catch (error) {
    log.error('journal cannot be replayed', { error: error instanceof Error ? error.message : String(error) });
    connections.journals.unreadable();
    return false;
  }
  note(journal, deps, { type: 'till.started', at: clock.now(), version });
  return true;
}

/** Stops looking after payments, and writes down that the till has ended. */
export function closeBook(book: SaleBook, journal: Journal, deps: BookDeps, why: TillEntryOf<'till.ended'>['why']): void {
  book.stop();
  // A damaged journal is never changed again.
  if (deps.connections.journals.damage === null) note(journal, deps, { type: 'till.ended', at: deps.clock.now(), why });
}

/** A disk that refuses costs the entry, never the till. */
function note(journal: Journal, { log }: BookDeps, entry: TillEntry): void {
  try {
    journal.note([entry]);
  } catch (error) {
    log.warn('journal refused an entry', { entry: entry.type, error: error instanceof Error ? error.message : String(error) });
  }
}
