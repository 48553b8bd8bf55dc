import { screen, session } from 'electron';
import type { BrowserWindow, Event, Input, Session, WebContents } from 'electron';
import type { Clock } from '../core/ports/clock.ts';
import type { CustomerScreen } from '../core/ports/customer-screen.ts';
import type { Log } from '../core/ports/log.ts';
import { serveApp } from './app-protocol.ts';
import type { FoundPictures } from './picture-shelf.ts';
import { displayOf, placeCustomer } from './customer-place.ts';
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
  /** What is held out to the customer. */
  readonly shelf: FoundPictures;
  readonly till: () => BrowserWindow | null;
  /** The practice customer's phone, where it is open. */
  readonly phone: () => BrowserWindow | null;
  readonly language: () => Language;
  readonly logo: (version: number) => Uint8Array<ArrayBuffer> | null;
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

type Listener = Parameters<CustomerScreen['watch']>[0];
type Shown = Omit<CustomerPlace, 'bounds'> & { readonly window: BrowserWindow };

/** The customer's window, on the display that the system has just now for it. */
export class CustomerWindow implements OpenCustomerScreen {
  readonly #frame: CustomerFrame;
  readonly #policy: PagePolicy;
  #own: Session | null = null;
  #hardened = Promise.resolve();
  #wish: CustomerWish = { display: null, turned: false, practises: false };
  #shown: Shown | null = null;
  #isThere = false;
  #closed = false;
  #listener: Listener | null = null;

  constructor(frame: CustomerFrame) {
    this.#frame = frame;
    this.#policy = terminalPolicy(frame.devServer, frame.devTools, 'customer');
    screen.on('display-added', this.#displaysChanged);
    screen.on('display-removed', this.#displaysChanged);
    screen.on('display-metrics-changed', this.#displaysChanged);
    const till = frame.till();
    till?.webContents.on('before-input-event', this.#turnByKey);
    // Which displays are left for the customer depends on where the till is.
    till?.on('moved', this.#displaysChanged);
    till?.on('move', this.#follow);
    till?.on('resize', this.#follow);
  }

  displays(): readonly Display[] {
    const all = screen.getAllDisplays().map(asDisplay);
    const till = this.#frame.till();
    const under = till && displayOf(till.getBounds(), all);
    return all.filter(({ id }) => id !== under?.id);
  }

  use(display: Display | null): void {
    this.#wish = { ...this.#wish, display };
    this.#place();
  }

  watch(on: Listener): void {
    this.#listener = on;
    on.displays();
    if (this.#isThere) on.there(true);
  }

  policyOf(candidate: Session): PagePolicy | null {
    return candidate === this.#own ? this.#policy : null;
  }

  practise(practises: boolean): void {
    this.#wish = { ...this.#wish, practises };
    this.#place();
  }

  close(): void {
    this.#closed = true;
    screen.off('display-added', this.#displaysChanged);
    screen.off('display-removed', this.#displaysChanged);
    screen.off('display-metrics-changed', this.#displaysChanged);
    this.#drop();
  }

  #there(isThere: boolean): void {
    this.#isThere = isThere;
    this.#listener?.there(isThere);
  }

  /** @returns when the walls of its session are up */
  #session(): Promise<void> {
    if (this.#own) return this.#hardened;
    const { folder, devServer, log, shelf, logo } = this.#frame;
    this.#own = session.fromPartition(CUSTOMER_PARTITION, { cache: false });
    this.#hardened = hardenSession(this.#own, this.#policy, log);
    if (devServer === null)
      void serveApp(this.#own, folder, log, { audience: 'customer', language: null, shelf, logo });
    return this.#hardened;
  }

  #drop(): void {
    const before = this.#shown;
    this.#shown = null;
    if (before && !before.window.isDestroyed()) before.window.destroy();
  }

  #open({ mode, bounds }: CustomerPlace): Shown {
    const { devServer, preload, devTools, clock, log } = this.#frame;
    const window = openCustomerWindow({
      mode,
      bounds,
      title: reader(this.#frame.language(), 'main')('title.customer'),
      url: devServer === null ? startOf('customer') : `${devServer}/customer/`,
      partition: CUSTOMER_PARTITION,
      reachable: this.#session(),
      audience: 'customer',
      preload,
      devTools,
      clock,
      log,
    });
    const contents = window.webContents;
    this.#frame.adopt(contents, true);
    // Told anew at each load: the page keeps nothing.
    contents.on('did-finish-load', () => this.#there(true));
    contents.on('before-input-event', this.#turnByKey);
    window.on('focus', () => this.#giveBackFocus(window));
    window.once('closed', () => {
      this.#frame.adopt(contents, false);
      if (this.#shown?.window !== window) return;
      this.#shown = null;
      this.#there(false);
      // Somebody has closed it: that of practice stays away and a turned one is turned back; a display has it again.
      if (mode === 'beside') this.#wish = { ...this.#wish, practises: false };
      if (mode === 'covers') this.#wish = { ...this.#wish, turned: false };
      setImmediate(() => this.#place());
    });
    return { mode, window };
  }

  /** A customer who touches their own display does not take the keys from the cashier's. */
  #giveBackFocus(window: BrowserWindow): void {
    const till = this.#frame.till();
    if (this.#shown?.window !== window || this.#shown.mode !== 'fills') return;
    if (till?.isVisible() && !till.isMinimized()) till.focus();
  }

  #wanted(): CustomerPlace | null {
    const till = this.#frame.till();
    if (this.#closed || !till || till.isDestroyed()) return null;
    const bounds = till.getBounds();
    return placeCustomer(this.#wish, {
      displays: screen.getAllDisplays().map(asDisplay),
      workArea: screen.getDisplayMatching(bounds).workArea,
      till: bounds,
      phone: this.#frame.phone()?.getBounds() ?? null,
    });
  }

  #place(): void {
    const wanted = this.#wanted();
    if (wanted && this.#shown?.mode === wanted.mode) {
      // Where a person has put the small one it stays.
      if (wanted.mode !== 'beside') this.#shown.window.setBounds(wanted.bounds);
      return;
    }
    const wasShown = this.#shown !== null;
    this.#drop();
    if (wasShown) this.#there(false);
    if (!wanted) return;
    this.#shown = this.#open(wanted);
    if (wanted.mode === 'covers') this.#shown.window.setParentWindow(this.#frame.till());
  }

  readonly #turnByKey = (event: Event, input: Input): void => {
    if (!isTurnKey(input)) return;
    event.preventDefault();
    this.#wish = { ...this.#wish, turned: !this.#wish.turned };
    // Not while the key is being told: the window that goes is the one it was pressed on.
    setImmediate(() => {
      this.#place();
      // SECURITY: what comes back is the till as it stands: a locked one asks for the PIN.
      if (!this.#wish.turned) this.#frame.till()?.focus();
    });
  };

  readonly #follow = (): void => {
    if (this.#shown !== null && this.#shown.mode !== 'beside') this.#place();
  };

  readonly #displaysChanged = (): void => {
    this.#place();
    this.#listener?.displays();
  };
}
