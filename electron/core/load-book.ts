import type { Connections, Log } from './ports.ts';

/**
 * Reads what a start reads. A journal that opened and cannot be replayed is damaged too.
 * @returns whether it could be read
 */
export function readWhole(read: () => void, { connections, log }: { readonly connections: Pick<Connections, 'journals'>; readonly log: Log }): boolean {
  try {
    read();
    return true;
  } catch (error) {
    log.error('journal cannot be replayed', { error: error instanceof Error ? error.message : String(error) });
    connections.journals.unreadable();
    return false;
  }
}
