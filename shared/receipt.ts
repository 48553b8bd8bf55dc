import { z } from 'zod';
import { ageLimitSchema } from './age-limit.ts';
import { slug } from './ids.ts';
import { isMeasured, itemIdSchema, UNIT_SIGNS, unitSchema } from './item-words.ts';
import { currencySchema, MAX_PAYMENT, minor, minorSchema, restOf, subtract, sum, ZERO } from './money.ts';
import type { Currency, Minor } from './money.ts';
import { splitVat, vatRateSchema } from './vat.ts';
import type { VatRate } from './vat.ts';

/**
 * How many, as people write it: `1`, `2`, `0.485`; at most three decimals and ten characters [EP-1.8.1 OrderUnitInfo].
 */
export const quantitySchema = z.string().regex(/^(?!0+(?:\.0+)?$)\d{1,5}(?:\.\d{1,3})?$/);

/**
 * Control characters, line separators, and marks that turn the direction of what follows: a name on a slip and in the
 * wallet is one plain line.
 */
const CONTROLS = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/**
 * A name of a line as a cashier keyed or pasted it. What the journal holds already is read as it is ({@link
 * saleLineSchema}).
 */
const keyedNameSchema = z
  .string()
  .overwrite((name) => name.replace(CONTROLS, ' '))
  .trim()
  .min(1)
  .max(100);

/** No more than the dearest line can be. */
const MAX_LINE_DISCOUNT = 65_000_000_000;

/** One line of a sale as the cashier keyed it. `unitPrice` includes VAT. */
export const saleLineSchema = z
  .object({
    name: z.string().trim().min(1).max(100),
    quantity: quantitySchema,
    /** No dearer than the largest payment, so that totals of any lines stay exact. */
    unitPrice: minorSchema.max(MAX_PAYMENT),
    vatRate: vatRateSchema,
    /** The item that it was sold as; absent: goods that a cashier named, and all before there were items. */
    item: itemIdSchema.optional(),
    /** What the quantity counts; absent: pieces. */
    unit: unitSchema.optional(),
    /** All that is taken off the line, its share of the sale's discount included; absent: nothing. */
    discount: minorSchema.max(MAX_LINE_DISCOUNT).optional(),
    /** Sold to nobody younger; absent: to anybody. */
    minimumAge: ageLimitSchema.optional(),
  })
  .readonly();
export type SaleLine = z.infer<typeof saleLineSchema>;

/** The same from a window. */
export const keyedLineSchema = saleLineSchema
  .unwrap()
  .extend({ name: keyedNameSchema })
  .refine((line) => (line.discount ?? 0) <= grossOf(line), 'A discount is no more than its line.')
  .readonly();

export const MAX_LINES = 100;

/** A quantity in thousandths: whole numbers add up exactly. */
export function thousandths(quantity: string): number {
  const [whole = '0', fraction = ''] = quantity.split('.');
  return Number(whole) * 1000 + Number(fraction.padEnd(3, '0'));
}

/** The other way round: 1500 is `1.5`. */
export function writeQuantity(count: number): string {
  const fraction = String(count % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return `${Math.floor(count / 1000)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** `2`, `0,485 kg`. */
export function quantityText({ quantity, unit }: Pick<SaleLine, 'quantity' | 'unit'>): string {
  const figure = quantity.replace('.', ',');
  return isMeasured(unit) ? `${figure}\u00a0${UNIT_SIGNS[unit ?? 'PCS']}` : figure;
}

/** Price times quantity in minor units, rounded half up; before any discount. */
export function grossOf(line: Pick<SaleLine, 'quantity' | 'unitPrice'>): Minor {
  return minor(Math.floor((line.unitPrice * thousandths(line.quantity) + 500) / 1000));
}

/** What a line costs: {@link grossOf} less its discount. */
export const lineTotal = (line: Pick<SaleLine, 'quantity' | 'unitPrice' | 'discount'>): Minor =>
  restOf(grossOf(line), line.discount ?? ZERO);

/** All that was taken off these lines. */
export const discountOf = (lines: readonly SaleLine[]): Minor => sum(lines.map(({ discount }) => discount ?? ZERO));

export const linesTotal = (lines: readonly SaleLine[]): Minor => sum(lines.map(lineTotal));

/**
 * A receipt line as the wallet takes it; amounts in minor units, `taxRate` in hundredths of a percent [EP-1.8.1
 * OrderLine].
 */
export const orderLineSchema = z
  .object({
    name: z.string(),
    id: z.string(),
    totalAmount: minorSchema,
    totalAmountExcludingTax: minorSchema,
    totalTaxAmount: minorSchema,
    taxRate: vatRateSchema,
    unitInfo: z.object({ unitPrice: minorSchema, quantity: z.string(), quantityUnit: unitSchema }).readonly(),
    /** What the other amounts are less by; absent: nothing. */
    discount: minorSchema.optional(),
  })
  .readonly();
export type OrderLine = z.infer<typeof orderLineSchema>;

export const receiptSchema = z
  .object({
    orderLines: z.array(orderLineSchema).min(1).max(MAX_LINES).readonly(),
    bottomLine: z.object({ currency: currencySchema, posId: z.string(), receiptNumber: z.string() }).readonly(),
  })
  .readonly();
export type Receipt = z.infer<typeof receiptSchema>;

/**
 * Tax of each line so that, for each rate, the line taxes add up to the tax of the whole: `round(gross * r / (10000 +
 * r))`. Every line gets the floor of its own share; what is left goes to the largest remainders, and among equals to
 * the last line.
 */
function taxPerLine(lines: readonly { readonly gross: Minor; readonly rate: VatRate }[]): Minor[] {
  const taxes = lines.map(() => 0);
  const byRate = new Map<VatRate, number[]>();
  lines.forEach((line, index) => byRate.set(line.rate, [...(byRate.get(line.rate) ?? []), index]));
  for (const [rate, indexes] of byRate) {
    const grossOf = (index: number) => lines[index]?.gross ?? ZERO;
    const share = (index: number) => {
      const numerator = grossOf(index) * rate;
      return { index, floor: minor(Math.floor(numerator / (10_000 + rate))), remainder: numerator % (10_000 + rate) };
    };
    const shares = indexes.map(share);
    const gross = sum(indexes.map(grossOf));
    const { tax } = splitVat(gross, rate);
    let left: number = subtract(tax, sum(shares.map(({ floor }) => floor)));
    const byRemainder = shares.toSorted((a, b) => b.remainder - a.remainder || b.index - a.index);
    for (const { index, floor } of byRemainder) {
      taxes[index] = floor + (left > 0 ? 1 : 0);
      left -= left > 0 ? 1 : 0;
    }
  }
  return taxes.map(minor);
}

/** FNV-1a of 32 bits, as eight hexadecimal digits. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

/**
 * What the wallet knows goods by: the same for the same goods on every receipt, wherever on it they stand and whatever
 * they cost that day. Goods that are no item have no number, so they are the same by name (in any spelling of spaces
 * and case) and VAT rate.
 */
export function goodsId({ name, vatRate }: Pick<SaleLine, 'name' | 'vatRate'>): string {
  const plain = name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
  return `${slug(plain, 24)}-${shortHash(`${vatRate} ${plain}`)}`;
}

/**
 * The receipt that is sent with the payment. Its lines add up to `linesTotal(lines)` exactly, each line's net and tax
 * add up to its gross, and the taxes of a rate add up to the tax of that rate's gross.
 *
 * @param receiptNumber gapless number of the sale within this till
 */
export function buildReceipt(sale: {
  readonly lines: readonly SaleLine[];
  readonly currency: Currency;
  readonly posId: string;
  readonly receiptNumber: number;
}): Receipt {
  const grosses = sale.lines.map(lineTotal);
  const taxes = taxPerLine(
    sale.lines.map((line, index) => ({ gross: grosses[index] ?? minor(0), rate: line.vatRate })),
  );
  const orderLines = sale.lines.map((line, index): OrderLine => {
    const gross = grosses[index] ?? minor(0);
    const tax = taxes[index] ?? minor(0);
    return {
      name: line.name,
      id: line.item ?? goodsId(line),
      totalAmount: gross,
      totalAmountExcludingTax: subtract(gross, tax),
      totalTaxAmount: tax,
      taxRate: line.vatRate,
      unitInfo: { unitPrice: line.unitPrice, quantity: line.quantity, quantityUnit: line.unit ?? 'PCS' },
      ...(line.discount ? { discount: line.discount } : {}),
    };
  });
  return {
    orderLines,
    bottomLine: { currency: sale.currency, posId: sale.posId, receiptNumber: formatReceiptNumber(sale.receiptNumber) },
  };
}

export const formatReceiptNumber = (number: number): string => String(number).padStart(4, '0');
