import { z } from 'zod';
import { errorCodeSchema } from '../errors.ts';
import { instantSchema } from '../payment.ts';
import { environmentSchema } from '../settings.ts';

/** What a line of a wrong file should have said. Windows have words for each; `value` fills them. */
export const expectedSchema = z.enum([
  'json',
  'there',
  'notThere',
  'oneOf',
  'text',
  'number',
  'yesNo',
  'list',
  'group',
  'atLeast',
  'atMost',
  'date',
  'tillRule',
  'inRates',
  'serialNumber',
  'key',
  'noKeys',
  'otherName',
  'decimals',
  'documented',
]);
export type Expected = z.infer<typeof expectedSchema>;

/** One line about a wrong file: where, what was found (null: nothing, or a secret), what is expected. */
export const fileProblemSchema = z.object({
  path: z.string().max(200),
  found: z.string().max(60).nullable(),
  expected: expectedSchema,
  value: z.string().max(200),
});
export type FileProblem = z.infer<typeof fileProblemSchema>;

export const MOST_PROBLEMS = 20;

/** A set-up file that lies ready for a till without settings. */
export const provisionViewSchema = z.object({
  file: z.string(),
  /** Why it cannot be used, or null. */
  problem: errorCodeSchema.nullable(),
  lines: z.array(fileProblemSchema).max(MOST_PROBLEMS).readonly(),
  /** What this till would be; null where the file cannot be read. */
  becomes: z
    .object({
      storeName: z.string(),
      environment: environmentSchema,
      /** Null: its number has to be typed. */
      posId: z.string().nullable(),
      people: z.number().int(),
      expires: instantSchema,
    })
    .nullable(),
  /** After wrong codes no try counts before. */
  waitUntil: instantSchema.nullable(),
});
export type ProvisionView = z.infer<typeof provisionViewSchema>;

/** A till's number as a person types it. */
export const tillNumberSchema = z.number().int().min(0).max(999_999);
