import { z } from 'zod';
import { attendanceSchema, pupilsSchema } from '../school.ts';
import { accepted, replySchema } from './replies.ts';

/** The ten tasks of practice. What was done is never told by a window: the till sees it for itself. */
export const SCHOOL_CALLS = {
  /** Whoever is at the till chooses a lesson, leaves, or comes back. */
  'school.attend': { audiences: ['till'], input: z.strictObject(attendanceSchema.unwrap().shape), output: replySchema },
  /** Who has done what, for a manager. */
  'school.list': { audiences: ['till'], input: z.undefined(), output: accepted({ pupils: pupilsSchema }) },
} as const;
