import type { BasicId } from './codes.ts';
import { employeeId } from './employees.ts';
import type { SaftSource } from './source.ts';
import type { SlipsOut } from './till-entries-of.ts';
import { decimal, element, elements, escaped } from './xml.ts';
import { replaySale } from '../../payment/state.ts';
import type { MovementEntry } from '../../ports/day-book.ts';
import { restOf, subtract, totalOf } from '../../../../shared/money.ts';
import type { Sum } from '../../../../shared/money.ts';
import { linesOfParts } from '../../../../shared/parts.ts';
import { buildReceipt, linesTotal } from '../../../../shared/receipt.ts';
import type { VatRate } from '../../../../shared/vat.ts';

/** A line as the standard has it, whatever it came from. */
interface Line {
  readonly text: string;
  readonly quantity: string;
  readonly gross: number;
  readonly net: number;
  readonly tax: number;
  readonly rate: VatRate;
  /** What the other sums are less by. */
  readonly discount: number;
}

/** What a transaction has of the chain and of the printer. `number`: its place in the chain, from 1 without gaps. */
export interface Signed {
  readonly signature: string;
  readonly number: number;
  readonly slips: SlipsOut;
}

/**
 * Of a sale, or of a return: then amounts and quantities are below zero, as in the tax administration's own example.
 */
interface Side {
  readonly sign: 1 | -1;
  readonly type: 'C' | 'D';
  readonly lineType: BasicId;
}
const SALE: Side = { sign: 1, type: 'C', lineType: 'SAL' };
const RETURN: Side = { sign: -1, type: 'D', lineType: 'RET' };

/** A figure of the schema has three digits at most. */
const MOST_SLIPS = 999;

/** One sale or return with its lines, VAT, payment and signature. */
export function transaction(source: SaftSource, line: MovementEntry, { signature, number, slips }: Signed): string {
  const { calendar, currency, signer, training } = source;
  const side = line.kind === 'refund' ? RETURN : SALE;
  const { date, time } = calendar.local(line.at);
  const tax = totalOf(line.vat.map((share) => share.tax));
  const lines = linesOf(source, line);
  const facts = elements([
    ['nr', number],
    ['transID', String(line.receiptNumber)],
    ['transType', line.kind === 'refund' ? 'RETURN' : 'CASHSAL'],
    ['transAmntIn', decimal(side.sign * line.amount)],
    ['transAmntEx', decimal(side.sign * restOf<Sum>(line.amount, tax))],
    ['amntTp', side.type],
    ['empID', line.by === null ? null : employeeId(line.by)],
    ['transDate', date],
    ['transTime', time],
  ]);
  const ending = elements([
    [
      'payment',
      elements([
        ['paymentType', 'MOBILE'],
        ['paidAmnt', decimal(side.sign * line.amount)],
        ['curCode', currency],
        ['exchRt', '1.000000'],
        ['paymentRefID', line.reference],
      ]),
    ],
    ['signature', signature],
    ['keyVersion', signer.version],
    ['receiptNum', side === SALE ? Math.min(slips.printed, MOST_SLIPS) : 0],
    ['receiptCopyNum', side === SALE ? Math.min(slips.copies, MOST_SLIPS) : 0],
    ['receiptProformaNum', 0],
    ['receiptDeliveryNum', 0],
    ['voidTransaction', 'false'],
    ['trainingID', String(training)],
  ]);
  const perRate = line.vat.map((share) =>
    element('vat', vat(side, share.rate, share.tax, subtract(share.gross, share.tax))),
  );
  const saleLines = lines.map((each, index) => element('ctLine', ctLine(side, each, number, index + 1, date, time)));
  return `${element('cashtransaction', { xml: [facts.xml, ...saleLines, ...perRate, ending.xml].join('') })}\n`;
}

/**
 * The lines that the movement was for; where it was for an amount alone no line can be named, so the part of each VAT
 * rate stands for them.
 */
function linesOf({ journal, currency, posId }: SaftSource, line: MovementEntry): readonly Line[] {
  const sale = replaySale(journal.sale(line.saleId));
  const movements = sale?.payments.find(({ reference }) => reference === line.reference)?.movements ?? [];
  const parts = movements[line.n]?.parts ?? null;
  const before = movements.slice(0, line.n).filter(({ kind }) => kind === line.kind);
  const gone = before.flatMap((each) => each.parts ?? []);
  const lines = sale ? (parts ? linesOfParts(sale.lines, parts, gone) : sale.lines) : [];
  if (lines.length === 0 || line.amount !== linesTotal(lines))
    return line.vat.map(({ rate, gross, tax }) => ({
      text: 'Part of a sale',
      quantity: '1',
      gross,
      net: subtract(gross, tax),
      tax,
      rate,
      discount: 0,
    }));
  return buildReceipt({ lines, currency, posId, receiptNumber: line.receiptNumber }).orderLines.map((each) => ({
    text: each.name,
    quantity: each.unitInfo.quantity,
    gross: each.totalAmount,
    net: each.totalAmountExcludingTax,
    tax: each.totalTaxAmount,
    rate: each.taxRate,
    discount: each.discount ?? 0,
  }));
}

const ctLine = (
  { sign, type, lineType }: Side,
  { text, quantity, gross, net, tax, rate, discount }: Line,
  number: number,
  id: number,
  date: string,
  time: string,
) =>
  elements([
    ['nr', number],
    ['lineID', id],
    ['lineType', lineType],
    ['artGroupID', 'OTHER'],
    ['qnt', sign === -1 ? `-${quantity}` : quantity],
    ['lineAmntIn', decimal(sign * gross)],
    ['lineAmntEx', decimal(sign * net)],
    ['amntTp', type],
    ['cashTransLineDescr', { xml: escaped(text) }],
    ['lineDate', date],
    ['lineTime', time],
    ['vat', vat({ sign, type, lineType }, rate, tax, net)],
    ['discount', discount === 0 ? null : discountOf(sign, discount)],
  ]);

const discountOf = (sign: Side['sign'], amount: number) =>
  elements([
    ['dscTp', 'DISCOUNT'],
    ['dscAmnt', decimal(sign * amount)],
  ]);

const vat = ({ sign, type }: Side, rate: VatRate, tax: number, base: number) =>
  elements([
    ['vatCode', String(rate)],
    ['vatPerc', decimal(rate)],
    ['vatAmnt', decimal(sign * tax)],
    ['vatAmntTp', type],
    ['vatBasAmnt', decimal(sign * base)],
  ]);
