import { z } from 'zod';

/** The levels of the log, the mildest first. */
export const LOG_LEVELS = ['info', 'warn', 'error'] as const;
export const logLevelSchema = z.enum(LOG_LEVELS);
export type LogLevel = z.infer<typeof logLevelSchema>;

export const LINES_AT_ONCE = 200;

/** One line of the log, redacted when it was written. `at`: epoch ms; null where a line is not one of ours. */
export const logLineSchema = z
  .object({ at: z.number().nullable(), level: logLevelSchema, text: z.string() })
  .readonly();
export type LogLine = z.infer<typeof logLineSchema>;

/** `2026-11-21T22:00:00.000Z warn the words`, as the log writes it. */
const LINE = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) (info|warn|error) (.*)$/s;

const isLevel = (text: string | undefined): text is LogLevel => LOG_LEVELS.some((level) => level === text);

export function readLogLine(line: string): LogLine {
  const [, at, level, text] = LINE.exec(line) ?? [];
  return at !== undefined && isLevel(level) && text !== undefined
    ? { at: Date.parse(at), level, text }
    : // Something else wrote it, or it was cut off: nobody knows how bad it is.
      { at: null, level: 'warn', text: line };
}
