import { BrowserWindow, Menu, nativeTheme, screen } from 'electron';
import type { BrowserWindowConstructorOptions, WebContents, WebPreferences } from 'electron';
import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import { watchPage } from './page-watch.ts';
import { audienceSwitch } from '../../shared/audience.ts';
import type { Audience } from '../../shared/audience.ts';
import { isHome } from '../../shared/pages.ts';
import { placeBeside } from './placement.ts';
import type { Rectangle } from './placement.ts';
import { createReloadPlan } from './reloads.ts';
import { WINDOW_BACKGROUND } from './theme.ts';
import { WEB_PREFERENCES } from './web-preferences.ts';
import type { Theme } from '../../shared/settings.ts';

/** A page that takes no input is ended and loaded again this long after Electron said so. */
const UNRESPONSIVE_MS = 10_000;
const STRAY_PAUSE_MS = 1_000;
/** Laid out down to this size (`renderer/ui/layout-for.ts`): what is left of 1366 by 768 at twice the size fits. */
const LEAST = { minWidth: 640, minHeight: 360 };

export interface MainWindowOptions {
  /** `app://terminal/`, or the dev server's address. */
  readonly url: string;
  /** Who stands before it. */
  readonly audience: Audience;
  /** Path of the bundled preload. */
  readonly preload: string;
  /** Whether developer tools can be opened: never when packaged. */
  readonly devTools: boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Opens the terminal's window, still hidden, and begins to load its page. When the page dies or hangs, it alone is
 * loaded again: the core goes on, and the snapshot brings the page to where it was.
 */
export function openMainWindow(options: MainWindowOptions): BrowserWindow {
  const display = screen.getPrimaryDisplay().workAreaSize;
  const window = open({
    show: false,
    width: Math.min(1024, display.width),
    height: Math.min(768, display.height),
    ...LEAST,
    webPreferences: {
      ...WEB_PREFERENCES,
      preload: options.preload,
      additionalArguments: [audienceSwitch(options.audience)],
      devTools: options.devTools,
    },
  });
  keepAlive(window, options);
  void load(window, options.url, options.log);
  return window;
}

/** Shows the terminal's window in the colour of its first picture, so that nothing flashes. */
export function showMainWindow(window: BrowserWindow, theme: Theme, title: string): void {
  applyTheme(theme);
  window.setBackgroundColor(background());
  window.setTitle(title);
  window.show();
}

export interface PhoneWindowOptions {
  readonly parent: BrowserWindow;
  readonly title: string;
  /** Partition of its own, in memory only: see PHONE_PARTITION. */
  readonly partition: string;
}

/**
 * Opens the practice customer's phone beside the terminal, on its right when there is room, still without a page. It
 * has no preload.
 */
export function openPhoneWindow({ parent, title, partition }: PhoneWindowOptions): BrowserWindow {
  const bounds = parent.getBounds();
  const size = { width: 380, height: 720 };
  return open({
    ...size,
    ...placeBeside(bounds, size, screen.getDisplayMatching(bounds).workArea),
    parent,
    title,
    resizable: false,
    maximizable: false,
    fullscreenable: false,
    webPreferences: { ...WEB_PREFERENCES, partition, devTools: false },
  });
}

export interface CustomerWindowOptions extends MainWindowOptions {
  /** `fills` a display, `covers` the till's window, or stands `beside` it as a window like any other. */
  readonly mode: 'fills' | 'covers' | 'beside';
  readonly bounds: Rectangle;
  readonly title: string;
  readonly partition: string;
  /** Settles when the session's walls are up. */
  readonly reachable: Promise<void>;
}

/**
 * Opens the customer's window and loads its page. Without a frame it is nobody's to move; on a display of its own it
 * takes no keys from the cashier.
 */
export function openCustomerWindow(options: CustomerWindowOptions): BrowserWindow {
  const { mode, bounds, title, partition } = options;
  const framed = mode === 'beside';
  const window = open({
    ...bounds,
    useContentSize: false,
    show: false,
    title,
    frame: framed,
    focusable: mode !== 'fills',
    skipTaskbar: !framed,
    resizable: framed,
    movable: framed,
    minimizable: framed,
    maximizable: framed,
    fullscreenable: false,
    hasShadow: framed,
    webPreferences: {
      ...WEB_PREFERENCES,
      partition,
      preload: options.preload,
      additionalArguments: [audienceSwitch(options.audience)],
      devTools: options.devTools,
    },
  });
  if (mode === 'fills') window.setAlwaysOnTop(true, 'screen-saver');
  window.once('ready-to-show', () => {
    if (mode === 'covers') window.show();
    else window.showInactive();
  });
  keepAlive(window, options);
  showPage(window, options.url, options.reachable, options.log);
  return window;
}

/** Shows a page in a window once its server can be reached. */
export function showPage(window: BrowserWindow, url: string, reachable: Promise<void>, log: Log): void {
  const show = () => {
    if (!window.isDestroyed()) void load(window, url, log);
  };
  reachable.then(show, show);
}

/** Draws a slip for a printer or a PDF; nobody sees it. SECURITY: it runs no script at all. */
export function openSlipWindow(partition: string): BrowserWindow {
  return open({
    show: false,
    width: 400,
    height: 600,
    webPreferences: { ...WEB_PREFERENCES, partition, javascript: false, devTools: false },
  });
}

/** Windows whose page waits for the system's dialog. */
const printing = new WeakSet<BrowserWindow>();

/**
 * Opens the system's dialog to print what a window shows. Its page stands still meanwhile, and is not taken for dead.
 */
export function printView(window: BrowserWindow, log: Log): void {
  if (printing.has(window)) return;
  printing.add(window);
  window.webContents.print({ silent: false, printBackground: false }, (taken, reason) => {
    printing.delete(window);
    if (!taken) log.info('view not printed', { reason });
  });
}

/** The theme that the page sees as `prefers-color-scheme`, and of the window's frame where the system draws it. */
export function applyTheme(theme: Theme): void {
  nativeTheme.themeSource = theme;
}

/**
 * Takes the application menu away, and with it its keys for reload, zoom and developer tools: a cashier must not leave
 * the sale by a slip of the hand. Before the app is ready, so that the default menu is never built. macOS keeps copy,
 * paste and quit, which live in the menu there.
 */
export function removeMenu(platform: NodeJS.Platform = process.platform): void {
  Menu.setApplicationMenu(
    platform === 'darwin' ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }]) : null,
  );
}

/** The only place where a window is made. */
const background = (): string => (nativeTheme.shouldUseDarkColors ? WINDOW_BACKGROUND.dark : WINDOW_BACKGROUND.light);

function open(options: BrowserWindowConstructorOptions & { readonly webPreferences: WebPreferences }): BrowserWindow {
  const window = new BrowserWindow({
    useContentSize: true,
    backgroundColor: background(),
    autoHideMenuBar: true,
    ...options,
  });
  // The title says which till and whether it is practice; a page does not change it.
  window.on('page-title-updated', (event) => event.preventDefault());
  return window;
}

async function load(window: BrowserWindow, url: string, log: Log): Promise<void> {
  await window.loadURL(url).catch((error: unknown) => {
    if (!window.isDestroyed())
      log.error('page did not load', { error: error instanceof Error ? error.name : typeof error });
  });
}

function keepAlive(window: BrowserWindow, { clock, log, url }: MainWindowOptions): void {
  const contents: WebContents = window.webContents;
  const reloadDelay = createReloadPlan();
  let stopWatch: () => void = () => undefined;
  let stopWaiting: () => void = () => undefined;
  // SECURITY: a page can take itself to `about:blank` without asking anybody; whatever is not the terminal's page is
  // left at once.
  let returning = false;
  let lastStray = -STRAY_PAUSE_MS;
  const leaveStray = (status = 200) => {
    if (window.isDestroyed() || (isHome(contents.getURL(), url) && status < 400)) return;
    if (returning) return;
    returning = true;
    // A page that strays at once again does not keep the machine busy.
    const now = clock.monotonic();
    const delay = now - lastStray < STRAY_PAUSE_MS ? STRAY_PAUSE_MS : 0;
    lastStray = now;
    log.warn('page was not ours', { reloadInMs: delay });
    clock.after(delay, async () => {
      // Until it is home, or did not get there: what is told of the way is not another straying.
      if (!window.isDestroyed()) await load(window, url, log);
      returning = false;
      leaveStray();
    });
  };
  const end = () => {
    // Somebody may stand in it with a debugger.
    if (window.isDestroyed() || contents.isDevToolsOpened() || printing.has(window)) return;
    log.warn('page does not answer');
    contents.forcefullyCrashRenderer();
  };
  const watch = () => {
    stopWatch();
    const ask = async () => {
      await contents.mainFrame.executeJavaScript('0');
      leaveStray();
    };
    stopWatch = watchPage({ ask, hangs: end, excused: () => printing.has(window), clock });
  };
  // A page on its way out answers no more, and what was asked of it never settles: that is no silence to be counted.
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) stopWatch();
  });
  contents.on('did-finish-load', watch);
  contents.on('did-fail-load', (_event, _code, _description, _address, isMainFrame) => {
    if (isMainFrame) watch();
  });
  contents.on('did-navigate', (_event, _address, status) => leaveStray(status));
  contents.on('did-navigate-in-page', (_event, _address, isMainFrame) => {
    if (isMainFrame) leaveStray();
  });
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    stopWatch();
    stopWaiting();
    if (reason === 'clean-exit') return;
    const delay = reloadDelay(clock.monotonic());
    log.error('page process gone', { reason, exitCode, reloadInMs: delay });
    clock.after(delay, () => {
      if (!window.isDestroyed()) void load(window, url, log);
    });
  });
  // Also while it loads, when it is not asked. A machine that was asleep looks like a page that was: it gets time to
  // take it back.
  window.on('unresponsive', () => {
    stopWaiting();
    stopWaiting = clock.after(UNRESPONSIVE_MS, end);
  });
  window.on('responsive', () => stopWaiting());
  window.once('closed', () => {
    stopWatch();
    stopWaiting();
  });
}
