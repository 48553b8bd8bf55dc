import { z } from 'zod';
import type { ErrorCode } from './errors.ts';
import { minorSchema, ZERO } from './money.ts';

export const personIdSchema = z.string().min(1).max(36);
const nameSchema = z.string().trim().min(1).max(40);

/**
 * Somebody who works at the till, as entries and reports name them. The name is kept as it was, so that an entry can be
 * read when the person has left.
 */
export const personRefSchema = z.object({ id: personIdSchema, name: nameSchema }).readonly();
export type PersonRef = z.infer<typeof personRefSchema>;

/** Who wants an action, and who approved it. Written into the journal with it. */
export interface Actor {
  /** Who is signed in; null while the shop has switched PINs off. */
  readonly by: PersonRef | null;
  /** PINs are off, a manager is signed in, or a manager approved this one action. */
  readonly mayApprove: boolean;
  /** The manager who approved it in place; null where nobody had to. */
  readonly approvedBy: PersonRef | null;
}

/** A till whose shop has switched PINs off: everybody may do everything. */
export const NOBODY: Actor = { by: null, mayApprove: true, approvedBy: null };

/** A manager may do, and approve, what goes beyond selling. */
export const roleSchema = z.enum(['cashier', 'manager']);
export type Role = z.infer<typeof roleSchema>;

/** A person is never taken out of the book: who is not active cannot sign in, and stays named in old entries. */
export const personSchema = z.object({ id: personIdSchema, name: nameSchema, role: roleSchema, active: z.boolean() });
export type Person = z.infer<typeof personSchema>;

/** What a person types to sign in. SECURITY: goes into the main process and never out of it. */
export const pinSchema = z.string().regex(/^[0-9]{4,8}$/);

export const peopleSettingsSchema = z.object({
  /** Off: a shop of one person; everybody may do everything, and nobody is asked who they are. */
  pinsOn: z.boolean(),
  /** Without a touch or a key for so long the till locks itself. */
  lockAfterMinutes: z.number().int().min(1).max(120),
  /** More of one sale, or by one person in a day, needs a manager; minor units. Zero: every refund does. */
  refundLimit: minorSchema,
});
export type PeopleSettings = z.infer<typeof peopleSettingsSchema>;
export const DEFAULT_PEOPLE_SETTINGS: PeopleSettings = { pinsOn: false, lockAfterMinutes: 5, refundLimit: ZERO };

export const MAX_PEOPLE = 200;

/**
 * Why this actor may not do what only a manager may; null: go on. For handlers whose rule depends on more than the
 * call's name.
 */
export const managerNeeded = (actor: Actor): ErrorCode | null => (actor.mayApprove ? null : 'people.managerNeeded');
