import { z } from 'zod';
import { columnsSchema } from './slip.ts';

/** Port on which printers take bytes as they are. */
export const PRINTER_PORT = 9100;

/** An address or a name in the shop's own network. Whether it really is there is checked when it is used. */
export const printerHostSchema = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^[a-zA-Z0-9](?:[a-zA-Z0-9.:_-]*[a-zA-Z0-9])?$/);

/** Where slips are printed: nowhere, by a printer of the system, or by an ESC/POS printer in the network. */
export const printerSettingsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }).readonly(),
  z.object({ kind: z.literal('system'), name: z.string().min(1).max(200), columns: columnsSchema }).readonly(),
  z
    .object({
      kind: z.literal('network'),
      host: printerHostSchema,
      port: z.number().int().min(1).max(65_535),
      columns: columnsSchema,
    })
    .readonly(),
]);
export type PrinterSettings = z.infer<typeof printerSettingsSchema>;

export const NO_PRINTER: PrinterSettings = { kind: 'none' };
