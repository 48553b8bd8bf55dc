import { z } from 'zod';
import { periodSchema } from './calendar-date.ts';

/**
 * What leaves the terminal as a file:
 * - `sales`: what was captured, one row each, with its VAT · `payments`: every request · `operations`: what was asked of the wallet, and its answers
 * - `days`: the report of each business day
 */
export const EXPORT_KINDS = ['sales', 'payments', 'operations', 'days'] as const;
export const exportKindSchema = z.enum(EXPORT_KINDS);
export type ExportKind = z.infer<typeof exportKindSchema>;

/** How a fraction is written: `249,00` or `249.00`. */
export const decimalMarkSchema = z.enum(['comma', 'point']);
export type DecimalMark = z.infer<typeof decimalMarkSchema>;

export const exportRequestSchema = z.strictObject({ kind: exportKindSchema, period: periodSchema, decimal: decimalMarkSchema });
export type ExportRequest = z.infer<typeof exportRequestSchema>;

/** How far an export is: rows that are written, of about so many. */
export const exportProgressSchema = z.object({ done: z.number().int(), total: z.number().int() }).readonly();
export type ExportProgress = z.infer<typeof exportProgressSchema>;
