import type { Method } from '../../shared/methods.ts';
import type { Payment } from '../../shared/payment.ts';
import type { SaleRow } from '../../shared/sale-row.ts';
import type { SalesText } from './use-sales-text.ts';

/** How the customer was asked, in the words of a row, where no number tells it. */
const IN_A_ROW: Readonly<Record<Method, 'code' | 'personalCode' | null>> = {
  phone: null,
  code: 'code',
  personalCode: 'personalCode',
};
/** The same as a sentence. */
const IN_FULL = {
  phone: 'details.sentTo',
  code: 'details.asCode',
  personalCode: 'details.byPersonalCode',
} as const satisfies Readonly<Record<Method, string>>;

export function askedInRow({ method, phoneEnd }: Pick<SaleRow, 'method' | 'phoneEnd'>, text: SalesText): string {
  const word = IN_A_ROW[method];
  return word === null ? `…${phoneEnd ?? ''}` : text(word);
}

export const askedInFull = ({ method, recipient }: Pick<Payment, 'method' | 'recipient'>, text: SalesText): string =>
  text(IN_FULL[method], { who: `…${recipient?.lastFour ?? recipient?.lastTwo ?? ''}` });
