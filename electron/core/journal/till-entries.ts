import { z } from 'zod';
import { periodSchema } from '../../../shared/calendar-date.ts';
import { MAX_DIFFERENCES } from '../../../shared/closing.ts';
import { saleIdSchema } from '../../../shared/ids.ts';
import { tamperingSchema } from '../../../shared/journal.ts';
import { instantSchema, reasonSchema } from '../../../shared/payment.ts';
import { personRefSchema } from '../../../shared/people.ts';
import { changeOfSettingSchema } from '../../../shared/settings.ts';
import { walletSchema } from '../../../shared/wallet.ts';

/**
 * What the journal remembers beside sales: what people did at the till and what it did for them. These entries stand in
 * the same chain as the events of sales and belong to none of them. No entry holds a secret, a PIN or a full phone
 * number. `at` is this till's clock in epoch ms. New types may be added; the meaning of an old one never changes.
 */
const entry = { at: instantSchema };
const act = { ...entry, by: personRefSchema.nullable() };
const approved = { ...act, approvedBy: personRefSchema.nullable() };
const words = (longest: number) => z.string().min(1).max(longest);

/** Names of checks and findings, as text: a later version may know others. */
const examinedSchema = z.array(z.object({ check: words(20), finding: words(60) })).readonly();

const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);

export const tillEntrySchema = z.discriminatedUnion('type', [
  /**
   * The journal was opened by the app of this version. Two of these without an end between them: the app was killed.
   */
  z.object({ type: z.literal('till.started'), ...entry, version: words(40) }),
  /** `ended`: with the app · `reopened`: the app goes on and opens a journal anew (other settings, tables put right) */
  z.object({ type: z.literal('till.ended'), ...entry, why: z.enum(['ended', 'reopened']) }),
  z.object({ type: z.literal('person.signedIn'), ...act }),
  z.object({ type: z.literal('person.signedOut'), ...act }),
  z.object({ type: z.literal('person.locked'), ...act }),
  /**
   * `who`: whose PIN it should have been; null where nobody was chosen. `inARow`: wrong tries since the last right one.
   */
  z.object({
    type: z.literal('person.pinWrong'),
    ...entry,
    who: personRefSchema.nullable(),
    inARow: z.number().int().min(1),
  }),
  /** `what`: in a few words for a reader of the journal, never a PIN or what is made of it. */
  z.object({ type: z.literal('people.changed'), ...approved, what: words(300) }),
  /**
   * What the file of people is to be: a digest of settings, people and what is made of their PINs. Written before the
   * file is, so that either of the two digests is right after a kill.
   */
  z.object({
    type: z.literal('people.state'),
    ...entry,
    digest: digestSchema,
    before: digestSchema,
    pinsOn: z.boolean(),
  }),
  /** The file of people is not the one that this till wrote, or gone: nobody is let in but by a recovery. */
  z.object({ type: z.literal('people.tampered'), ...entry, expected: digestSchema, found: digestSchema }),
  z.object({ type: z.literal('settings.changed'), ...approved, changes: z.array(changeOfSettingSchema).readonly() }),
  /**
   * The settings were not those that the till had worked with last, and nobody had changed them in it: their file was
   * edited or lost.
   */
  z.object({ type: z.literal('settings.foundChanged'), ...entry, changes: z.array(changeOfSettingSchema).readonly() }),
  /** A person has read that. */
  z.object({ type: z.literal('settings.foundRead'), ...approved }),
  /**
   * What the till works with from here on, by the names of the settings. `unwritten`: whose the payments are that do
   * not say their wallet.
   */
  z.object({
    type: z.literal('settings.inForce'),
    ...entry,
    settings: z.record(z.string(), z.json()),
    unwritten: walletSchema,
  }),
  /** An X report was made. `figures`: all that stood on it. */
  z.object({ type: z.literal('report.x'), ...act, number: z.number().int().min(1), figures: z.json() }),
  /** A day was closed. `closing`: the whole closing as it was printed; its own schema reads it. */
  z.object({ type: z.literal('day.closed'), ...approved, number: z.number().int().min(1), closing: z.json() }),
  /** As the next one, about one difference: written until one reason could cover many. */
  z.object({
    type: z.literal('difference.explained'),
    ...approved,
    closing: z.number().int().min(1).nullable(),
    difference: words(200),
    reason: reasonSchema,
  }),
  /** A person says why sums differ. `closing`: number of the closing they stand on; `differences`: their names. */
  z.object({
    type: z.literal('differences.explained'),
    ...approved,
    closing: z.number().int().min(1).nullable(),
    differences: z.array(words(200)).min(1).max(MAX_DIFFERENCES),
    reason: reasonSchema,
  }),
  /** A file left the terminal. `kind`: as it was asked for; `period` is null for a whole journal. */
  z.object({ type: z.literal('export.made'), ...approved, kind: words(20), period: periodSchema.nullable() }),
  /**
   * The till was put back from a backup: all entries before this one are from it. `tag`: what references carry from
   * here on; `tags`: what they carried before. `lastReceiptNumber`: numbers up to it can have been used after the
   * backup was made, by the till that is gone. `seals`: whether the entries carried the seals that they were kept with.
   */
  z.object({
    type: z.literal('backup.restored'),
    ...approved,
    madeAt: instantSchema,
    version: words(40),
    tag: words(10),
    tags: z.array(words(10)).readonly(),
    lastReceiptNumber: z.number().int().min(0),
    seals: z.enum(['held', 'wrong', 'none']),
  }),
  /** From entry `from` on each carries a seal; `sealedBy`: a name for the key, which tells nothing of it. */
  z.object({ type: z.literal('seal.begun'), ...entry, sealedBy: words(40).nullable(), from: z.number().int().min(1) }),
  /** The journal is not the one that was sealed. `tags`: of the journals that this till is known to have had. */
  z.object({
    type: z.literal('seal.broken'),
    ...entry,
    tampering: tamperingSchema,
    tags: z.array(words(10)).readonly(),
  }),
  /** A person has looked into it and says why selling goes on. `sealedBy`: from this entry on; null: by none. */
  z.object({
    type: z.literal('seal.accepted'),
    ...approved,
    tampering: tamperingSchema,
    reason: reasonSchema,
    sealedBy: words(40).nullable(),
  }),
  /** A manager has read what it means that this computer has no keychain. */
  z.object({ type: z.literal('seal.missingRead'), ...approved }),
  /** Audit files are signed with this secret from now on. */
  z.object({ type: z.literal('signing.begun'), ...entry, version: words(50), fingerprint: words(40) }),
  /** From now on with another one, because a person says so. */
  z.object({
    type: z.literal('signing.renewed'),
    ...approved,
    version: words(50),
    fingerprint: words(40),
    reason: reasonSchema,
  }),
  /** Somebody had the till examined by the doctor, and this was found. */
  z.object({ type: z.literal('till.examined'), ...approved, results: examinedSchema }),
  /** The till takes real money although these were found, because a manager says so. */
  z.object({ type: z.literal('till.examinationSigned'), ...approved, results: examinedSchema, reason: reasonSchema }),
  /** A slip came out of a printer. `sale` is null for reports; `copy`: 0 for the first one. */
  z.object({
    type: z.literal('slip.printed'),
    ...act,
    sale: saleIdSchema.nullable(),
    kind: words(30),
    copy: z.number().int().min(0),
  }),
]);
export type TillEntry = z.infer<typeof tillEntrySchema>;
export type TillEntryType = TillEntry['type'];

/** An entry as it stands in the journal. */
export type TillEntryOf<T extends TillEntryType = TillEntryType> = Extract<TillEntry, { readonly type: T }> & {
  readonly seq: number;
};

/** Which entries are read: of these types, between two numbers (both inclusive), the newest first, at most `limit`. */
export interface EntryQuery<T extends TillEntryType = TillEntryType> {
  readonly types: readonly T[];
  readonly from?: number;
  readonly to?: number;
  readonly limit: number;
}
