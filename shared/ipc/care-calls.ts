import { z } from 'zod';
import { logLineSchema, logLevelSchema, LINES_AT_ONCE } from '../log-line.ts';
import { reasonSchema } from '../payment.ts';
import { supportFileSchema } from '../support.ts';
import { accepted, replySchema } from './replies.ts';

/** What was opened for one person to read; others do not know its name. */
const opened = z.uuid();

/** What a till needs to be looked after: the doctor, its log, and a file for support. */
export const CARE_CALLS = {
  /** Looks at everything; what is found arrives as `examination`. */
  'doctor.examine': { audiences: ['till'], input: z.undefined(), output: replySchema },
  /** A manager goes on although the last examination was not green, and says why. */
  'doctor.sign': { audiences: ['till'], input: z.strictObject({ reason: reasonSchema }), output: replySchema },
  /** Reads the log as it is now. */
  'log.open': { audiences: ['till'], input: z.undefined(), output: accepted({ log: opened }) },
  /** Lines of it, the newest first: of that level and above, with that text in them. `total`: all of them. */
  'log.page': {
    audiences: ['till'],
    input: z.strictObject({
      log: opened,
      level: logLevelSchema,
      text: z.string().max(100),
      from: z.number().int().min(0),
      count: z.number().int().min(1).max(LINES_AT_ONCE),
    }),
    output: accepted({ total: z.number().int(), lines: z.array(logLineSchema) }),
  },
  /**
   * Puts together what support would get: nothing is written yet. `receipt`: the sale whose trail goes with it;
   * `crashes`: what the system wrote down when the program crashed, which cannot be looked through for secrets.
   */
  'support.prepare': {
    audiences: ['till'],
    input: z.strictObject({ receipt: z.number().int().min(1).max(99_999_999).nullable(), crashes: z.boolean() }),
    output: accepted({ prepared: opened, files: z.array(supportFileSchema) }),
  },
  /** A piece of one of its files, exactly as it would be saved. `next`: where the following piece begins, or null. */
  'support.read': {
    audiences: ['till'],
    input: z.strictObject({ prepared: opened, name: z.string().max(120), from: z.number().int().min(0) }),
    output: accepted({ text: z.string(), next: z.number().int().nullable() }),
  },
  /** Asks for a place and writes what was prepared there. `file`: its name, null when no place was chosen. */
  'support.save': {
    audiences: ['till'],
    input: z.strictObject({ prepared: opened }),
    output: accepted({ file: z.string().nullable() }),
  },
} as const;
