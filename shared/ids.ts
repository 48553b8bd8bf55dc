import { z } from 'zod';

/** The wallet's name for one payment: unique for the serial number for ever [EP-1.8.1 Reference]. */
export const referenceSchema = z
  .string()
  .regex(/^[a-zA-Z0-9-]{8,64}$/)
  .brand<'Reference'>();
export type Reference = z.infer<typeof referenceSchema>;

/** At most 50 characters [EP-1.8.1 Idempotency-Key]; ours are UUIDs. */
export const idempotencyKeySchema = z
  .string()
  .min(1)
  .max(50)
  .regex(/^[\x21-\x7e]+$/)
  .brand<'IdempotencyKey'>();
export type IdempotencyKey = z.infer<typeof idempotencyKeySchema>;

export const saleIdSchema = z.uuid().brand<'SaleId'>();
export type SaleId = z.infer<typeof saleIdSchema>;

/** `^[0-9]{4,10}$` [EP-1.8.1 MSN] */
export const merchantSerialNumberSchema = z
  .string()
  .regex(/^[0-9]{4,10}$/)
  .brand<'MerchantSerialNumber'>();
export type MerchantSerialNumber = z.infer<typeof merchantSerialNumberSchema>;

/** Letters and digits of a name, for a reference that a person recognises: `Bakeri Ås` → `bakerias`. */
export function slug(text: string, length: number): string {
  const plain = text
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replaceAll('å', 'a')
    .normalize('NFD')
    .replace(/[^a-z0-9]/g, '');
  return plain.slice(0, length) || 'x';
}

export interface ReferenceParts {
  readonly storeName: string;
  readonly posId: string;
  /** Four random characters minted once for each journal, so that a till set up anew can never repeat a reference. */
  readonly journalTag: string;
  /** Business date, `yyyymmdd`. */
  readonly date: string;
  readonly receiptNumber: number;
  /** 1 for the first payment of a sale; each new attempt gets the next. */
  readonly attempt: number;
}

/**
 * `<store>-<till>-<yyyymmdd>-<tag><receipt>-<attempt>`, at most 50 characters, the limit before 2025 [api 5.1].
 */
export function makeReference(parts: ReferenceParts): Reference {
  const number = String(parts.receiptNumber).padStart(4, '0');
  return referenceSchema.parse(
    [
      slug(parts.storeName, 12),
      slug(parts.posId, 10),
      parts.date,
      `${parts.journalTag}${number}`,
      String(parts.attempt),
    ].join('-'),
  );
}

/** The journal's tag in a reference of this terminal's making; null in any other. */
export const tagOf = (reference: string): string | null =>
  /^[a-z0-9]+-[a-z0-9]+-\d{8}-([a-z0-9]{4})\d{4,}-\d+$/.exec(reference)?.[1] ?? null;
