import './phone.css';
import type { PhonePayment, PhoneView } from '../../shared/practice-phone.ts';
import { buttonsOf, cardOf, emptyCard } from './card.ts';
import { byId } from './dom.ts';
import { codeFigure } from './own-code.ts';
import { earlierRow, requestRow } from './rows.ts';
import { isOpen, sentences } from './status.ts';
import { clock, language, phoneText } from './texts.ts';

/**
 * The page of the practice phone: asks the simulator's control face twice a second and draws what changed. It has no
 * state of its own but which payment a person has opened or put away.
 */

const ASK_EVERY_MS = 500;
const DRAW_CLOCK_EVERY_MS = 1_000;
/** So long the last one stays in the middle after it has ended. */
const STAYS_MS = 5 * 60_000;

let view: PhoneView | null = null;
/** How far this page's clock is behind the simulator's, ms. */
let skew = 0;
let drawn = '';
let busy = false;
let reachable = true;
let opened: string | null = null;
/** What was put away comes back when the shop changes it. */
const closed = new Set<string>();
const versionOf = ({ reference, changedAt }: PhonePayment): string => `${reference} ${changedAt}`;

/** The payment in the middle. */
function chosen({ payments, now }: PhoneView): PhonePayment | null {
  const wanted =
    payments.find(({ reference }) => reference === opened) ??
    payments.find(({ status }) => status === 'incoming' || status === 'processing');
  if (wanted) return wanted;
  const [last] = payments.filter(({ status }) => status !== 'put-away').toSorted((a, b) => b.changedAt - a.changedAt);
  return last && !closed.has(versionOf(last)) && now - last.changedAt < STAYS_MS ? last : null;
}

async function post(door: string, body: object): Promise<void> {
  if (busy) return;
  busy = true;
  try {
    const answer = await fetch(`/_simulator/${door}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    reachable = answer.ok;
  } catch {
    reachable = false;
  } finally {
    busy = false;
  }
  await look();
}

async function look(): Promise<void> {
  try {
    const answer = await fetch('/_simulator/phone', { cache: 'no-store' });
    const told: PhoneView = await answer.json();
    view = told;
    skew = told.now - Date.now();
    reachable = true;
  } catch {
    reachable = false;
  }
  if (view !== null) draw(view, false);
}

/** The till's next request arrives, but it does not hear so for a while: no real wallet can be asked for that. */
const LOST_ANSWER = [
  { point: 'drop-answer', operations: ['create'], times: 2 },
  { point: 'error-before', operations: ['get', 'events'], times: 6, status: 503 },
];

const act = (reference: string, what: 'approve' | 'reject' | 'dismiss' | 'open'): void =>
  void post('customer', { reference, act: what });

function middle(shown: PhonePayment | null, of: PhoneView): void {
  byId('card').replaceChildren(shown === null ? emptyCard() : cardOf(shown, of.shop));
  if (shown === null) return byId('actions').replaceChildren();
  const answers = {
    approve: () => act(shown.reference, 'approve'),
    reject: () => act(shown.reference, 'reject'),
    ignore: () => act(shown.reference, 'dismiss'),
    done: () => {
      closed.add(versionOf(shown));
      opened = null;
      draw(of, true);
    },
  };
  byId('actions').replaceChildren(...buttonsOf(shown, of.online, answers));
}

function lists(shown: PhonePayment | null, of: PhoneView): void {
  const rest = of.payments.filter(({ reference }) => reference !== shown?.reference);
  const open = (payment: PhonePayment) => () => {
    opened = payment.reference;
    act(payment.reference, 'open');
  };
  const show = (payment: PhonePayment) => () => {
    opened = payment.reference;
    closed.delete(versionOf(payment));
    draw(of, true);
    document.getElementById('done')?.focus();
  };
  list(
    'others',
    rest.filter(isOpen).map((payment) => requestRow(payment, of.shop, open(payment))),
  );
  list(
    'history',
    rest.filter((payment) => !isOpen(payment)).map((payment) => earlierRow(payment, show(payment))),
  );
}

function list(name: string, rows: readonly Node[]): void {
  byId(name).hidden = rows.length === 0;
  byId(`${name}-list`).replaceChildren(...rows);
}

/** For who does not see the page. Told again only where it says something else. */
function say(shown: PhonePayment | null, { shop }: PhoneView): void {
  const asks = shown !== null && isOpen(shown) && shown.status !== 'processing';
  const said = shown === null ? phoneText('ready') : asks ? phoneText('asks', { shop }) : sentences(shown).join(' ');
  const status = byId('status');
  if (status.textContent !== said) status.textContent = said;
}

/** @param force also where the simulator has told nothing new */
function draw(of: PhoneView, force: boolean): void {
  const shown = chosen(of);
  const picture = JSON.stringify([of.online, reachable, of.shop, of.ownCode, of.payments, shown?.reference]);
  if (picture === drawn && !force) return tick();
  drawn = picture;
  const focused = document.activeElement?.id;
  document.documentElement.dataset['hue'] = of.hue;
  byId('wallet').textContent = of.wallet;
  middle(shown, of);
  lists(shown, of);
  say(shown, of);
  const { ownCode } = of;
  byId('code').hidden = ownCode === null;
  byId('code').replaceChildren(...(ownCode === null ? [] : codeFigure(ownCode)));
  byId('own-code').textContent = phoneText(ownCode === null ? 'showCode' : 'hideCode');
  byId('network').textContent = phoneText(of.online ? 'loseNetwork' : 'findNetwork');
  const problem = !reachable ? phoneText('unreachable') : of.online ? '' : phoneText('offline');
  byId('banner').hidden = problem === '';
  byId('banner').textContent = problem;
  if (focused) document.getElementById(focused)?.focus();
  tick();
}

/** The clock, and how long the customer has left. */
function tick(): void {
  const now = Date.now() + skew;
  byId('clock').textContent = clock(now);
  const shown = view === null ? null : chosen(view);
  const [left, bar] = [document.getElementById('left'), document.getElementById('bar')];
  if (shown === null || left === null || !(bar instanceof HTMLProgressElement)) return;
  const ms = Math.max(0, shown.expiresAt - now);
  const seconds = Math.floor(ms / 1_000);
  left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  bar.value = ms / Math.max(1, shown.expiresAt - shown.createdAt);
}

async function round(): Promise<void> {
  if (!busy) await look();
  setTimeout(() => void round(), ASK_EVERY_MS);
}

document.documentElement.lang = language;
document.title = phoneText('pageTitle');
byId('title').textContent = phoneText('title');
byId('others-title').textContent = phoneText('others');
byId('history-title').textContent = phoneText('history');
byId('network').addEventListener('click', () => void post('phone', { online: !view?.online }));
byId('own-code').addEventListener('click', () => void post('own-code', { shown: view?.ownCode === null }));
byId('lose-answer').textContent = phoneText('loseAnswer');
byId('lose-answer').addEventListener('click', () => void post('faults', { rules: LOST_ANSWER, replace: true }));
setInterval(tick, DRAW_CLOCK_EVERY_MS);
void round();
