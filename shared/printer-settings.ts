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

/**
 * Whether an IP address belongs to a shop's own network or to this machine. SECURITY: slips go nowhere else, whatever
 * name was typed and whatever a name server says about it.
 */
export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const four = (mapped ?? address).split('.').map(Number);
  if (four.length === 4 && four.every((part) => Number.isInteger(part) && part >= 0 && part <= 255)) {
    const [first = 0, second = 0] = four;
    return (
      first === 10 ||
      first === 127 ||
      (first === 172 && second >= 16 && second <= 31) ||
      (first === 192 && second === 168) ||
      (first === 169 && second === 254)
    );
  }
  return address === '::1' || /^f[cd][0-9a-f]{2}:/i.test(address) || /^fe[89ab][0-9a-f]:/i.test(address);
}
