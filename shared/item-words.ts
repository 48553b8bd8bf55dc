import { z } from 'zod';

/** What is said of an item on a line of a sale. */

/** What the wallet and the books know an item by, for ever: the same however it is called and whatever it costs. */
export const itemIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,31}$/)
  .brand<'ItemId'>();
export type ItemId = z.infer<typeof itemIdSchema>;

/** What a quantity counts, by the names that the wallet's receipt has for it [EP-1.8.1 OrderUnitInfo]. */
export const UNITS = ['PCS', 'KG', 'LITRE', 'MINUTE', 'KM', 'KWH'] as const;
export const unitSchema = z.enum(UNITS);
export type Unit = z.infer<typeof unitSchema>;

/** As it is written beside a quantity, alike in every language; pieces need no sign. */
export const UNIT_SIGNS: Readonly<Record<Unit, string>> = {
  PCS: '',
  KG: 'kg',
  LITRE: 'l',
  MINUTE: 'min',
  KM: 'km',
  KWH: 'kWh',
};

/** Pieces are counted; of everything else it is keyed how much. */
export const isMeasured = (unit: Unit | undefined): boolean => unit !== undefined && unit !== 'PCS';
