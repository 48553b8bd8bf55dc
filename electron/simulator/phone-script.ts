/** Runs in the phone's page. Plain browser JavaScript; asks the control face twice a second and draws what changed. */
import { CATALOGUES } from './phone-catalogues.ts';

export const PHONE_SCRIPT = `
const CATALOGUES = ${JSON.stringify(CATALOGUES)};
const asked = new URLSearchParams(location.search).get('lang') ?? navigator.language;
const lang = Object.keys(CATALOGUES).find((code) => CATALOGUES[code].readBy.includes(asked.split('-')[0])) ?? 'en';
const { locale, texts: t } = CATALOGUES[lang];
document.documentElement.lang = lang;

const byId = (id) => document.getElementById(id);
const el = (tag, props = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (key === 'class') node.className = value;
    else if (key === 'onclick') node.addEventListener('click', value);
    else if (value !== undefined) node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
};
const SHAPES = {
  wait: 'M12 3a9 9 0 1 0 9 9M12 7v5l3 3', check: 'M5 13l4 4L19 7', cross: 'M6 6l12 12M18 6L6 18',
  clock: 'M12 7v5l3 3M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18', back: 'M9 14l-5-5l5-5M4 9h10a6 6 0 0 1 0 12h-3',
  stop: 'M5 12h14', phone: 'M8 3h8a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2M11 18h2',
  lock: 'M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3',
};
const icon = (name) => {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [key, value] of Object.entries({
    viewBox: '0 0 24 24',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '2',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'aria-hidden': 'true',
  }))
    svg.setAttribute(key, value);
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', SHAPES[name]);
  svg.append(path);
  return svg;
};
const money = (value, currency) =>
  new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(value / 100);
const clock = (at) => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hour12: false }).format(at);
const fill = (text, values) => text.replace(/\\{\\{(\\w+)\\}\\}/g, (_, name) => values[name] ?? '');

const LOOK = {
  incoming: ['calm', 'wait'], 'put-away': ['calm', 'wait'], processing: ['calm', 'lock'], reserved: ['good', 'clock'],
  paid: ['good', 'check'], 'part-paid': ['good', 'check'], 'part-released': ['good', 'check'],
  refunded: ['calm', 'back'], 'part-refunded': ['calm', 'back'], released: ['warn', 'back'],
  rejected: ['warn', 'cross'], expired: ['warn', 'clock'], cancelled: ['warn', 'stop'],
};
const OPEN = new Set(['incoming', 'put-away', 'processing']);

let view = null;
let skew = 0;
let drawn = '';
let busy = false;
let reachable = true;
let opened = null;
// What was put away comes back when the shop changes it.
const closed = new Set();
const version = (payment) => payment.reference + ' ' + payment.changedAt;

const post = async (path, body) => {
  if (busy) return;
  busy = true;
  try {
    const answer = await fetch('/_simulator/' + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error('refused');
  } catch {
    reachable = false;
  } finally {
    busy = false;
  }
  await look();
};
const act = (reference, what) => post('customer', { reference, act: what });

const receiptOf = (payment) => {
  const { receipt, currency } = payment;
  if (receipt === null) return [];
  const lines = receipt.lines.map((line) =>
    el(
      'li',
      {},
      el('span', {}, line.quantity === '1' ? line.name : line.quantity + ' × ' + line.name),
      el('span', {}, (line.isReturn ? '−' : '') + money(line.total, currency)),
    ),
  );
  const facts = [
    [t.tax, money(receipt.tax, currency)],
    [t.receiptNumber, receipt.receiptNumber],
    [t.till, receipt.posId],
  ].filter(([, value]) => value !== null);
  return [
    el(
      'div',
      { class: 'receipt' },
      el('ul', {}, ...lines),
      ...facts.map(([name, value]) => el('p', { class: 'fact' }, el('span', {}, name), el('span', {}, value))),
    ),
  ];
};
const button = (id, kind, text, onclick, disabled) => {
  const node = el('button', { id, type: 'button', class: kind, onclick }, text);
  node.disabled = disabled === true;
  return node;
};
const waitingParts = () => [
  el('p', { class: 'left' }, el('span', {}, t.timeLeft), el('b', { id: 'left' })),
  el('progress', { id: 'bar', max: '1', value: '1', 'aria-label': t.timeLeft }),
];
const buttonsOf = (payment) => {
  if (!OPEN.has(payment.status))
    return [
      button('done', 'other wide', t.done, () => {
        closed.add(version(payment));
        opened = null;
        draw(true);
      }),
    ];
  const offline = !view.online;
  const yes = button(
    'approve',
    'main',
    fill(t.approve, { amount: money(payment.amount, payment.currency) }),
    () => act(payment.reference, 'approve'),
    offline,
  );
  const no = button('reject', 'other', t.reject, () => act(payment.reference, 'reject'), offline);
  if (payment.status === 'processing') return [yes, no];
  return [yes, no, button('ignore', 'other', t.ignore, () => act(payment.reference, 'dismiss'), offline)];
};
const MOVED = ['captured', 'refunded', 'reserved', 'released'];
const sentences = (payment) =>
  t.states[payment.status] !== undefined
    ? [t.states[payment.status]]
    : MOVED.filter((name) => payment[name] > 0).map((name) =>
        fill(t.moved[name], { amount: money(payment[name], payment.currency) }),
      );
const stateOf = (payment) => {
  const [tone, shape] = LOOK[payment.status];
  return el(
    'p',
    { class: 'state ' + tone },
    icon(shape),
    el('span', {}, ...sentences(payment).flatMap((text, n) => (n === 0 ? [text] : [el('br'), text]))),
  );
};
const cardOf = (payment) => {
  const amount = money(payment.amount, payment.currency);
  const card = el(
    'article',
    { class: 'card', 'aria-label': view.shop + ', ' + amount },
    el('p', { class: 'shop' }, OPEN.has(payment.status) ? fill(t.asks, { shop: view.shop }) : view.shop),
    el('p', { class: 'amount' + (amount.length > 12 ? ' long' : '') }, amount),
    ...(payment.description === null ? [] : [el('p', { class: 'what' }, payment.description)]),
  );
  if (!OPEN.has(payment.status)) {
    card.append(stateOf(payment), ...receiptOf(payment));
    return card;
  }
  card.append(...waitingParts());
  if (payment.status === 'processing') card.append(stateOf(payment));
  if (payment.declined !== null)
    card.append(
      el(
        'p',
        { class: 'state warn' },
        icon('cross'),
        el('span', {}, fill(t.declined, { reason: t.reasons[payment.declined] ?? payment.declined })),
      ),
    );
  card.append(...receiptOf(payment));
  return card;
};
const nothing = () =>
  el('div', { class: 'nothing' }, icon('phone'), el('p', {}, t.nothing), el('p', {}, t.nothingMore));

const choose = () => {
  const { payments } = view;
  const wanted = payments.find((payment) => payment.reference === opened);
  if (wanted) return wanted;
  const incoming = payments.find((payment) => payment.status === 'incoming' || payment.status === 'processing');
  if (incoming) return incoming;
  const [last] = payments.filter((payment) => payment.status !== 'put-away').sort((a, b) => b.changedAt - a.changedAt);
  return last && !closed.has(version(last)) && view.now - last.changedAt < 300000 ? last : null;
};
const otherRow = (payment) =>
  el(
    'li',
    { class: 'row' },
    el(
      'button',
      {
        type: 'button',
        onclick: () => {
          opened = payment.reference;
          void act(payment.reference, 'open');
        },
      },
      el(
        'span',
        {},
        payment.status === 'put-away' && payment.byCode ? t.scan : t.open,
        el('small', {}, payment.description ?? view.shop),
      ),
      el('b', {}, money(payment.amount, payment.currency)),
    ),
  );
const FIGURE = {
  'part-paid': 'captured',
  'part-released': 'captured',
  refunded: 'refunded',
  'part-refunded': 'refunded',
};
const historyRow = (payment) =>
  el(
    'li',
    { class: 'row' },
    el(
      'button',
      {
        type: 'button',
        onclick: () => {
          opened = payment.reference;
          closed.delete(version(payment));
          draw(true);
          byId('done')?.focus();
        },
      },
      el(
        'span',
        {},
        t.short[payment.status],
        el('small', {}, clock(payment.changedAt) + (payment.description === null ? '' : ' · ' + payment.description)),
      ),
      el('b', {}, money(payment[FIGURE[payment.status] ?? 'amount'], payment.currency)),
    ),
  );

const list = (name, rows) => {
  byId(name).hidden = rows.length === 0;
  byId(name + '-list').replaceChildren(...rows);
};
const tick = () => {
  const now = Date.now() + skew;
  byId('clock').textContent = clock(now);
  const shown = view === null ? null : choose();
  if (shown === null || byId('left') === null) return;
  const left = Math.max(0, shown.expiresAt - now);
  byId('left').textContent = Math.floor(left / 60000) + ':' + String(Math.floor(left / 1000) % 60).padStart(2, '0');
  byId('bar').value = left / Math.max(1, shown.expiresAt - shown.createdAt);
};
const draw = (force) => {
  const shown = choose();
  const picture = JSON.stringify([view.online, reachable, view.shop, view.payments, shown?.reference]);
  if (picture === drawn && !force) return tick();
  drawn = picture;
  const focused = document.activeElement?.id;
  document.documentElement.dataset.hue = view.hue;
  byId('wallet').textContent = view.wallet;
  byId('title').textContent = t.title;
  byId('card').replaceChildren(shown === null ? nothing() : cardOf(shown));
  byId('actions').replaceChildren(...(shown === null ? [] : buttonsOf(shown)));
  const others = view.payments.filter((payment) => OPEN.has(payment.status) && payment.reference !== shown?.reference);
  list('others', others.map(otherRow));
  list(
    'history',
    view.payments
      .filter((payment) => !OPEN.has(payment.status) && payment.reference !== shown?.reference)
      .map(historyRow),
  );
  const said =
    shown === null
      ? t.ready
      : OPEN.has(shown.status) && shown.status !== 'processing'
        ? fill(t.asks, { shop: view.shop })
        : sentences(shown).join(' ');
  if (byId('status').textContent !== said) byId('status').textContent = said;
  byId('network').textContent = view.online ? t.loseNetwork : t.findNetwork;
  const banner = reachable ? (view.online ? '' : t.offline) : t.unreachable;
  byId('banner').hidden = banner === '';
  byId('banner').textContent = banner;
  if (focused) byId(focused)?.focus();
  tick();
};
const look = async () => {
  try {
    const answer = await fetch('/_simulator/phone', { cache: 'no-store' });
    view = await answer.json();
    skew = view.now - Date.now();
    reachable = true;
  } catch {
    reachable = false;
  }
  if (view !== null) draw(false);
};
byId('others-title').textContent = t.others;
byId('history-title').textContent = t.history;
document.title = t.pageTitle;
byId('network').addEventListener('click', () => void post('phone', { online: !view.online }));
const round = async () => {
  if (!busy) await look();
  setTimeout(round, 500);
};
setInterval(tick, 1000);
void round();
`;
