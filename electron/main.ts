import { app, crashReporter, session } from 'electron';
import type { BrowserWindow, WebContents } from 'electron';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { languageAtStart } from './adapters/files/language-at-start.ts';
import { setAsideStrangeFiles } from './adapters/files/strange-files.ts';
import { createLog } from './adapters/log/log.ts';
import { steerableClock, systemClock } from './adapters/system/clock.ts';
import { NO_OVERRIDES } from './adapters/system/environment.ts';
import type { Overrides } from './adapters/system/environment.ts';
import { applyOverrides, profile, watchPower } from './adapters/system/system.ts';
import type { Assembly } from './assembly.ts';
import { boot } from './boot.ts';
import { openRouter } from './ipc/router.ts';
import { registerAppScheme, serveApp } from './shell/app-protocol.ts';
import { surviveBugs } from './shell/bugs.ts';
import { isReleased, windowTitle } from './shell/flavour.ts';
import { hardenContents, hardenSession, requireSandbox } from './shell/harden.ts';
import { lateCustomerScreen } from './shell/late-customer.ts';
import { guardLeaving } from './shell/leaving.ts';
import { keepLight } from './shell/light.ts';
import { createOsPrinter } from './shell/os-printer.ts';
import { createPictureShelf } from './shell/picture-shelf.ts';
import { devServerOrigin, terminalPolicy } from './shell/policy.ts';
import { createPracticePhone } from './shell/practice.ts';
import { keepQuiet, resolveBySystem } from './shell/quiet.ts';
import { refusedSwitches } from './shell/switches.ts';
import { openTestDoor } from './shell/test-door.ts';
import { isForbidden, isHeldByAnother, tellInUse } from './shell/other-user.ts';
import { openMainWindow, removeMenu, showMainWindow } from './shell/window.ts';
import type { Audience } from '../shared/audience.ts';
import { APP_START } from '../shared/pages.ts';

/**
 * The start: walls and the window first. Its page loads in another process while `assembly.ts`, which is large, is read
 * here and builds the adapters and the core. No rules live here. `entry.ts` starts it.
 */

const bundle = import.meta.dirname;
const steerable = __FLAVOUR__ === 'development' ? steerableClock(systemClock) : null;
const clock = steerable ?? systemClock;
const devServer = devServerOrigin(process.env['SKRANKE_DEV_SERVER_URL'], app.isPackaged);
const devTools = !app.isPackaged;
/** As long as the core waits for a page at most. */
const PAGE_MS = 500;

let overrides: Overrides = NO_OVERRIDES;
let window: BrowserWindow | null = null;
/** Every window that may call and hears events, and whose it is. */
const windows = new Map<WebContents, Audience>();
let assembly: Assembly | null = null;
let pageServed = Promise.resolve();
let leave = (): void => app.quit();

const assembled = Promise.withResolvers<Assembly>();
const windowShown = Promise.withResolvers<void>();
export const log = lazyLog();
const phone = createPracticePhone(log);
const osPrinter = createOsPrinter(() => window, clock, log);
const shelf = createPictureShelf();
const customer = lateCustomerScreen({
  folder: join(bundle, 'customer'),
  preload: join(bundle, 'preload.cjs'),
  devServer,
  devTools,
  clock: systemClock,
  log,
  till: () => window,
  shelf,
  phone: () => phone.window(),
  language: () => assembly?.till?.preferences.language ?? 'en',
  logo: (version) => assembly?.logo?.png(version) ?? null,
  adopt: (contents, ours) => void (ours ? windows.set(contents, 'customer') : windows.delete(contents)),
  seen: windowShown.promise,
});

/** The log's place is known only when the profile is. */
function lazyLog(): ReturnType<typeof createLog> {
  let log: ReturnType<typeof createLog> | null = null;
  const get = () => (log ??= createLog({ path: profile().log, clock }));
  return {
    info: (message, fields) => get().info(message, fields),
    warn: (message, fields) => get().warn(message, fields),
    error: (message, fields) => get().error(message, fields),
    open: () => get().open(),
    read: () => get().read(),
    redact: (line) => get().redact(line),
    watch: (secret) => get().watch(secret),
  };
}

surviveBugs(process, log);

// Not awaited here: Electron becomes ready only after this module has been evaluated.
boot(
  {
    'refuse-switches': () => {
      // SECURITY: a released app starts with the switches of a list alone; the flavour for tests must let its driver
      // in.
      const refused = app.isPackaged && isReleased(__FLAVOUR__) ? refusedSwitches(process.argv.slice(1)) : [];
      if (refused.length === 0) return 'go';
      process.stderr.write(`Skranke does not start with these switches: ${refused.join(', ')}\n`);
      process.exitCode = 2;
      return 'stop';
    },
    quiet: () => {
      keepQuiet(app);
      keepLight(app);
      return 'go';
    },
    profile: () => {
      overrides = applyOverrides();
      mkdirSync(profile().folder, { recursive: true });
      if (overrides.problem) log.warn(overrides.problem);
      return 'go';
    },
    // SECURITY: two tills on one journal would be a money bug; the second shows the first one's window and ends.
    'single-instance': () => {
      if (!app.requestSingleInstanceLock()) return 'stop';
      for (const folder of [join(profile().folder, 'logs'), profile().folder])
        if (existsSync(folder)) setAsideStrangeFiles(folder, log);
      return 'go';
    },
    scheme: () => {
      registerAppScheme();
      return 'go';
    },
    sandbox: () => {
      requireSandbox(app);
      return 'go';
    },
    menu: () => {
      removeMenu();
      return 'go';
    },
    harden: async () => {
      const policy = terminalPolicy(devServer, devTools);
      resolveBySystem(app);
      hardenContents(
        app,
        (candidate) =>
          candidate === session.defaultSession
            ? policy
            : (phone.policyOf(candidate) ?? osPrinter.policyOf(candidate) ?? customer.policyOf(candidate)),
        log,
      );
      await hardenSession(session.defaultSession, policy, log);
    },
    protocol: () => {
      const language = () => languageAtStart(profile().folder);
      pageServed = serveApp(session.defaultSession, join(bundle, 'renderer'), log, {
        audience: 'till',
        language,
        shelf,
        logo: (version) => assembly?.logo?.png(version) ?? null,
      });
    },
    ipc: () => openRouter({ windows: () => windows, devServer, gate: assembled.promise.then(({ gate }) => gate) }),
    window: openWindow,
    page: pageOnItsWay,
    assembly: assemble,
    settings: async () => {
      const preferences = await assembly?.openSettings();
      if (window && preferences)
        showMainWindow(window, preferences.theme, windowTitle(__FLAVOUR__, preferences.language));
    },
    till: () => assembly?.openTill(),
    power: () => watchPower({ suspend: () => assembly?.till?.lock(), resume: () => assembly?.till?.lookAtAll() }),
    log: () =>
      void windowShown.promise.then(async () => {
        await log.open();
        const { keepCrashes } = await import('./shell/crashes.ts');
        await keepCrashes(crashReporter, app.getPath('crashDumps'));
      }),
  },
  () => app.whenReady(),
).then(
  async (stopped) => {
    const inUse = stopped === 'single-instance' && isHeldByAnother(profile().folder);
    if (inUse) await tellInUse();
    if (stopped) app.exit(process.exitCode === 2 ? 2 : Number(inUse));
  },
  async (error: unknown) => {
    if (isForbidden(error)) {
      await tellInUse();
      return app.exit(1);
    }
    log.error('start failed', { error: error instanceof Error ? error.message : String(error) });
    app.exit(1);
  },
);

app.on('second-instance', () => {
  if (window?.isMinimized()) window.restore();
  window?.focus();
});
app.on('window-all-closed', () => app.quit());
app.on('will-quit', () => {
  assembly?.stop();
  assembly?.bye();
});

function openWindow(): void {
  window = openMainWindow({
    url: devServer ?? APP_START,
    audience: 'till',
    preload: join(bundle, 'preload.cjs'),
    devTools,
    clock: systemClock,
    log,
  });
  const contents = window.webContents;
  windows.set(contents, 'till');
  contents.once('did-finish-load', () => windowShown.resolve());
  leave = guardLeaving(
    () => window,
    (why) => assembly?.till?.mayLeave(why) ?? true,
  );
  window.once('closed', () => {
    phone.close();
    customer.close();
    windows.delete(contents);
    window = null;
  });
}

/**
 * Reading the core holds this process still for a while: the page gets all that it begins with before, and reads that
 * meanwhile. A page that does not come keeps no payment waiting.
 */
async function pageOnItsWay(): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const stop = systemClock.after(PAGE_MS, resolve);
  if (devServer === null) await Promise.race([pageServed, late]);
  stop();
}

async function assemble(): Promise<void> {
  const { Assembly } = await import('./assembly.ts');
  const built = new Assembly({
    bundle,
    clock,
    log,
    overrides,
    argv: process.argv.slice(1),
    window: () => window,
    windows: () => windows,
    windowShown: windowShown.promise,
    validate: devServer !== null,
    phone,
    customer,
    osPrinter,
    shelf,
    leave: () => leave(),
    command: [process.execPath, ...process.argv.slice(1)],
    restart: () => {
      app.relaunch();
      leave();
    },
  });
  assembly = built;
  assembled.resolve(built);
  if (steerable)
    openTestDoor({ pass: (ms) => steerable.pass(ms), begin: (folder, apiUrl) => built.begin(folder, apiUrl) });
}
