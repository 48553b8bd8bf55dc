import { buildReceipt, linesTotal } from '../../../../shared/receipt.ts';
import type { VatRate } from '../../../../shared/vat.ts';
import { replaySale } from '../../payment-state.ts';
import type { MovementEntry } from '../day-book.ts';
import { linesOfParts } from '../vat-of-sale.ts';
import type { SaftSource } from './saft-file.ts';
import { decimal, element, elements, escaped } from './xml.ts';

/** A line as the standard has it, whatever it came from. */
interface Line {
  readonly text: string;
  readonly quantity: string;
  readonly gross: number;
  readonly net: number;
  readonly tax: number;
  readonly rate: VatRate;
}

/** One sale with its lines, VAT, payment and signature. `number`: its place in the chain, from 1 without gaps. */
export function transaction(source: SaftSource, line: MovementEntry, signature: string, number: number): string {
  const { calendar, currency, signer, training } = source;
  const { date, time } = calendar.local(line.at);
  const tax = line.vat.reduce((total, share) => total + share.tax, 0);
  const lines = linesOf(source, line);
  const facts = elements([
    ['nr', number],
    ['transID', String(line.receiptNumber)],
    ['transType', line.kind === 'refund' ? 'RETURN' : 'CASHSAL'],
    ['transAmntIn', decimal(line.amount)],
    ['transAmntEx', decimal(line.amount - tax)],
    ['amntTp', line.kind === 'refund' ? 'D' : 'C'],
    ['transDate', date],
    ['transTime', time],
  ]);
  const ending = elements([
    ['payment', elements([['paymentType', 'MOBILE'], ['paidAmnt', decimal(line.amount)], ['curCode', currency], ['exchRt', '1.000000'], ['paymentRefID', line.reference]])],
    ['signature', signature],
    ['keyVersion', signer.version],
    ['receiptNum', 0],
    ['receiptCopyNum', 0],
    ['receiptProformaNum', 0],
    ['receiptDeliveryNum', 0],
    ['voidTransaction', 'false'],
    ['trainingID', String(training)],
  ]);
  const perRate = line.vat.map((share) => element('vat', vat(share.rate, share.tax, share.gross - share.tax)));
  const saleLines = lines.map((each, index) => element('ctLine', ctLine(each, number, index + 1, date, time)));
  return `${element('cashtransaction', { xml: [facts.xml, ...saleLines, ...perRate, ending.xml].join('') })}\n`;
}

/** The lines that the movement was for; where it was for an amount alone no line can be named, so the part of each VAT rate stands for them. */
function linesOf({ journal, currency, posId }: SaftSource, line: MovementEntry): readonly Line[] {
  const sale = replaySale(journal.sale(line.saleId));
  const parts = sale?.payments.find(({ reference }) => reference === line.reference)?.movements[line.n]?.parts ?? null;
  const lines = sale ? (parts ? linesOfParts(sale.lines, parts) : sale.lines) : [];
  if (lines.length === 0 || line.amount !== linesTotal(lines)) return line.vat.map(({ rate, gross, tax }) => ({ text: 'Part of a sale', quantity: '1', gross, net: gross - tax, tax, rate }));
  return buildReceipt({ lines, currency, posId, receiptNumber: line.receiptNumber }).orderLines.map((each) => ({
    text: each.name,
    quantity: each.unitInfo.quantity,
    gross: each.totalAmount,
    net: each.totalAmountExcludingTax,
    tax: each.totalTaxAmount,
    rate: each.taxRate,
  }));
}

const ctLine = ({ text, quantity, gross, net, tax, rate }: Line, number: number, id: number, date: string, time: string) =>
  elements([
    ['nr', number],
    ['lineID', id],
    ['lineType', 'SAL'],
    ['artGroupID', 'OTHER'],
    ['qnt', quantity],
    ['lineAmntIn', decimal(gross)],
    ['lineAmntEx', decimal(net)],
    ['amntTp', 'C'],
    ['cashTransLineDescr', { xml: escaped(text) }],
    ['lineDate', date],
    ['lineTime', time],
    ['vat', vat(rate, tax, net)],
  ]);

const vat = (rate: VatRate, tax: number, base: number) =>
  elements([['vatCode', String(rate)], ['vatPerc', decimal(rate)], ['vatAmnt', decimal(tax)], ['vatAmntTp', 'C'], ['vatBasAmnt', decimal(base)]]);
