import { randomUUID } from 'node:crypto';
import type { NewEvent } from '../../../electron/core/journal/events.ts';
import { idempotencyKeySchema, referenceSchema, saleIdSchema } from '../../../shared/ids.ts';
import { minor, money } from '../../../shared/money.ts';
import { vatRate } from '../../../shared/vat.ts';

type Opened = Extract<NewEvent, { type: 'sale.opened' }>;
type Requested = Extract<NewEvent, { type: 'payment.requested' }>;

/** A sale of 249.00 NOK with this receipt number. */
export function openedSale(receiptNumber: number, at = 1_760_000_000_000): Opened {
  return {
    type: 'sale.opened',
    at,
    saleId: saleIdSchema.parse(randomUUID()),
    receiptNumber,
    posId: 'till-1',
    lines: [{ name: 'Sale', quantity: '1', unitPrice: minor(24_900), vatRate: vatRate(2500) }],
    total: money('NOK', 24_900),
  };
}

/** The first request of that sale. */
export function requestedPayment(opened: Opened, attempt = 1): Requested {
  const { at, saleId } = opened;
  return {
    type: 'payment.requested',
    at,
    saleId,
    reference: referenceSchema.parse(
      `shop-till1-20261121-abcd${String(opened.receiptNumber).padStart(4, '0')}-${attempt}`,
    ),
    attempt,
    wallet: { name: 'written', environment: 'practice', merchantSerialNumber: null, currency: opened.total.currency },
    amount: opened.total,
    method: 'phone',
    recipient: { country: 'NO', lastTwo: '67' },
    codeForm: null,
    minimumAge: null,
    create: { kind: 'create', key: idempotencyKeySchema.parse(randomUUID()), requestedAt: at },
    by: null,
  };
}
