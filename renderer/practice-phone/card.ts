import './card.css';
import { DECLINE_REASONS } from '../../shared/practice-phone.ts';
import type { PhonePayment } from '../../shared/practice-phone.ts';
import { el, icon } from './dom.ts';
import type { Shape } from './dom.ts';
import { isOpen, lookOf, sentences } from './status.ts';
import { money, phoneText } from './texts.ts';

/** The payment in the middle of the phone, and the buttons beneath it. */

export interface Answers {
  readonly approve: () => void;
  readonly reject: () => void;
  readonly ignore: () => void;
  /** Has read how it ended. */
  readonly done: () => void;
}

function receiptOf({ receipt, currency }: PhonePayment): readonly Node[] {
  if (receipt === null) return [];
  const lines = receipt.lines.map((line) =>
    el(
      'li',
      {},
      el('span', {}, line.quantity === '1' ? line.name : `${line.quantity} × ${line.name}`),
      el('span', {}, (line.isReturn ? '−' : '') + money(line.total, currency)),
    ),
  );
  const facts: readonly (readonly [string, string | null])[] = [
    [phoneText('tax'), money(receipt.tax, currency)],
    [phoneText('receiptNumber'), receipt.receiptNumber],
    [phoneText('till'), receipt.posId],
  ];
  return [
    el(
      'div',
      { class: 'receipt' },
      el('ul', {}, ...lines),
      ...facts.flatMap(([name, value]) =>
        value === null ? [] : [el('p', { class: 'fact' }, el('span', {}, name), el('span', {}, value))],
      ),
    ),
  ];
}

function button(id: string, kind: string, words: string, press: () => void, disabled = false): HTMLButtonElement {
  const node = el('button', { id, type: 'button', class: kind }, words);
  node.addEventListener('click', press);
  node.disabled = disabled;
  return node;
}

/** @param online without a network the customer can answer nothing */
export function buttonsOf(payment: PhonePayment, online: boolean, on: Answers): readonly Node[] {
  if (!isOpen(payment)) return [button('done', 'other wide', phoneText('done'), on.done)];
  const amount = money(payment.amount, payment.currency);
  const yes = button('approve', 'main', phoneText('approve', { amount }), on.approve, !online);
  const no = button('reject', 'other', phoneText('reject'), on.reject, !online);
  if (payment.status === 'processing') return [yes, no];
  return [yes, no, button('ignore', 'other', phoneText('ignore'), on.ignore, !online)];
}

const lineOf = (tone: string, shape: Shape, says: readonly string[]): Node =>
  el(
    'p',
    { class: `state ${tone}` },
    icon(shape),
    el('span', {}, ...says.flatMap((each, n) => (n === 0 ? [each] : [el('br'), each]))),
  );

function stateOf(payment: PhonePayment): Node {
  const { tone, shape } = lookOf(payment);
  return lineOf(tone, shape, sentences(payment));
}

function reasonOf(declined: string): string {
  const known = DECLINE_REASONS.find((reason) => reason === declined);
  return known ? phoneText(`reasons.${known}`) : declined;
}

const timeLeft = (): readonly Node[] => [
  el('p', { class: 'left' }, el('span', {}, phoneText('timeLeft')), el('b', { id: 'left' })),
  el('progress', { id: 'bar', max: '1', value: '1', 'aria-label': phoneText('timeLeft') }),
];

const LONG_AMOUNT = 12;

export function cardOf(payment: PhonePayment, shop: string): Node {
  const amount = money(payment.amount, payment.currency);
  const open = isOpen(payment);
  const { description, declined, status } = payment;
  return el(
    'article',
    { class: 'card', 'aria-label': `${shop}, ${amount}` },
    el('p', { class: 'shop' }, open ? phoneText('asks', { shop }) : shop),
    el('p', { class: amount.length > LONG_AMOUNT ? 'amount long' : 'amount' }, amount),
    ...(description === null ? [] : [el('p', { class: 'what' }, description)]),
    ...(open ? timeLeft() : []),
    ...(!open || status === 'processing' ? [stateOf(payment)] : []),
    ...(open && declined !== null
      ? [lineOf('warn', 'cross', [phoneText('declined', { reason: reasonOf(declined) })])]
      : []),
    ...receiptOf(payment),
  );
}

export const emptyCard = (): Node =>
  el(
    'div',
    { class: 'nothing' },
    icon('phone'),
    el('p', {}, phoneText('nothing')),
    el('p', {}, phoneText('nothingMore')),
  );
