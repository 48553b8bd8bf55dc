import { app, session } from 'electron';
import type { BrowserWindow, WebContents } from 'electron';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createConnections } from './adapters/connections.ts';
import { writeExport } from './adapters/files/export-file.ts';
import { openSettingsStore } from './adapters/files/settings-store.ts';
import { setAsideStrangeFiles } from './adapters/files/strange-files.ts';
import { systemCipher } from './adapters/keys/cipher.ts';
import { openSigner, renewSigner } from './adapters/keys/signing-key.ts';
import { createVault } from './adapters/keys/vault.ts';
import { createLog } from './adapters/log/log.ts';
import { openPeopleStore } from './adapters/people/people-store.ts';
import { createPinHasher } from './adapters/people/pin-hasher.ts';
import { createPrinter, newPrintJobId } from './adapters/printing/printers.ts';
import { openQueueFile } from './adapters/printing/queue-file.ts';
import { systemCalendar } from './adapters/system/calendar.ts';
import { steerableClock, systemClock } from './adapters/system/clock.ts';
import type { Overrides } from './adapters/system/environment.ts';
import { apiFetch } from './adapters/system/network.ts';
import { applyOverrides, profile, systemIds, watchPower } from './adapters/system/system.ts';
import { requestBodies } from './adapters/vipps/bodies.ts';
import { boot } from './boot.ts';
import type { ExportDoor } from './core/ports/export.ts';
import { PrintService } from './core/printing/print-service.ts';
import { Till } from './core/till/till.ts';
import { createPublisher } from './ipc/publish.ts';
import { openRouter } from './ipc/router.ts';
import { registerAppScheme, serveApp } from './shell/app-protocol.ts';
import { surviveBugs } from './shell/bugs.ts';
import { isReleased, windowTitle } from './shell/flavour.ts';
import { hardenContents, hardenSession, requireSandbox } from './shell/harden.ts';
import { guardLeaving } from './shell/leaving.ts';
import { createOsPrinter } from './shell/os-printer.ts';
import { APP_START } from '../shared/pages.ts';
import { devServerOrigin, terminalPolicy } from './shell/policy.ts';
import { createPracticeWallet } from './shell/practice-wallet.ts';
import { createPracticePhone, forkSimulator } from './shell/practice.ts';
import { keepLight } from './shell/light.ts';
import { keepQuiet, resolveBySystem } from './shell/quiet.ts';
import { askWhereToSave, savePdf } from './shell/save-dialog.ts';
import { refusedSwitches } from './shell/switches.ts';
import { openTestDoor } from './shell/test-door.ts';
import { openMainWindow, printView, removeMenu } from './shell/window.ts';
import type { Audience } from '../shared/audience.ts';
import { PRACTICE_STORE } from '../shared/practice.ts';

/** The composition root: builds the adapters and hands them to the core. No rules live here. `entry.ts` starts it. */

const bundle = import.meta.dirname;
const steerable = __FLAVOUR__ === 'development' ? steerableClock(systemClock) : null;
const clock = steerable ?? systemClock;
const devServer = devServerOrigin(process.env['SKRANKE_DEV_SERVER_URL'], app.isPackaged);
const devTools = !app.isPackaged;

let overrides: Overrides = { profileDir: null, apiUrl: null, problem: null };
let window: BrowserWindow | null = null;
/** Every window that may call and hears events, and whose it is. */
const windows = new Map<WebContents, Audience>();
let till: Till | null = null;
let leave = (): void => app.quit();

let handlersReady = Promise.withResolvers<Till['handlers']>();
const windowShown = Promise.withResolvers<void>();
export const log = lazyLog();
const phone = createPracticePhone(log);
const osPrinter = createOsPrinter(() => window, clock, log);
const practice = createPracticeWallet({
  // Started once the terminal itself can be seen: the first picture is not kept waiting.
  seen: windowShown.promise,
  fork: (args) => forkSimulator(join(bundle, 'simulator.js'))(args),
  stateFile: (country) => join(profile().folder, `practice-${country}.json`),
  showPhone: (server) => {
    if (window) phone.show(window, server, till?.preferences.language ?? 'en');
  },
  closePhone: () => phone.close(),
  clock,
  log,
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
    watch: (secret) => get().watch(secret),
  };
}

let settings: Awaited<ReturnType<typeof openSettingsStore>>;

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
          candidate === session.defaultSession ? policy : (phone.policyOf(candidate) ?? osPrinter.policyOf(candidate)),
        log,
      );
      await hardenSession(session.defaultSession, policy, log);
    },
    protocol: () => serveApp(session.defaultSession, join(bundle, 'renderer'), log),
    settings: async () => {
      settings = await openSettingsStore(profile().folder, log);
    },
    ipc: () =>
      openRouter({
        windows: () => windows,
        devServer,
        handlers: () => handlersReady.promise,
        log,
        clock,
      }),
    window: openWindow,
    till: openTill,
    power: () => watchPower({ suspend: () => till?.lock(), resume: () => till?.lookAtAll() }),
    log: () => void windowShown.promise.then(() => log.open()),
  },
  () => app.whenReady(),
).then(
  (stopped) => {
    if (stopped) app.exit(process.exitCode === 2 ? 2 : 0);
  },
  (error: unknown) => {
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
  till?.stop();
  practice.stop();
});

function openWindow(): void {
  const { preferences } = settings.current();
  window = openMainWindow({
    url: devServer ?? APP_START,
    audience: 'till',
    title: windowTitle(__FLAVOUR__, preferences.language),
    preload: join(bundle, 'preload.cjs'),
    theme: preferences.theme,
    devTools,
    clock: systemClock,
    log,
  });
  const contents = window.webContents;
  windows.set(contents, 'till');
  contents.once('did-finish-load', () => windowShown.resolve());
  leave = guardLeaving(
    () => window,
    (why) => till?.mayLeave(why) ?? true,
  );
  window.once('closed', () => {
    phone.close();
    windows.delete(contents);
    window = null;
  });
}

if (steerable) openTestDoor({ pass: (ms) => steerable.pass(ms), begin: beginAnew });

async function beginAnew(folder: string, apiUrl: string | null): Promise<void> {
  till?.stop();
  practice.stop();
  handlersReady = Promise.withResolvers();
  app.setPath('userData', folder);
  overrides = { ...overrides, profileDir: folder, apiUrl };
  settings = await openSettingsStore(folder, log);
  await openTill();
}

async function openTill(): Promise<void> {
  const { folder, beside } = profile();
  const cipher = systemCipher();
  const vault = createVault({ folder, cipher, log, onSecret: (secret) => log.watch(secret) });
  const connections = createConnections({
    folder,
    fetch: apiFetch(),
    clock,
    log,
    vault,
    version: __APP_VERSION__,
    apiUrl: overrides.apiUrl,
    practice,
    seals: { folder, heads: beside, cipher, log },
  });
  await connections.journals.ready();
  const place = { folder, cipher, log };
  const signing: Pick<ExportDoor, 'signer' | 'newSigner'> = {
    signer: (environment, first) => openSigner(place, environment, first),
    newSigner: (environment, version) => renewSigner(place, environment, version),
  };
  till = new Till({
    connections,
    settings,
    keys: vault,
    // A development run without settings is somebody who tries the terminal out; a released app asks what it is for.
    tryOut: app.isPackaged ? null : PRACTICE_STORE,
    bodies: requestBodies,
    clock,
    calendar: systemCalendar,
    ids: systemIds,
    log,
    exports: {
      choose: (suggestion) => askWhereToSave(window, suggestion),
      write: (path, pieces) => writeExport(path, pieces, log),
      ...signing,
    },
    slips: new PrintService({
      printer: createPrinter(clock, osPrinter),
      pdf: (slip, name) =>
        savePdf(
          window,
          () => osPrinter.pdf(slip, 42),
          name,
          (path, pieces) => writeExport(path, pieces, log),
        ),
      view: () => window && printView(window, log),
      store: openQueueFile(folder, log),
      settings,
      clock,
      log,
      jobId: newPrintJobId,
    }),
    people: openPeopleStore(folder, log),
    hasher: createPinHasher(cipher, log),
    publisher: createPublisher({ windows: () => windows, validate: devServer !== null }),
    leave: () => leave(),
    version: __APP_VERSION__,
  });
  handlersReady.resolve(till.handlers);
  till
    .start()
    .catch((error: unknown) =>
      log.error('till did not start', { error: error instanceof Error ? error.message : String(error) }),
    );
}
