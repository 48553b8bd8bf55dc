import { money } from '../../shared/money.ts';
import type { Currency } from '../../shared/money.ts';
import { formatMoney } from '../i18n/format.ts';

/** A signed amount: money that the wallet's side has more or less. */
export const signedMoney = (currency: Currency, amount: number): string =>
  `${amount < 0 ? '\u2212' : ''}${formatMoney(money(currency, Math.abs(amount)))}`;
