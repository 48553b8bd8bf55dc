import { z } from 'zod';
import { printableSchema, printJobIdSchema } from '../printing.ts';
import { accepted, replySchema } from './replies.ts';

const onJob = z.strictObject({ id: printJobIdSchema });

/**
 * Slips. A window says of what, never what stands on it or where it goes: slips are made in the main process and go to
 * the printer that an administrator chose. What becomes of them arrives as `till.slips`.
 */
export const PRINT_CALLS = {
  /**
   * Prints the slip of a sale or of one of its refunds. A second print of the same is marked as a copy. `printer.none`:
   * there is no printer.
   */
  'print.slip': { audiences: ['till'], input: printableSchema, output: accepted({ id: printJobIdSchema }) },
  /** Keeps it as a PDF file, one page of 80 mm width; `file` is its name, null when no place was chosen. */
  'print.pdf': { audiences: ['till'], input: printableSchema, output: accepted({ file: z.string().nullable() }) },
  /** Prints a slip that shows whether the printer is set up rightly. */
  'print.test': { audiences: ['till'], input: z.undefined(), output: accepted({ id: printJobIdSchema }) },
  /** Tries again at once; what may be on paper already comes as a copy. */
  'print.retry': { audiences: ['till'], input: onJob, output: replySchema },
  /** Takes a slip out of the queue: nobody needs it, or it is on paper after all. */
  'print.discard': { audiences: ['till'], input: onJob, output: replySchema },
  /** Names of the printers that this computer has, for settings. */
  'print.printers': {
    audiences: ['till'],
    input: z.undefined(),
    output: accepted({ names: z.array(z.string()).max(200) }),
  },
  /**
   * Opens the system's own dialog to print what the window shows. The page's `print()` does nothing: it would hold the
   * page still.
   */
  'print.view': { audiences: ['till'], input: z.undefined(), output: replySchema },
} as const;
