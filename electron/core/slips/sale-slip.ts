import { brandOf } from '../../../shared/brand.ts';
import type { Method } from '../../../shared/methods.ts';
import { isMeasured } from '../../../shared/item-words.ts';
import { difference, restOf, subtract, totalOf } from '../../../shared/money.ts';
import { linesOfParts } from '../../../shared/parts.ts';
import { refundableOf, reservedOf } from '../../../shared/payment.ts';
import type { Movement, Payment, Recipient, Sale } from '../../../shared/payment.ts';
import { formatReceiptNumber, grossOf, lineTotal, quantityText } from '../../../shared/receipt.ts';
import type { SaleLine } from '../../../shared/receipt.ts';
import { BLANK, boldRow, codeOf, heading, left, row, RULE } from '../../../shared/slip.ts';
import type { Slip, SlipLine } from '../../../shared/slip.ts';
import { formatRate } from '../../../shared/amount-text.ts';
import { vatOf } from '../payment/vat-of-sale.ts';
import { amountText, framed, head, timeText, wordsOf } from './slip-parts.ts';
import type { SlipWords } from './slip-parts.ts';
import type { SlipContext } from './slip-parts.ts';

/** The payment that a slip of the sale is about: the newest one of which money was taken; null while none was. */
export const paidOf = (sale: Sale): Payment | null =>
  sale.payments.findLast(({ amounts }) => amounts.captured > 0) ?? null;

/** The goods that the captures were for, or null where a capture was for an amount alone. */
function deliveredLines(sale: Sale, captures: readonly Movement[]): readonly SaleLine[] | null {
  if (captures.every(({ parts }) => parts !== null))
    return linesOfParts(
      sale.lines,
      captures.flatMap(({ parts }) => parts ?? []),
    );
  const [only] = captures;
  return captures.length === 1 && only?.amount === sale.total.value ? sale.lines : null;
}

interface Pen {
  readonly words: SlipWords;
  readonly amount: (value: number) => string;
}

/** `Cheese`, `2 x Coffee`, `0,485 kg x Ham`. */
const goodsName = (line: SaleLine): string =>
  line.quantity === '1' && !isMeasured(line.unit)
    ? line.name
    : `${quantityText(line).replace('\u00a0', ' ')} x ${line.name}`;

/** What was sold; what was taken off a line stands under it. */
const goods = (lines: readonly SaleLine[], { words, amount }: Pen): readonly SlipLine[] =>
  lines.flatMap((line) => {
    const gross = grossOf(line);
    const off = difference(gross, lineTotal(line));
    const first = row(goodsName(line), amount(gross));
    return off === 0 ? [first] : [first, row(`- ${words('discount')}`, amount(-off))];
  });

function facts(context: SlipContext, sale: Sale, payment: Payment, at: number): readonly SlipLine[] {
  const words = wordsOf(context);
  const { merchantSerialNumber } = context.store;
  const person = payment.movements.findLast(({ by }) => by !== null)?.by ?? payment.requestedBy;
  return [
    row(words('receipt'), formatReceiptNumber(sale.receiptNumber)),
    row(words('time'), timeText(context, at)),
    row(words('till'), sale.posId),
    ...(person === null ? [] : [row(words('person'), person.name)]),
    ...(merchantSerialNumber === null ? [] : [row(words('serialNumber'), merchantSerialNumber)]),
    RULE,
  ];
}

/** How the customer was asked. */
const ASKED: Readonly<Record<Method, (words: SlipWords, recipient: Recipient) => SlipLine>> = {
  phone: (words, recipient) => row(words('byPhone'), recipient?.lastTwo ?? ''),
  code: (words) => left(words('byCode')),
  personalCode: (words) => left(words('byPersonalCode')),
};

/** How the wallet was asked, and the name by which it knows the payment, for a person and for a scanner. */
function proof(context: SlipContext, payment: Payment): readonly SlipLine[] {
  const words = wordsOf(context);
  const { method, recipient, reference } = payment;
  return [ASKED[method](words, recipient), left(words('reference')), codeOf(reference)];
}

/**
 * The slip of a payment: what was delivered and paid, what was given back, VAT, and the reference as a code. Not called
 * a receipt: that is the cash register's [practice 1.1].
 *
 * @param payment a payment of the sale of which money was taken
 */
export function saleSlip(context: SlipContext, sale: Sale, payment: Payment): Slip {
  const words = wordsOf(context);
  const { currency } = sale.total;
  const amount = (value: number) => amountText(currency, value);
  const { amounts, movements } = payment;
  const captures = movements.filter(({ kind }) => kind === 'capture');
  const delivered = deliveredLines(sale, captures);
  const whole = amounts.captured === payment.amount.value;
  const reserved = reservedOf(payment);
  const vat = vatOf(delivered ?? sale.lines, amounts.captured);
  const lines: readonly SlipLine[] = [
    ...head(context, words('payment')),
    ...facts(context, sale, payment, captures.at(-1)?.at ?? payment.requestedAt),
    ...(whole || !delivered ? [] : [heading(words('delivered'))]),
    ...(delivered
      ? goods(delivered, { words, amount })
      : [...goods(sale.lines, { words, amount }), row(words('amountAlone'), amount(amounts.captured))]),
    RULE,
    boldRow(`${words('total')} ${currency}`, amount(amounts.captured)),
    ...(vat.length === 0
      ? []
      : [
          BLANK,
          row(words('vat'), words('net'), words('tax')),
          ...vat.map(({ rate, gross, tax }) => row(formatRate(rate), amount(subtract(gross, tax)), amount(tax))),
        ]),
    RULE,
    ...captures.map((capture) =>
      row(
        captures.length === 1
          ? `${words('taken')} ${walletAt(context, capture.at)}`
          : `${words('taken')} ${walletAt(context, capture.at)} ${timeText(context, capture.at)}`,
        amount(capture.amount),
      ),
    ),
    ...(amounts.cancelled > 0 ? [row(words('released'), amount(amounts.cancelled))] : []),
    ...(reserved > 0 ? [row(words('stillReserved'), amount(reserved))] : []),
    ...(amounts.refunded > 0
      ? [row(words('refunded'), amount(amounts.refunded)), row(words('left'), amount(refundableOf(payment)))]
      : []),
    ...proof(context, payment),
  ];
  return framed(context, lines, true);
}

/** What the wallet was called when its money moved: a copy says what the first slip said. */
const walletAt = ({ store, calendar }: SlipContext, at: number): string =>
  brandOf(store.country, calendar.local(at).date).name;

/** The slip of one refund: how much was given back, for which goods, and what is left of the payment. */
export function refundSlip(context: SlipContext, sale: Sale, payment: Payment, refund: Movement): Slip {
  const words = wordsOf(context);
  const { currency } = sale.total;
  const amount = (value: number) => amountText(currency, value);
  const given = payment.movements
    .slice(0, payment.movements.indexOf(refund) + 1)
    .filter(({ kind }) => kind === 'refund');
  const soFar = totalOf(given.map((each) => each.amount));
  const before = given.slice(0, -1).flatMap(({ parts }) => parts ?? []);
  const wallet = walletAt(context, refund.at);
  const lines: readonly SlipLine[] = [
    ...head(context, words('refundTitle')),
    ...facts(context, sale, payment, refund.at),
    ...(refund.parts === null
      ? []
      : [
          heading(words('refundedLines')),
          ...goods(linesOfParts(sale.lines, refund.parts, before), { words, amount }),
          RULE,
        ]),
    boldRow(`${words('refunded')} ${currency}`, amount(refund.amount)),
    left(
      refund.key === null ? `${words('refundedIn')} ${wallet} ${words('portal')}` : `${words('refundedIn')} ${wallet}`,
    ),
    row(words('left'), amount(restOf(payment.amounts.captured, soFar))),
    RULE,
    ...proof(context, payment),
  ];
  return framed(context, lines, true);
}

/** Shows whether width, letters, large letters, the code and the cutter are right. */
export function testSlip(context: SlipContext, columns: number, at: number): Slip {
  const words = wordsOf(context);
  return framed(
    context,
    [
      ...head(context, words('testTitle')),
      row(words('till'), context.store.posId),
      row(words('time'), timeText(context, at)),
      RULE,
      left('1234567890'.repeat(5).slice(0, columns)),
      left(words('testText')),
      left(words('letters')),
      row('1 x', '1 240,00'),
      { kind: 'text', text: words('testTitle'), align: 'centre', bold: true, size: 2 },
      codeOf('skranke-test'),
    ],
    false,
  );
}
