import { z } from 'zod';
import { environmentSchema } from '../../../shared/settings.ts';

/**
 * What stands in a backup, a line of JSON each, in this order: what it is, the small files, the till's secrets, then
 * each journal with its entries, and a last line that counts them. A new kind of line is a new format: a program that
 * does not know it must not restore half a till. 2: items. 3: the logo.
 */
export const CONTENT = 3;

const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const recordSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('backup'),
    content: z.number().int(),
    /** Epoch ms, by the clock of the till that was kept. */
    madeAt: z.number().int(),
    version: z.string().max(40),
    shop: z.string().max(200),
  }),
  /**
   * `settings.json`, `print-queue.json`, `items.json` and `logo.json` as they are; `people.json` with what is made of
   * the PINs unwrapped.
   */
  z.object({ kind: z.literal('settings'), content: z.json() }),
  z.object({ kind: z.literal('people'), content: z.json() }),
  z.object({ kind: z.literal('queue'), content: z.json() }),
  z.object({ kind: z.literal('items'), content: z.json() }),
  z.object({ kind: z.literal('logo'), content: z.json() }),
  /** What signs the sales of audit files. */
  z.object({ kind: z.literal('signing'), environment: environmentSchema, secret: z.string().max(1_000) }),
  /** A volume that is still written, entry by entry. */
  z.object({
    kind: z.literal('journal'),
    environment: environmentSchema,
    file: z.string().regex(/^journal-[a-z]+(-\d+)?\.db$/),
    tag: z.string().max(10),
    end: z.object({ seq: z.number().int().min(0), hash }),
    /** What its entries are sealed with, from which on; null where nothing is sealed. */
    seal: z.object({ key: z.base64().max(100), from: z.number().int().min(1) }).nullable(),
  }),
  z.object({ kind: z.literal('entries'), rows: z.array(z.tuple([hash, hash.nullable(), z.string()])).max(5_000) }),
  /** A file of a volume that is not written any more, byte for byte, in pieces. */
  z.object({ kind: z.literal('file'), name: z.string().regex(/^journal-[a-z0-9.-]+\.(db|db-wal|roll)$/) }),
  z.object({ kind: z.literal('bytes'), bytes: z.base64().max(2_000_000) }),
  z.object({ kind: z.literal('end'), lines: z.number().int() }),
]);
export type BackupRecord = z.infer<typeof recordSchema>;
export type BackupHead = Extract<BackupRecord, { kind: 'backup' }>;
export type KeptJournal = Extract<BackupRecord, { kind: 'journal' }>;
