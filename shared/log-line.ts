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
