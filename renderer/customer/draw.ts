import type { CustomerSale, CustomerView } from '../../shared/customer.ts';
import { logoPath } from '../../shared/logo.ts';
import type { Money } from '../../shared/money.ts';
import type { ShownCode } from '../../shared/shown-code.ts';
import { LANGUAGE_CODES, LANGUAGES } from '../../shared/texts/languages.ts';
import type { Language } from '../../shared/texts/languages.ts';
import { formatCountdown, formatMoney } from '../i18n/format.ts';
import { drawCode, drawMark, drawPicture } from './shapes.ts';
import { CUSTOMER_LOOKS } from './looks.ts';
import type { Mark } from './looks.ts';
import { customerTexts } from './texts.ts';
import type { CustomerText } from './texts.ts';

/** More than this stand in small type; what is beyond is told as a number. */
const FEW_LINES = 5;
const MOST_LINES = 11;
/** Beside a code, or above the state on a display that stands upright, there is room for fewer. */
const MOST_BY_CODE = 4;
const MOST_UPRIGHT = 6;

const mostLines = (sale: CustomerSale): number => {
  if (sale.code !== null) return MOST_BY_CODE;
  return innerHeight > innerWidth ? MOST_UPRIGHT : MOST_LINES;
};

function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element ${id}`);
  return found;
}

/** Told again only where it says something else: a screen reader hears each change once. */
function say(id: string, words: string): void {
  const element = byId(id);
  if (element.textContent !== words) element.textContent = words;
  element.hidden = words === '';
}

/** What stays the same is not drawn again. */
let drawnCode: string | null = null;
let drawnMark = '';

/** @param onLanguage somebody has touched it */
export function draw(view: CustomerView, onLanguage: (language: Language) => void): void {
  const root = document.documentElement;
  const text = customerTexts(view.language);
  root.lang = view.language;
  root.dataset['theme'] = view.theme;
  root.dataset['hue'] = view.hue;
  root.dataset['state'] = view.sale?.state ?? 'idle';
  root.dataset['lines'] = linesOf(view.sale);
  root.dataset['tone'] = view.sale ? CUSTOMER_LOOKS[view.sale.state].tone : 'idle';
  say('environment', view.environment === 'production' ? '' : text(`environment.${view.environment}`));
  byId('environment').dataset['environment'] = view.environment;
  say('shop', nameOf(view));
  drawLanguages(view, text, onLanguage);
  drawLogo(view);
  drawStage(view, text);
  drawPurchase(view.sale, text);
}

function linesOf(sale: CustomerSale | null): 'none' | 'few' | 'many' {
  const count = sale?.lines.length ?? 0;
  if (count === 0) return 'none';
  return count > FEW_LINES ? 'many' : 'few';
}

function drawLanguages({ language }: CustomerView, text: CustomerText, onLanguage: (language: Language) => void): void {
  const group = byId('languages');
  group.setAttribute('aria-label', text('language'));
  if (group.childElementCount === 0)
    group.append(
      ...LANGUAGE_CODES.map((code) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.lang = code;
        button.dataset['language'] = code;
        button.textContent = LANGUAGES[code].name;
        button.addEventListener('click', () => onLanguage(code));
        return button;
      }),
    );
  for (const button of group.querySelectorAll('button'))
    button.setAttribute('aria-pressed', String(button.dataset['language'] === language));
}

/** Between sales, over the shop's name, which says the same to a screen reader. */
function drawLogo({ logo, sale }: CustomerView): void {
  const image = byId('logo');
  image.hidden = logo === null || sale !== null;
  if (!(image instanceof HTMLImageElement) || logo === null) return;
  // What cannot be had is not a broken picture before a customer.
  image.onerror = () => (image.hidden = true);
  if (image.getAttribute('src') !== logoPath(logo)) image.src = logoPath(logo);
  image.width = logo.width;
  image.height = logo.height;
}

/** The mark, or the code in its place, and what it means. */
function drawStage(view: CustomerView, text: CustomerText): void {
  const { sale, wallet } = view;
  const place = byId('mark');
  const code = sale?.code ?? null;
  const mark = sale ? CUSTOMER_LOOKS[sale.state].mark : '';
  const name = nameOfCode(code);
  if (name !== drawnCode || (code === null && mark !== drawnMark)) {
    place.replaceChildren(...(code !== null ? [codeShape(code, mark)] : mark !== '' ? [drawMark(mark)] : []));
    drawnCode = name;
    drawnMark = mark;
  }
  const shape = place.firstElementChild;
  shape?.setAttribute(shape instanceof HTMLImageElement ? 'alt' : 'aria-label', code === null ? '' : text('codeLabel'));
  place.dataset['busy'] = String(sale !== null && CUSTOMER_LOOKS[sale.state].busy === true);
  const amount = sale ? formatMoney(sumOf(sale)) : '';
  say('title', sale ? text(`states.${sale.state}.title`, { wallet, amount }) : nameOf(view));
  say('note', sale ? text(`states.${sale.state}.note`, { wallet }) : text('idle', { wallet }));
}

const nameOfCode = (code: ShownCode | null): string | null =>
  code === null ? null : code.name === 'text' ? code.text : code.id;

function codeShape(code: ShownCode, mark: Mark | ''): Element {
  if (code.name === 'text') return drawCode(code.text);
  const picture = drawPicture(code.id, () => picture.replaceWith(...(mark === '' ? [] : [drawMark(mark)])));
  return picture;
}

const nameOf = ({ shop }: CustomerView): string => shop ?? 'Skranke';
const sumOf = ({ total, moved }: CustomerSale): Money => (moved === null ? total : { ...total, value: moved });

/** The sum that the state is about, and what it is for. */
function drawPurchase(sale: CustomerSale | null, text: CustomerText): void {
  byId('purchase').hidden = sale === null;
  if (!sale) return;
  const [amount, total] = [formatMoney(sumOf(sale)), formatMoney(sale.total)];
  say('amount', amount);
  byId('amount').style.setProperty('--signs', String(amount.length));
  say('amount-note', amount === total ? '' : text('ofTotal', { total }));
  const list = byId('lines');
  const most = mostLines(sale);
  const shown = sale.lines.length > most ? sale.lines.slice(0, most - 1) : sale.lines;
  list.hidden = shown.length === 0;
  list.replaceChildren(
    ...shown.map(({ name, quantity, total: sum }) =>
      row(quantity === '1' ? '' : `${quantity.replace('.', ',')} ×`, name, formatMoney({ ...sale.total, value: sum })),
    ),
    ...(shown.length < sale.lines.length
      ? [row('', text('more', { count: sale.lines.length - shown.length }), '')]
      : []),
  );
}

function row(...parts: readonly [string, string, string]): HTMLElement {
  const item = document.createElement('li');
  item.append(
    ...parts.map((part) => {
      const cell = document.createElement('span');
      cell.textContent = part;
      return cell;
    }),
  );
  return item;
}

/** How long the customer still has. Our own clock says that it is over, never how it ended. */
export function drawTime({ sale, language }: CustomerView, now: number): void {
  const time = sale?.time ?? null;
  byId('time').hidden = time === null;
  if (!time) return;
  const left = Math.max(0, time.to - now);
  const share = Math.min(1, left / Math.max(1, time.to - time.from));
  const text = customerTexts(language);
  const words = left === 0 ? text('timeOver') : text('timeLeft', { time: formatCountdown(Math.min(left, 600_000)) });
  if (byId('left').textContent !== words) byId('left').textContent = words;
  byId('bar').style.setProperty('--share', share.toFixed(3));
}
