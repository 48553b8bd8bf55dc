import { z } from 'zod';
import { codeSchema, pictureIdSchema } from './code.ts';
import type { Payment, Sale } from './payment.ts';

/** What a screen holds out to be scanned: a text to draw as a code, or a picture of one. */
export const shownCodeSchema = z
  .discriminatedUnion('name', [
    z.strictObject({ name: z.literal('text'), text: codeSchema }),
    z.strictObject({ name: z.literal('picture'), id: pictureIdSchema }),
  ])
  .readonly();
export type ShownCode = z.infer<typeof shownCodeSchema>;

/**
 * The code of a payment as screens show it, or null while there is none. The address of a picture is never drawn as
 * a code: whoever scanned that would find a picture and no payment.
 */
export function shownCode({ phase, codeForm }: Payment, { codePicture }: Pick<Sale, 'codePicture'>): ShownCode | null {
  if (phase.name !== 'waiting' || phase.code === null) return null;
  if (codeForm === 'text') return { name: 'text', text: phase.code };
  return codePicture?.name === 'there' ? { name: 'picture', id: codePicture.id } : null;
}

/** Whether the customer can be asked by code and has none before them, nor one on its way. */
export const lacksCode = ({ phase, codeForm }: Payment, { codePicture }: Pick<Sale, 'codePicture'>): boolean =>
  phase.name === 'waiting' && (phase.code === null || (codeForm === 'image' && codePicture?.name === 'lost'));
