import type { Log } from '../core/ports/log.ts';
import { describeBug } from '../../shared/bug.ts';

/**
 * Writes down exceptions that nobody caught, and goes on. Without this Electron stops everything behind a dialog that
 * no cashier understands; the truth is in the journal, and every payment has a plan of its own to ask again.
 */
export function surviveBugs(process: Pick<NodeJS.Process, 'on'>, log: Log): void {
  process.on('uncaughtException', (error) => log.error('bug: uncaught exception', { error: describeBug(error) }));
  process.on('unhandledRejection', (reason) => log.error('bug: unhandled rejection', { error: describeBug(reason) }));
}
