import { z } from 'zod';
import { readJson } from './read-json.ts';

/**
 * The answers of the Report API as far as the terminal reads them (vipps-facts 18). Unknown fields and types of entry pass; a wrong type of
 * value makes the page unreadable. The public file is of 2023: `hasMore` can be missing, and then a cursor alone says that there is more.
 */

const cursorSchema = z.string().max(4_000).nullish().transform((text) => (text ?? '') || null);

const ledgersSchema = z.object({
  cursor: cursorSchema,
  items: z.array(z.object({ ledgerId: z.string().min(1).max(100), settlesForRecipientHandles: z.array(z.string().max(100)).max(1000).nullish() })).max(1000),
});

const itemSchema = z.object({
  pspReference: z.string().min(1).max(100),
  time: z.string().max(50).transform((text) => Date.parse(text)).pipe(z.number()),
  ledgerDate: z.string().max(20),
  entryType: z.string().min(1).max(100),
  reference: z.string().max(200).nullish().transform((text) => (text ?? '') || null),
  currency: z.string().max(3),
  amount: z.int(),
  recipientHandle: z.string().max(100).nullish().transform((text) => (text ?? '') || null),
});

const MAX_ITEMS = 5_000;
const pageSchema = z.object({ cursor: cursorSchema, hasMore: z.boolean().nullish(), tryLater: z.boolean().nullish(), items: z.array(itemSchema).max(MAX_ITEMS) });

export interface ReportItem extends Omit<z.infer<typeof itemSchema>, 'entryType' | 'time'> {
  readonly type: string;
  /** Epoch ms. */
  readonly at: number;
}

export interface ReportPage {
  readonly items: readonly ReportItem[];
  readonly cursor: string | null;
  readonly hasMore: boolean;
  readonly tryLater: boolean;
}

export interface LedgerPage {
  readonly ledgers: readonly { readonly ledgerId: string; readonly handles: readonly string[] }[];
  readonly cursor: string | null;
}

export function readLedgerPage(text: string): LedgerPage | null {
  const found = readJson(ledgersSchema, text);
  return found && { ledgers: found.items.map(({ ledgerId, settlesForRecipientHandles }) => ({ ledgerId, handles: settlesForRecipientHandles ?? [] })), cursor: found.cursor };
}

export function readReportPage(text: string): ReportPage | null {
  const found = readJson(pageSchema, text);
  if (!found) return null;
  const { items, cursor, hasMore, tryLater } = found;
  return { items: items.map(({ entryType, time, ...rest }) => ({ ...rest, type: entryType, at: time })), cursor, hasMore: hasMore ?? cursor !== null, tryLater: tryLater ?? false };
}
