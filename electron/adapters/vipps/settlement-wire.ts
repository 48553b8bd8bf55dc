import { z } from 'zod';
import { readJson } from './read-json.ts';

/**
 * The answers of the Report API as far as the terminal reads them [api 11]. No field of an entry is declared
 * as required and the official samples contradict themselves, so what does not decide about money is read leniently
 * and may be missing. An entry without a type or a whole amount could be a capture: its page is unreadable. Unknown
 * fields and types pass. In the public file of 2023 `hasMore` can be missing; then a cursor says that there is more.
 */

const textOrNull = (longest: number) =>
  z
    .string()
    .max(longest)
    .nullish()
    .transform((text) => (text ?? '') || null);
const cursorSchema = textOrNull(4_000);

const ledgersSchema = z.object({
  cursor: cursorSchema,
  items: z
    .array(
      z.object({
        ledgerId: z.string().min(1).max(100),
        settlesForRecipientHandles: z.array(z.string().max(100)).max(1000).nullish(),
      }),
    )
    .max(1000),
});

/** Of no consequence where it is something else. */
const balanceSchema = z
  .int()
  .nullish()
  .catch(null)
  .transform((balance) => balance ?? null);

const itemSchema = z.object({
  pspReference: textOrNull(100).catch(null),
  time: z
    .string()
    .max(50)
    .nullish()
    .catch(null)
    .transform((text) => readTime(text ?? '')),
  ledgerDate: textOrNull(20),
  entryType: z.string().min(1).max(100),
  reference: textOrNull(200),
  currency: textOrNull(3),
  amount: z.int(),
  balanceBefore: balanceSchema,
  balanceAfter: balanceSchema,
  recipientHandle: textOrNull(100),
});

const MAX_ITEMS = 5_000;
const pageSchema = z.object({
  cursor: cursorSchema,
  hasMore: z.boolean().nullish(),
  tryLater: z.boolean().nullish(),
  items: z.array(itemSchema).max(MAX_ITEMS),
});

export interface LedgerItem extends Omit<z.infer<typeof itemSchema>, 'entryType' | 'time'> {
  readonly type: string;
  /** Epoch ms. */
  readonly at: number | null;
}

export interface LedgerPage {
  readonly items: readonly LedgerItem[];
  readonly cursor: string | null;
  readonly hasMore: boolean;
  readonly tryLater: boolean;
}

export interface LedgerList {
  readonly ledgers: readonly { readonly ledgerId: string; readonly handles: readonly string[] }[];
  readonly cursor: string | null;
}

const TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d{1,3})?\d*(Z|[+-]\d{2}:?\d{2})?$/;

/** `…00.000000Z` and `…33.824993+0200`: both are documented. Without a zone it is UTC, never this machine's own. */
function readTime(text: string): number | null {
  const [, second, fraction = '', zone = 'Z'] = TIME.exec(text) ?? [];
  if (second === undefined) return null;
  const at = Date.parse(`${second}${fraction}${zone.replace(/^(.\d{2}):?(\d{2})$/, '$1:$2')}`);
  return Number.isNaN(at) ? null : at;
}

export function readLedgers(text: string): LedgerList | null {
  const found = readJson(ledgersSchema, text);
  if (!found) return null;
  const ledgers = found.items.map(({ ledgerId, settlesForRecipientHandles: handles }) => {
    return { ledgerId, handles: handles ?? [] };
  });
  return { ledgers, cursor: found.cursor };
}

/** Names that an entry type had before. */
const OLD_NAMES: Readonly<Record<string, string>> = { 'scheduled-for-payout': 'payout-scheduled' };

export function readLedgerEntries(text: string): LedgerPage | null {
  const found = readJson(pageSchema, text);
  if (!found) return null;
  const { items, cursor, hasMore, tryLater } = found;
  const read = items.map(({ entryType, time, ...rest }) => {
    return { ...rest, type: OLD_NAMES[entryType] ?? entryType, at: time };
  });
  return { items: read, cursor, hasMore: hasMore ?? cursor !== null, tryLater: tryLater ?? false };
}
