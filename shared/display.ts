import { z } from 'zod';

/**
 * A display of this computer, by all that may know it again after a restart: the system's own number for it (which can
 * change), its name (which it may lack, or share), and where on the desktop it lies (which a person can change).
 */
export const displaySchema = z
  .object({
    id: z.number(),
    label: z.string().max(200),
    x: z.number(),
    y: z.number(),
    width: z.number().positive(),
    height: z.number().positive(),
  })
  .readonly();
export type Display = z.infer<typeof displaySchema>;

/** As a person knows it: `DELL P2419H · 1920 × 1080`. */
export const displayName = ({ label, width, height }: Display): string =>
  [...(label.trim() === '' ? [] : [label.trim()]), `${width}\u00a0×\u00a0${height}`].join(' · ');
