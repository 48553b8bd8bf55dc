import '../ui/tokens.css';
import './customer.css';
import './purchase.css';
import './layout.css';
import type { CustomerView } from '../../shared/customer.ts';
import type { TerminalBridge } from '../../shared/ipc/contract.ts';
import { draw, drawTime } from './draw.ts';

/**
 * The customer's page: it draws what it is told, and tells which language was touched. It has no state of its own, and
 * hears of nothing but the sale before the customer. Plain DOM: it stands beside a till on a small computer.
 */

// The main process decides whose window this is; the page of an audience takes it at its word.
const terminal = (window as unknown as { readonly terminal: TerminalBridge<'customer'> }).terminal;

let view: CustomerView | null = null;
/** Main's clock, as it was heard last: this window's own may be wrong. */
let ahead = 0;

const redraw = (): void => {
  if (!view) return;
  draw(view, (language) => void terminal.call['customer.language']({ language }).catch(() => undefined));
  drawTime(view, performance.now() + ahead);
};

terminal.onEvent((event) => {
  ahead = event.now - performance.now();
  view = event.view;
  redraw();
});
// How many lines there is room for.
addEventListener('resize', redraw);

setInterval(() => {
  if (view) drawTime(view, performance.now() + ahead);
}, 250);
