import type { CreateRequest, RequestBodies } from '../../core/ports/wallet.ts';
import type { Address } from '../../../shared/address.ts';
import type { CodeForm } from '../../../shared/code.ts';
import { policyOf } from '../../../shared/methods.ts';
import type { Money } from '../../../shared/money.ts';
import type { OrderLine, Receipt } from '../../../shared/receipt.ts';

/**
 * The exact bytes of the requests. The same input gives the same text, property by property, because the same
 * idempotency key must always carry the same bytes; and only documented properties are written, because unknown ones
 * are reported to be refused [api 1.3, 4.1].
 */

const amountOf = ({ currency, value }: Money) => ({ currency, value });

const orderLineOf = ({
  name,
  id,
  totalAmount,
  totalAmountExcludingTax,
  totalTaxAmount,
  taxRate,
  unitInfo,
  discount,
}: OrderLine) => ({
  name,
  id,
  totalAmount,
  totalAmountExcludingTax,
  totalTaxAmount,
  taxRate,
  unitInfo: { unitPrice: unitInfo.unitPrice, quantity: unitInfo.quantity, quantityUnit: unitInfo.quantityUnit },
  // Where there is none nothing is said, so that a request of before there were discounts keeps its bytes.
  ...(discount === undefined ? {} : { discount }),
});

const receiptOf = ({ orderLines, bottomLine }: Receipt) => ({
  orderLines: orderLines.map(orderLineOf),
  bottomLine: { currency: bottomLine.currency, posId: bottomLine.posId, receiptNumber: bottomLine.receiptNumber },
});

const SHORTEST_DESCRIPTION = 3;
const LONGEST_DESCRIPTION = 100;

/**
 * 3 to 100 characters [EP-1.8.1 paymentDescription]; one that is too short gets the receipt number, one too long is cut
 * between characters.
 */
function describe(text: string, receiptNumber: string): string {
  const plain = text.replace(/[\p{Cc}\p{Zs}]+/gu, ' ').trim();
  const long =
    plain.length >= SHORTEST_DESCRIPTION
      ? plain
      : `${plain} ${receiptNumber}`.trim().padStart(SHORTEST_DESCRIPTION, '0');
  let cut = '';
  for (const character of long) {
    if (cut.length + character.length > LONGEST_DESCRIPTION) break;
    cut += character;
  }
  return cut.trimEnd();
}

/** Exactly one of what the API knows a customer by, or none [EP-1.8.1 Customer]. */
function customerOf(to: Address): object {
  switch (to.method) {
    case 'phone':
      return { customer: { phoneNumber: to.msisdn } };
    case 'personalCode':
      return { customer: { personalQr: to.personalCode } };
    case 'code':
      return {};
  }
}

/** Points of one side; as the API does it where nothing is said [EP-1.8.1 QrFormat]. */
const PICTURE_SIZE = 1024;

/** How the code is to come: without a form the API sends a drawing that could carry more than a picture [api 6.2]. */
const QR_FORMAT: Readonly<Record<CodeForm, object>> = {
  image: { qrFormat: { format: 'IMAGE/PNG', size: PICTURE_SIZE } },
  text: { qrFormat: { format: 'TEXT/TARGETURL' } },
};

export const requestBodies: RequestBodies = {
  /** [EP-1.8.1 CreatePaymentRequest], as the table of methods says. */
  create: ({ reference, amount, to, codeForm, minimumAge, description, receipt }: CreateRequest) =>
    JSON.stringify({
      amount: amountOf(amount),
      paymentMethod: { type: 'WALLET' },
      ...customerOf(to),
      customerInteraction: policyOf(to).atCounter ? 'CUSTOMER_PRESENT' : 'CUSTOMER_NOT_PRESENT',
      reference,
      userFlow: policyOf(to).userFlow,
      ...(codeForm === null ? {} : QR_FORMAT[codeForm]),
      ...(minimumAge === null ? {} : { minimumUserAge: minimumAge }),
      paymentDescription: describe(description, receipt.bottomLine.receiptNumber),
      receipt: receiptOf(receipt),
    }),
  /** [EP-1.8.1 CaptureModificationRequest] */
  capture: (amount) => JSON.stringify({ modificationAmount: amountOf(amount) }),
  /**
   * [EP-1.8.1 CancelModificationRequest]: with the flag an approval that came first wins and the answer is 6060
   * [api 5.7].
   */
  cancel: (mode) => JSON.stringify(mode === 'withdraw' ? { cancelTransactionOnly: true } : {}),
  /** [EP-1.8.1 RefundModificationRequest] */
  refund: (amount) => JSON.stringify({ modificationAmount: amountOf(amount) }),
};
