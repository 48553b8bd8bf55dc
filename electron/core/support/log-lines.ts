import { LOG_LEVELS } from '../../../shared/log-line.ts';
import type { LogLevel, LogLine } from '../../../shared/log-line.ts';

/** `2026-11-21T22:00:00.000Z warn the words`, as the log writes it. */
const LINE = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) (info|warn|error) (.*)$/s;

const isLevel = (text: string | undefined): text is LogLevel => LOG_LEVELS.some((level) => level === text);

function read(line: string): LogLine {
  const [, at, level, text] = LINE.exec(line) ?? [];
  return at !== undefined && isLevel(level) && text !== undefined
    ? { at: Date.parse(at), level, text }
    : // Something else wrote it, or it was cut off: nobody knows how bad it is.
      { at: null, level: 'warn', text: line };
}

/** The lines of a log, the newest first. */
export const logLines = (log: string): readonly LogLine[] =>
  log
    .split('\n')
    .filter((line) => line !== '')
    .map(read)
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
