import { screen, session } from 'electron';
import type { BrowserWindow, Event, Input, Session, WebContents } from 'electron';
import type { Clock } from '../core/ports/clock.ts';
import type { CustomerScreen } from '../core/ports/customer-screen.ts';
import type { Log } from '../core/ports/log.ts';
import { serveApp } from './app-protocol.ts';
import { placeCustomer } from './customer-place.ts';
import type { CustomerPlace, CustomerWish } from './customer-place.ts';
import { hardenSession } from './harden.ts';
import { terminalPolicy } from './policy.ts';
import type { PagePolicy } from './policy.ts';
import { openCustomerWindow } from './window.ts';
import type { Display } from '../../shared/display.ts';
import { startOf } from '../../shared/pages.ts';
import type { Language } from '../../shared/texts/languages.ts';
import { reader } from '../../shared/texts/read.ts';

export interface CustomerFrame {
  /** Folder of the page, as it is bundled. */
  readonly folder: string;
  readonly preload: string;
  /** Origin of the dev server, null outside `npm run dev`. */
  readonly devServer: string | null;
  readonly devTools: boolean;
  readonly clock: Clock;
  readonly log: Log;
  readonly till: () => BrowserWindow | null;
  /** The practice customer's phone, where it is open. */
  readonly phone: () => BrowserWindow | null;
  readonly language: () => Language;
  /** From now on this page may call and hears, as the customer's; or (false) no longer. */
  readonly adopt: (contents: WebContents, ours: boolean) => void;
}

/** The customer's screen with what the program itself does with it. */
export interface OpenCustomerScreen extends CustomerScreen {
  /** The policy of the page's session, null for any other; for `hardenContents`. */
  policyOf(session: Session): PagePolicy | null;
  /** The practice phone is shown, or put away: so is what its customer would see. */
  practise(on: boolean): void;
  /** For good: the till's window is gone. */
  close(): void;
}

/** In memory only (no `persist:`), and apart from the till's session: its pages are not even there. */
const CUSTOMER_PARTITION = 'customer';

/** On whichever window it is pressed: it turns the screen to the customer, and back. */
export const isTurnKey = ({ type, key, isAutoRepeat, control, alt, meta, shift }: TurnInput): boolean =>
  type === 'keyDown' && key === 'F12' && !isAutoRepeat && !(control || alt || meta || shift);
type TurnInput = Pick<Input, 'type' | 'key' | 'isAutoRepeat' | 'control' | 'alt' | 'meta' | 'shift'>;

/** A display as Electron tells it. */
const asDisplay = ({ id, label, bounds }: Electron.Display): Display => ({ id, label, ...bounds });

type Shown = Omit<CustomerPlace, 'bounds'> & { readonly window: BrowserWindow };

/** The customer's window, on the display that the system has just now for it. */
export function openCustomerScreen(frame: CustomerFrame): OpenCustomerScreen {
  const { devServer, log } = frame;
  const policy = terminalPolicy(devServer, frame.devTools, 'customer');
  let own: Session | null = null;
  let hardened = Promise.resolve();
  let wish: CustomerWish = { display: null, turned: false, practises: false };
  let shown: Shown | null = null;
  let isThere = false;
  let closed = false;
  let listener: Parameters<CustomerScreen['watch']>[0] | null = null;

  const there = (now: boolean): void => {
    isThere = now;
    listener?.there(now);
  };
  const ready = (): Promise<void> => {
    if (own) return hardened;
    own = session.fromPartition(CUSTOMER_PARTITION, { cache: false });
    hardened = hardenSession(own, policy, log);
    if (devServer === null) void serveApp(own, frame.folder, log, 'customer');
    return hardened;
  };

  const drop = (): void => {
    const before = shown;
    shown = null;
    if (before && !before.window.isDestroyed()) before.window.destroy();
  };

  const open = ({ mode, bounds }: CustomerPlace): Shown => {
    const reachable = ready();
    const window = openCustomerWindow({
      mode,
      bounds,
      title: reader(frame.language(), 'main')('title.customer'),
      url: devServer === null ? startOf('customer') : `${devServer}/customer/`,
      partition: CUSTOMER_PARTITION,
      reachable,
      audience: 'customer',
      preload: frame.preload,
      devTools: frame.devTools,
      clock: frame.clock,
      log,
    });
    const contents = window.webContents;
    frame.adopt(contents, true);
    // Told anew at each load: the page keeps nothing.
    contents.on('did-finish-load', () => there(true));
    contents.on('before-input-event', turnByKey);
    window.on('focus', () => giveBackFocus(window));
    window.once('closed', () => {
      frame.adopt(contents, false);
      if (shown?.window === window) {
        shown = null;
        there(false);
        // Somebody has closed it: that of practice stays away, the others are needed.
        if (mode === 'beside') wish = { ...wish, practises: false };
        if (mode === 'covers') wish = { ...wish, turned: false };
        setImmediate(place);
      }
    });
    return { mode, window };
  };

  /** A customer who touches their own display does not take the keys from the cashier's. */
  const giveBackFocus = (window: BrowserWindow): void => {
    const till = frame.till();
    if (shown?.window === window && shown.mode === 'fills' && till?.isVisible() && !till.isMinimized()) till.focus();
  };

  function place(): void {
    const till = frame.till();
    if (closed || !till || till.isDestroyed()) return drop();
    const phone = frame.phone();
    const bounds = till.getBounds();
    const wanted = placeCustomer(wish, {
      displays: screen.getAllDisplays().map(asDisplay),
      workArea: screen.getDisplayMatching(bounds).workArea,
      till: bounds,
      phone: phone?.getBounds() ?? null,
    });
    if (!wanted) {
      const wasThere = shown !== null;
      drop();
      if (wasThere) there(false);
      return;
    }
    if (shown?.mode === wanted.mode) {
      // Where a person has put the small one it stays.
      if (wanted.mode !== 'beside') shown.window.setBounds(wanted.bounds);
      return;
    }
    drop();
    isThere = false;
    shown = open(wanted);
    if (wanted.mode === 'covers') shown.window.setParentWindow(till);
  }

  function turnByKey(event: Event, input: Input): void {
    if (!isTurnKey(input)) return;
    event.preventDefault();
    wish = { ...wish, turned: !wish.turned };
    place();
    // SECURITY: what comes back is the till as it stands: a locked one asks for the PIN.
    if (!wish.turned) frame.till()?.focus();
  }

  const displaysChanged = (): void => {
    place();
    listener?.displays();
  };
  for (const event of ['display-added', 'display-removed'] as const)
    screen.on(event as 'display-added', displaysChanged);
  screen.on('display-metrics-changed', displaysChanged);
  const till = frame.till();
  till?.webContents.on('before-input-event', turnByKey);
  for (const event of ['move', 'resize'] as const)
    till?.on(event as 'move', () => void (shown?.mode !== 'beside' && place()));

  return {
    displays: () => screen.getAllDisplays().map(asDisplay),
    use(display) {
      wish = { ...wish, display };
      place();
    },
    watch(on) {
      listener = on;
      on.displays();
      if (isThere) on.there(true);
    },
    policyOf: (candidate) => (candidate === own ? policy : null),
    practise(practises) {
      wish = { ...wish, practises };
      place();
    },
    close() {
      closed = true;
      drop();
    },
  };
}
