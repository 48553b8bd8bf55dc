import { z } from 'zod';
import { askedPeriodSchema } from './calendar-date.ts';

/**
 * What leaves the terminal as a file:
 * - `sales`: what was captured, one row each, with its VAT · `payments`: every request · `operations`: what was asked
 *   of the wallet, and its answers
 * - `days`: the report of each business day
 */
export const EXPORT_KINDS = ['sales', 'payments', 'operations', 'days'] as const;
export const exportKindSchema = z.enum(EXPORT_KINDS);
export type ExportKind = z.infer<typeof exportKindSchema>;

/** How a fraction is written: `249,00` or `249.00`. */
export const decimalMarkSchema = z.enum(['comma', 'point']);
export type DecimalMark = z.infer<typeof decimalMarkSchema>;

const csvRequestSchema = z.strictObject({
  kind: exportKindSchema,
  period: askedPeriodSchema,
  decimal: decimalMarkSchema,
});

const WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2] as const;

/** A Norwegian organisation number: nine digits, the last of which follows from the others (modulus 11). */
export const organisationNumberSchema = z
  .string()
  .regex(/^\d{9}$/)
  .refine((digits) => {
    const rest = 11 - (WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0) % 11);
    return (rest === 11 ? 0 : rest) === Number(digits[8]);
  });

/** Whose books an audit file belongs to. Asked for with each file: it is needed nowhere else. */
export const companyFactsSchema = z.strictObject({
  number: organisationNumberSchema,
  name: z.string().trim().min(1).max(100),
});
export type CompanyFacts = z.infer<typeof companyFactsSchema>;

/** SAF-T Cash Register 1.00, for shops in Norway. */
const saftRequestSchema = z.strictObject({
  kind: z.literal('saft'),
  period: askedPeriodSchema,
  company: companyFactsSchema,
});

/** The whole journal as JSON lines with its hash chain, for who wants to verify it elsewhere. */
const journalRequestSchema = z.strictObject({ kind: z.literal('journal') });

export const exportRequestSchema = z.discriminatedUnion('kind', [
  csvRequestSchema,
  saftRequestSchema,
  journalRequestSchema,
]);
export type ExportRequest = z.infer<typeof exportRequestSchema>;

/**
 * A spreadsheet takes a text that begins so for a formula, and runs it. An apostrophe in front makes it a text again:
 * the known way, and it stays readable. One that had an apostrophe already gets another, so that reading takes back
 * exactly what was put there.
 */
const FORMULA = /^'*[\s\u00a0]*[=+\-@|%\t\r\uff1d\uff0b\uff0d\uff20]/;
export const guardText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
export const unguardText = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
