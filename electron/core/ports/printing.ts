import { z } from 'zod';
import type { ErrorCode } from '../../../shared/errors.ts';
import { personRefSchema } from '../../../shared/people.ts';
import type { PrinterSettings } from '../../../shared/printer-settings.ts';
import { printJobSchema } from '../../../shared/printing.ts';
import type { Result } from '../../../shared/result.ts';
import { slipSchema } from '../../../shared/slip.ts';
import type { Columns, Slip } from '../../../shared/slip.ts';

/** The decisions of the print queue, pure. What runs it is `print-service.ts`. */

export const queuedSlipSchema = z
  .object({
    ...printJobSchema.unwrap().shape,
    /** What the journal calls it when it comes out; null for what the journal need not know. */
    noteAs: z.string().min(1).max(30).nullable(),
    by: personRefSchema.nullable(),
    slip: slipSchema,
    /** The word for a copy in the slip's language. */
    copyWord: z.string().min(1).max(20),
    /** Whether the journal has been told that it came out. */
    noted: z.boolean(),
  })
  .readonly();

export type QueuedSlip = z.infer<typeof queuedSlipSchema>;

export type Queue = readonly QueuedSlip[];

/** What a printer can answer. */
export type PrintOutcome =
  /** It said after the cut that all is well. */
  | { readonly kind: 'printed' }
  /** It took everything and never tells more. */
  | { readonly kind: 'sent' }
  /** Nothing of the slip reached it. */
  | { readonly kind: 'notPrinted'; readonly problem: ErrorCode }
  /** It broke off: some of the slip may be on paper. */
  | { readonly kind: 'unclear'; readonly problem: ErrorCode };

/** A printer of any kind. Never throws, and always answers in the end. */
export interface Printer {
  print(to: PrinterSettings, slip: Slip): Promise<PrintOutcome>;
  /** Names of the printers that the system has. */
  names(): Promise<readonly string[]>;
}

/**
 * A slip as a PDF file, one page of the roll's width. Asks for the place. @returns its name, null when no place was
 * chosen
 */
export type PdfDoor = (slip: Slip, suggestion: string) => Promise<Result<string | null, ErrorCode>>;

/** Where slips are kept until they are on paper: on the disk, whole or not at all, when it returns. */
export interface QueueStore {
  load(): Queue;
  /** @returns whether the disk took it */
  save(queue: Queue): boolean;
}

/** The printers that the system knows. */
export interface SystemPrinters {
  names(): Promise<readonly string[]>;
  print(name: string, slip: Slip, columns: Columns): Promise<PrintOutcome>;
}
