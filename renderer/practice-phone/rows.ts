import type { PhonePayment } from '../../shared/practice-phone.ts';
import { el } from './dom.ts';
import { lookOf } from './status.ts';
import { clock, money, phoneText } from './texts.ts';

function row(words: string, small: string, amount: string, press: () => void): Node {
  const button = el('button', { type: 'button' }, el('span', {}, words, el('small', {}, small)), el('b', {}, amount));
  button.addEventListener('click', press);
  return el('li', { class: 'row' }, button);
}

/** Another request that can be answered. */
export const requestRow = (payment: PhonePayment, shop: string, press: () => void): Node =>
  row(
    phoneText(payment.status === 'put-away' && payment.byCode ? 'scan' : 'open'),
    payment.description ?? shop,
    money(payment.amount, payment.currency),
    press,
  );

/** One that is over. */
export const earlierRow = (payment: PhonePayment, press: () => void): Node =>
  row(
    phoneText(`short.${payment.status}`),
    [clock(payment.changedAt), payment.description].filter((part) => part !== null).join(' · '),
    money(payment[lookOf(payment).figure], payment.currency),
    press,
  );
