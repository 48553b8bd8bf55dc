import type { Unit } from '../../../shared/item-words.ts';
import type { QueuedSlip } from '../../../electron/core/ports/printing.ts';
import type { SlipContext } from '../../../electron/core/slips/slip-parts.ts';
import { saleSchema } from '../../../shared/payment.ts';
import type { Movement, Sale } from '../../../shared/payment.ts';
import { PRACTICE_STORE } from '../../../shared/practice.ts';
import { NO_PRINTER } from '../../../shared/printer-settings.ts';
import { printJobIdSchema } from '../../../shared/printing.ts';
import type { StoreSettings } from '../../../shared/settings.ts';
import { left } from '../../../shared/slip.ts';
import { UTC } from '../till/calendars.ts';

/** 12:43 on the 21st of November 2026, UTC. */
export const AT = Date.UTC(2026, 10, 21, 12, 43);

export const shopIn = (country: StoreSettings['country'], change: Partial<StoreSettings> = {}): StoreSettings => ({
  ...PRACTICE_STORE,
  environment: 'production',
  country,
  storeName: 'Bakeri Ærlig & Sønn',
  printer: NO_PRINTER,
  ...change,
});

export const contextIn = (
  country: StoreSettings['country'],
  change: Partial<StoreSettings> = {},
  language: SlipContext['language'] = 'nb',
): SlipContext => ({ store: shopIn(country, change), language, calendar: UTC });

const CURRENCIES = { NO: 'NOK', DK: 'DKK', FI: 'EUR' } as const;
const movement = (kind: Movement['kind'], amount: number, change: object = {}) => ({
  kind,
  at: AT,
  key: 'key-1',
  amount,
  parts: null,
  by: null,
  approvedBy: null,
  reason: null,
  ...change,
});

export interface SaleFacts {
  readonly country?: StoreSettings['country'];
  readonly lines?: readonly {
    readonly name: string;
    readonly quantity: string;
    readonly unitPrice: number;
    readonly vatRate: number;
    readonly unit?: Unit;
    readonly discount?: number;
  }[];
  readonly total?: number;
  readonly captured?: number;
  readonly released?: number;
  readonly refunded?: number;
  readonly movements?: readonly object[];
}

export const LINES = [
  { name: 'Kaffe', quantity: '2', unitPrice: 4_500, vatRate: 2500 },
  {
    name: 'Grovbrød med solsikkefrø, surdeig og et navn som er altfor langt for rullen',
    quantity: '1',
    unitPrice: 6_990,
    vatRate: 1500,
  },
  { name: 'Ost', quantity: '0.485', unitPrice: 18_536, vatRate: 1500 },
];
const LINES_TOTAL = 24_980;

/** A sale of three lines, 249.80, of which all was taken unless told otherwise. */
export function paidSale({
  country = 'NO',
  lines = LINES,
  total = LINES_TOTAL,
  captured = total,
  released = 0,
  refunded = 0,
  movements,
}: SaleFacts = {}): Sale {
  const currency = CURRENCIES[country];
  const saleId = '00000000-0000-4000-8000-000000000042';
  return saleSchema.parse({
    saleId,
    receiptNumber: 42,
    openedAt: AT,
    lines,
    total: { currency, value: total },
    posId: 'till-1',
    payments: [
      {
        reference: 'bakeri-till1-20261121-ab120042-1',
        saleId,
        attempt: 1,
        amount: { currency, value: total },
        wallet: { name: 'written', environment: 'practice', merchantSerialNumber: null, currency },
        method: 'phone',
        codeForm: null,
        minimumAge: null,
        idSeenAt: null,
        recipient: { country: 'NO', lastTwo: '67' },
        requestedAt: AT,
        requestedBy: { id: 'p-1', name: 'Kari' },
        takesPayment: 'atHandover',
        approvedAt: AT,
        phase: { name: 'captured', at: AT, refundProblem: null },
        amounts: { authorized: total, captured, cancelled: released, refunded },
        movements: movements ?? [movement('capture', captured)],
        certainty: { name: 'confirmed', at: AT },
        evidence: null,
        attention: null,
        resolution: null,
        unmadeRefund: null,
      },
    ],
    nextPollAt: null,
    changingTo: null,
    codePicture: null,
  });
}

export { movement };

/** A slip as it is handed to the queue. */
export const slipFor = (number: number, change: Partial<QueuedSlip> = {}): Omit<QueuedSlip, 'state' | 'noted'> => ({
  id: printJobIdSchema.parse(`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`),
  kind: 'sale',
  name: String(number).padStart(4, '0'),
  sale: null,
  madeAt: AT,
  copy: 0,
  of: `slip ${number}`,
  noteAs: 'sale',
  by: null,
  slip: [left(`Slip ${number}`), left('Sum')],
  copyWord: 'KOPI',
  ...change,
});
