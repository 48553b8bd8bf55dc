import { z } from 'zod';

/** What a customer scans, and how it comes to a screen. */

/**
 * The address that the API answers to a request by code: of its picture, or what a code drawn here is to say [EP-1.8.1
 * redirectUrl] [api 6.2]. Only the wallet to practise with stands on this machine.
 */
export const codeSchema = z
  .string()
  .max(2_000)
  .regex(/^(?:https:\/\/|http:\/\/127\.0\.0\.1:\d{1,5}\/)[\x21-\x7e]+$/);

/**
 * What was asked of the API: the picture that it makes and brands itself, or the text that the till draws as a code,
 * which wants the wallet's approval [api 6.2].
 */
export const codeFormSchema = z.enum(['image', 'text']);
export type CodeForm = z.infer<typeof codeFormSchema>;

/** A name by chance, good while the picture is shown; it tells nothing of the sale. */
export const pictureIdSchema = z.uuid();
export type PictureId = z.infer<typeof pictureIdSchema>;

/** Where the picture of a code is: on its way, there to be shown, or not to be had so far. */
export const codePictureSchema = z
  .discriminatedUnion('name', [
    z.object({ name: z.literal('coming') }),
    z.object({ name: z.literal('there'), id: pictureIdSchema }),
    z.object({ name: z.literal('lost') }),
  ])
  .readonly();
export type CodePicture = z.infer<typeof codePictureSchema>;

const PICTURE_PATH = /^\/code\/([\da-f-]{36})\.png$/;

/** Where the app's own protocol serves it, on the origin of whichever window asks. */
export const picturePath = (id: PictureId): string => `/code/${id}.png`;

/** The other way round; null for any other path. */
export const pictureAt = (path: string): PictureId | null => PICTURE_PATH.exec(path)?.[1] ?? null;
