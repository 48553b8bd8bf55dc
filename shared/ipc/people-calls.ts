import { z } from 'zod';
import { instantSchema } from '../payment.ts';
import { peopleSettingsSchema, personIdSchema, personSchema, pinSchema } from '../people.ts';
import { credentialsSchema } from '../settings.ts';
import { CALLS_OF } from './names.ts';
import { replySchema } from './replies.ts';

/** Everything about the people of this till that a window has to show. No PIN and nothing made of one is in it. */
export const peopleViewSchema = z.object({
  settings: peopleSettingsSchema,
  /**
   * Everybody, also who has left; whoever a set-up file named has no PIN at first. After wrong PINs no try counts
   * before: to sign in, or to approve in place.
   */
  list: z.array(
    personSchema.extend({
      hasPin: z.boolean(),
      waitUntil: instantSchema.nullable(),
      approvalWaitUntil: instantSchema.nullable(),
    }),
  ),
  /** Null while PINs are off or the till is locked. */
  signedIn: personSchema.nullable(),
  locked: z.boolean(),
  /** Who was signed in last: the lock screen offers them first. */
  lastId: personIdSchema.nullable(),
  /** As `waitUntil`, for the way back in with the API keys. */
  recoveryWaitUntil: instantSchema.nullable(),
  /** A file of people that could not be read and was kept aside, by its name: the only way in is a recovery. */
  damaged: z.string().nullable(),
});
export type PeopleView = z.infer<typeof peopleViewSchema>;

const nameSchema = personSchema.shape.name;
const withPin = z.strictObject({ personId: personIdSchema, pin: pinSchema });

/** The calls about people. Sensitive calls of other subjects are opened by `people.approve`. */
export const PEOPLE_CALLS = {
  /** Also while somebody else is signed in: a quick switch. */
  'people.signIn': { audiences: ['till'], input: withPin, output: replySchema },
  'people.lock': { audiences: ['till'], input: z.undefined(), output: replySchema },
  /** Somebody touched the screen or a key: the time until the till locks itself begins anew. */
  'people.active': { audiences: ['till'], input: z.undefined(), output: replySchema },
  /**
   * A manager lets this one call with exactly this input pass, once, within a minute. Whoever is signed in stays so.
   */
  'people.approve': {
    audiences: ['till'],
    input: withPin.extend({ call: z.enum(CALLS_OF.till), input: z.unknown() }),
    output: replySchema,
  },
  /**
   * Whose keys prove that a person may set a manager's PIN anew; null: there is no money behind this till, a
   * confirmation is enough.
   */
  'people.recoveryNeeds': {
    audiences: ['till'],
    input: z.undefined(),
    output: z.object({ keysOf: z.enum(['test', 'production']).nullable() }),
  },
  /**
   * A manager's PIN is forgotten, or the file of people was damaged. `who`: a manager of the book, or the name of a new
   * one. Signs in.
   */
  'people.recover': {
    audiences: ['till'],
    input: z.strictObject({
      credentials: credentialsSchema.nullable(),
      who: z.union([z.strictObject({ personId: personIdSchema }), z.strictObject({ name: nameSchema })]),
      pin: pinSchema,
    }),
    output: replySchema,
  },
  'people.add': {
    audiences: ['till'],
    input: z.strictObject({ name: nameSchema, role: personSchema.shape.role, pin: pinSchema }),
    output: replySchema,
  },
  /** `pin` null: it stays as it is. */
  'people.change': {
    audiences: ['till'],
    input: z.strictObject({
      personId: personIdSchema,
      name: nameSchema,
      role: personSchema.shape.role,
      active: z.boolean(),
      pin: pinSchema.nullable(),
    }),
    output: replySchema,
  },
  'people.configure': { audiences: ['till'], input: peopleSettingsSchema.strict(), output: replySchema },
} as const;
