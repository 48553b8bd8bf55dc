import { LOG_LEVELS, readLogLine } from '../../../shared/log-line.ts';
import type { LogLevel, LogLine } from '../../../shared/log-line.ts';

/** The lines of a log, the newest first. */
export const logLines = (log: string): readonly LogLine[] =>
  log
    .split('\n')
    .filter((line) => line !== '')
    .map(readLogLine)
    .toReversed();

export interface LogFilter {
  /** That level and the worse ones. */
  readonly level: LogLevel;
  readonly text: string;
}

export function filtered(lines: readonly LogLine[], { level, text }: LogFilter): readonly LogLine[] {
  const least = LOG_LEVELS.indexOf(level);
  const wanted = text.trim().toLowerCase();
  return lines.filter(
    (line) => LOG_LEVELS.indexOf(line.level) >= least && (wanted === '' || line.text.toLowerCase().includes(wanted)),
  );
}
