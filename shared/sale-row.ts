import { z } from 'zod';
import { saleIdSchema } from './ids.ts';
import { methodSchema } from './methods.ts';
import { minorSchema } from './money.ts';
import { standingOf, takenOf } from './payment-standing.ts';
import type { HowTaken } from './payment-standing.ts';
import { currentPayment, instantSchema } from './payment.ts';
import type { Payment, Sale } from './payment.ts';

/** How a sale stands, in one word, as lists show it. */
export const SALE_STATES = [
  'waiting',
  'reserved',
  'paid',
  'partlyPaid',
  'refunded',
  'partlyRefunded',
  'released',
  'declined',
  'expired',
  'withdrawn',
  'refused',
  'unclear',
  'attention',
  'settledByHand',
] as const;
export const saleStateSchema = z.enum(SALE_STATES);
export type SaleState = z.infer<typeof saleStateSchema>;

/** One line of the list of sales. */
export const saleRowSchema = z
  .object({
    receiptNumber: z.number().int().min(1),
    saleId: saleIdSchema,
    openedAt: instantSchema,
    total: minorSchema,
    state: saleStateSchema,
    method: methodSchema,
    /**
     * The last four digits of the number that was asked; of sales from before they were kept, the last two. Null where
     * none was.
     */
    phoneEnd: z
      .string()
      .regex(/^(?:\d{2}|\d{4})$/)
      .nullable(),
    /** Name of who asked, as it was; null while PINs were off. */
    cashier: z.string().nullable(),
  })
  .readonly();
export type SaleRow = z.infer<typeof saleRowSchema>;

/** Rows that are read at once, at most. */
export const MOST_ROWS = 200;
/** The longest text that is searched for: a reference has 64 characters. */
export const LONGEST_SEARCH = 80;

const STATE_OF_TAKEN: Readonly<Record<HowTaken, SaleState>> = {
  whole: 'paid',
  part: 'partlyPaid',
  refunded: 'refunded',
  partRefunded: 'partlyRefunded',
};

function stateOf(payment: Payment): SaleState {
  const { name } = standingOf(payment);
  switch (name) {
    case 'needsPerson':
      return 'attention';
    case 'open':
      return 'waiting';
    case 'taken':
      return STATE_OF_TAKEN[takenOf(payment)];
    default:
      return name;
  }
}

/** A sale as lists show it: as its newest request, unless an earlier one needs a person. */
export function saleRowOf(sale: Sale): SaleRow {
  const payment = currentPayment(sale);
  const { method, recipient } = payment;
  return {
    receiptNumber: sale.receiptNumber,
    saleId: sale.saleId,
    openedAt: sale.openedAt,
    total: sale.total.value,
    state: sale.payments.some(({ attention }) => attention !== null) ? 'attention' : stateOf(payment),
    method,
    phoneEnd: recipient && (recipient.lastFour ?? recipient.lastTwo),
    cashier: payment.requestedBy?.name ?? null,
  };
}
