import { z } from 'zod';
import { instantSchema } from './payment.ts';
import { personRefSchema } from './people.ts';

/** What is practised, in this order. */
export const LESSONS = [
  'sale',
  'code',
  'declined',
  'wrongNumber',
  'noAnswer',
  'part',
  'refund',
  'unclear',
  'slip',
  'closing',
] as const;
export const lessonSchema = z.enum(LESSONS);
export type Lesson = z.infer<typeof lessonSchema>;

/** Who was seen to have done what, when; nobody's name while PINs are off. */
export const practisedSchema = z
  .object({ lesson: lessonSchema, by: personRefSchema.nullable(), at: instantSchema })
  .readonly();
export type Practised = z.infer<typeof practisedSchema>;

/** Where somebody is: the lesson they chose, or null for the next one; and whether they have left the school. */
export const attendanceSchema = z.object({ chosen: lessonSchema.nullable(), left: z.boolean() }).readonly();
export type Attendance = z.infer<typeof attendanceSchema>;
export const NEW_PUPIL: Attendance = { chosen: null, left: false };

/** The ten tasks of whoever is at the till, as a window gets them; null where nothing is practised. */
export const schoolViewSchema = z
  .object({ attendance: attendanceSchema, done: z.array(lessonSchema).readonly() })
  .readonly();
export type SchoolView = z.infer<typeof schoolViewSchema>;

/** A till has at most some hundred people. */
const MOST_PUPILS = 500;
const pupilSchema = z
  .object({
    by: personRefSchema.nullable(),
    attendance: attendanceSchema,
    /** Each lesson once, when it was done first. */
    done: z
      .array(z.object({ lesson: lessonSchema, at: instantSchema }).readonly())
      .max(LESSONS.length)
      .readonly(),
  })
  .readonly();
export const pupilsSchema = z.array(pupilSchema).max(MOST_PUPILS).readonly();
export type Pupil = z.infer<typeof pupilSchema>;
export type Pupils = z.infer<typeof pupilsSchema>;

/** The lesson that somebody is at, or null when all are done. */
export const lessonAt = ({ attendance, done }: SchoolView): Lesson | null =>
  attendance.chosen ?? LESSONS.find((lesson) => !done.includes(lesson)) ?? null;
