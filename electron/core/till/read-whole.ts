import type { Connections } from '../ports/connections.ts';
import type { Log } from '../ports/log.ts';

interface ReadDeps {
  readonly connections: Pick<Connections, 'journals'>;
  readonly log: Log;
}

/**
 * Reads what a start reads. A journal that opened and cannot be replayed is damaged too.
 * @returns what was read, or null where it could not be
 */
export function readWhole<T extends object>(read: () => T, { connections, log }: ReadDeps): T | null {
  try {
    return read();
  } catch (error) {
    log.error('journal cannot be replayed', { error: error instanceof Error ? error.message : String(error) });
    connections.journals.unreadable();
    return null;
  }
}
