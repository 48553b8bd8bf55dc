import type { Connections, Log } from './ports.ts';
import type { SaleBook } from './sales/sale-book.ts';

/**
 * Reads the sales at a start. A journal that opened and cannot be replayed is damaged too.
 * @returns whether it could be read
 */
export function loadBook(book: SaleBook, { connections, log }: { readonly connections: Pick<Connections, 'journals'>; readonly log: Log }): boolean {
  try {
    book.load();
    return true;
  } catch (error) {
    log.error('journal cannot be replayed', { error: error instanceof Error ? error.message : String(error) });
    connections.journals.unreadable();
    return false;
  }
}
