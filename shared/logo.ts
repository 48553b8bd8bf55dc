import { z } from 'zod';

/** The shop's picture, as windows know it: they fetch it from their own origin, by its version. */

/** It is drawn no larger than this anywhere, with a display of twice the pixels in mind. */
export const LOGO_BOX = { width: 800, height: 400 } as const;
/** A file that is larger is no logo. */
export const MAX_LOGO_FILE = 4 * 1024 * 1024;

const sideSchema = z.number().int().min(1).max(LOGO_BOX.width);
export const logoSchema = z
  .strictObject({
    /** Grows with each picture, so that no page shows the one before. */
    version: z.number().int().min(1),
    width: sideSchema,
    height: sideSchema,
  })
  .readonly();
export type Logo = z.infer<typeof logoSchema>;

const PATH = /^\/logo-([1-9]\d{0,8})\.png$/;

/** Where a window finds it. */
export const logoPath = ({ version }: Pick<Logo, 'version'>): string => `/logo-${version}.png`;
/** Which version a path asks for, or null when it asks for something else. */
export const logoVersionAt = (path: string): number | null => {
  const version = PATH.exec(path)?.[1];
  return version === undefined ? null : Number(version);
};
