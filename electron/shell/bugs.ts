import type { Log } from '../core/ports/log.ts';

/** Kind and place of a bug. Its message can hold what was typed, so only the stack's own frames are kept. */
export function describeBug(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return `${error.name} ${frames
    .slice(0, 3)
    .map((line) => line.trim())
    .join(' < ')}`;
}

/**
 * Writes down exceptions that nobody caught, and goes on. Without this Electron stops everything behind a dialog that
 * no cashier understands; the truth is in the journal, and every payment has a plan of its own to ask again.
 */
export function surviveBugs(process: Pick<NodeJS.Process, 'on'>, log: Log): void {
  process.on('uncaughtException', (error) => log.error('bug: uncaught exception', { error: describeBug(error) }));
  process.on('unhandledRejection', (reason) => log.error('bug: unhandled rejection', { error: describeBug(reason) }));
}
