import { z } from 'zod';
import { referenceSchema } from './ids.ts';
import { instantSchema } from './payment.ts';
import { keychainSchema } from './settings.ts';

/**
 * What can be wrong with a journal:
 * - `missing`: the file is gone or empty although its second copy knows entries · `structure`: the file's own order is
 *   broken
 * - `gap`: an entry is not there · `hash`: an entry is not what was written · `payload`: an entry cannot be read
 * - `end`: the newest entries are lost and cannot be put back · `foreign`: file and second copy belong to different
 *   journals
 */
export const journalProblemSchema = z.enum(['missing', 'structure', 'gap', 'hash', 'payload', 'end', 'foreign']);
export type JournalProblem = z.infer<typeof journalProblemSchema>;

/**
 * Where a journal is damaged. `seq` and `receiptNumber`: the first entry that cannot be trusted and the sale it belongs
 * to, where they are known.
 */
export const damageSchema = z
  .object({
    file: z.string(),
    folder: z.string(),
    problem: journalProblemSchema,
    seq: z.number().int().min(0).nullable(),
    receiptNumber: z.number().int().nullable(),
  })
  .readonly();
export type Damage = z.infer<typeof damageSchema>;

/**
 * What was done to the journal's files while the till did not run, or beside it. Each entry is sealed with a key in the
 * system's keychain, and how far the journal had come is kept outside it:
 * - `older`: it ends before the entry that was sealed last: an older copy was put back · `replaced`: it is another
 *   journal · `missing`: it is gone
 * - `rechained`: an entry does not carry the seal that it was written with: entries were changed, taken out or put in,
 *   and chained anew
 * - `headGone`: what was kept outside the journal is gone or was changed · `keyGone`: the key is gone, or the keychain
 *   cannot read it
 */
export const tamperingNameSchema = z.enum(['older', 'replaced', 'missing', 'rechained', 'headGone', 'keyGone']);
export type TamperingName = z.infer<typeof tamperingNameSchema>;

const headSchema = z.object({ tag: z.string(), seq: z.number().int().min(0), hash: z.string() }).readonly();

export const tamperingSchema = z
  .object({
    name: tamperingNameSchema,
    file: z.string(),
    folder: z.string(),
    /** The first entry that is not what was sealed, where that is known. */
    seq: z.number().int().min(1).nullable(),
    /** How far the journal had come when it was sealed last, where that can still be read; and how far it is. */
    sealed: headSchema.nullable(),
    found: headSchema,
  })
  .readonly();
export type Tampering = z.infer<typeof tamperingSchema>;

/** A number and eight characters, for a person to compare: what stands on every closing. */
export const shortHead = (seq: number, hash: string): string => `${seq} ${hash.slice(0, 4)} ${hash.slice(4, 8)}`;

/**
 * What a check of every link and seal found: how many entries there are and the hash of the newest, which stands for
 * all of them. `damage` is null where every link holds, `tampering` where every seal does that there has to be.
 */
export const journalVerdictSchema = z
  .object({
    entries: z.number().int().min(0),
    hash: z.string(),
    damage: damageSchema.nullable(),
    tampering: tamperingSchema.nullable(),
  })
  .readonly();
export type JournalVerdict = z.infer<typeof journalVerdictSchema>;

/** A request that was open, of which only this is still known: to be looked up in the wallet's portal. */
export const lostPaymentSchema = z
  .object({ reference: referenceSchema, receiptNumber: z.number().int().nullable() })
  .readonly();
export type LostPayment = z.infer<typeof lostPaymentSchema>;

/**
 * What was done, for somebody to read: the newest entries were restored from the second copy, a new volume was begun,
 * the till was put back from a backup, or the entries from a number on are sealed and those before are not. `unsealed`:
 * there is no keychain that could, and no manager has read what that means.
 */
export const journalNoticeSchema = z.discriminatedUnion('name', [
  z
    .object({
      name: z.literal('restored'),
      at: instantSchema,
      file: z.string(),
      folder: z.string(),
      entries: z.number().int().min(1),
    })
    .readonly(),
  z
    .object({
      name: z.literal('fromBackup'),
      at: instantSchema,
      file: z.string(),
      folder: z.string(),
      madeAt: instantSchema,
      seals: z.enum(['held', 'wrong', 'none']),
      lastReceiptNumber: z.number().int().min(0),
    })
    .readonly(),
  z
    .object({
      name: z.literal('sealed'),
      at: instantSchema,
      file: z.string(),
      folder: z.string(),
      from: z.number().int().min(1),
    })
    .readonly(),
  z
    .object({
      name: z.literal('unsealed'),
      at: instantSchema,
      file: z.string(),
      folder: z.string(),
      keychain: keychainSchema,
    })
    .readonly(),
  z
    .object({
      name: z.literal('continued'),
      at: instantSchema,
      file: z.string(),
      folder: z.string(),
      carried: z.number().int().min(0),
      lost: z.array(lostPaymentSchema).readonly(),
    })
    .readonly(),
]);
export type JournalNotice = z.infer<typeof journalNoticeSchema>;
