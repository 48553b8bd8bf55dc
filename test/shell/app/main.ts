import { app, ipcMain, session } from 'electron';
import type { BrowserWindow, WebContents } from 'electron';
import { join } from 'node:path';
import { openSettingsStore } from '../../../electron/adapters/files/settings-store.ts';
import { systemCipher } from '../../../electron/adapters/keys/cipher.ts';
import { createVault } from '../../../electron/adapters/keys/vault.ts';
import type { Vault } from '../../../electron/adapters/keys/vault.ts';
import { createLog } from '../../../electron/adapters/log/log.ts';
import { systemClock } from '../../../electron/adapters/system/clock.ts';
import { ownFetch } from '../../../electron/adapters/system/network.ts';
import { applyOverrides, profile } from '../../../electron/adapters/system/system.ts';
import { createVippsApi } from '../../../electron/adapters/vipps/epayment.ts';
import type { VippsApi } from '../../../electron/adapters/vipps/epayment.ts';
import type { Publisher } from '../../../electron/core/ports/publisher.ts';
import type { SettingsStore } from '../../../electron/core/ports/settings.ts';
import { createPublisher } from '../../../electron/ipc/publish.ts';
import { createGate } from '../../../electron/ipc/gate.ts';
import { openRouter } from '../../../electron/ipc/router.ts';
import { registerAppScheme, serveApp } from '../../../electron/shell/app-protocol.ts';
import { hardenContents, hardenSession, requireSandbox } from '../../../electron/shell/harden.ts';
import { APP_START } from '../../../shared/pages.ts';
import { createPictureShelf } from '../../../electron/shell/picture-shelf.ts';
import { terminalPolicy } from '../../../electron/shell/policy.ts';
import { startPractice } from '../../../electron/shell/practice-process.ts';
import type { Practice } from '../../../electron/shell/practice-process.ts';
import { createPracticePhone, forkSimulator } from '../../../electron/shell/practice.ts';
import type { PracticePhone } from '../../../electron/shell/practice.ts';
import { openMainWindow, removeMenu, showMainWindow } from '../../../electron/shell/window.ts';
import type { Audience } from '../../../shared/audience.ts';
import { CALLS } from '../../../shared/ipc/contract.ts';
import type { Snapshot, TerminalEvent } from '../../../shared/ipc/contract.ts';
import { CALL_NAMES } from '../../../shared/ipc/names.ts';
import type { CallName } from '../../../shared/ipc/names.ts';
import { AT_REST } from '../../../shared/progress.ts';
import type { Credentials } from '../../../shared/settings.ts';

import { tillIn } from '../../support/renderer/renderer-fixtures.ts';

/**
 * The product's shell, router and adapters with handlers that only note what reached them. Tests read it through
 * Playwright.
 */
export interface ShellApp {
  readonly window: BrowserWindow;
  readonly reached: { readonly name: string; readonly input: unknown }[];
  readonly publisher: Publisher<TerminalEvent>;
  readonly phone: PracticePhone;
  readonly settings: SettingsStore;
  readonly vault: Vault;
  readonly openLog: () => Promise<void>;
  readonly startPractice: () => Practice;
  readonly ipcMain: Electron.IpcMain;
  readonly timings: Readonly<Record<string, number>>;
  /** What handlers answer, by call; `{ accepted: true }` where it says nothing. */
  readonly answers: Map<CallName, unknown>;
  /** What should never happen: exceptions that nobody caught, inputs that a handler should not have seen. */
  readonly bugs: string[];
  /** Makes another window the only one that may call, or (null) the first one again. */
  adopt(other: BrowserWindow | null, audience?: Audience): void;
  /** The terminal's client of the API, with the network it has in the shop, against an address on this machine. */
  wallet(baseUrl: string, credentials: Credentials): VippsApi;
}

declare global {
  var shellApp: Promise<ShellApp>;
}

const windowsOf = (window: BrowserWindow | null, audience: Audience): ReadonlyMap<WebContents, Audience> =>
  new Map(window && !window.isDestroyed() ? [[window.webContents, audience]] : []);

function watchForBugs(): string[] {
  const bugs: string[] = [];
  process.on('unhandledRejection', (reason) => void bugs.push(`unhandled rejection: ${String(reason)}`));
  process.on('uncaughtException', (error) => void bugs.push(`uncaught: ${error.stack ?? error.message}`));
  return bugs;
}

async function start(folder: string): Promise<ShellApp> {
  applyOverrides();
  requireSandbox(app);
  removeMenu();
  registerAppScheme();
  const places = profile();
  const log = createLog({ path: places.log, clock: systemClock });
  const phone = createPracticePhone(log);
  await app.whenReady();
  hardenContents(app, (of) => (of === session.defaultSession ? terminalPolicy(null, false) : phone.policyOf(of)), log);
  await hardenSession(session.defaultSession, terminalPolicy(null, false), log);
  void serveApp(session.defaultSession, join(folder, 'renderer'), log, {
    audience: 'till',
    language: () => Promise.resolve('en'),
    shelf: createPictureShelf(),
    logo: () => null,
  });
  let window: BrowserWindow | null = null;
  let adopted: { readonly other: BrowserWindow; readonly audience: Audience } | null = null;
  const windows = () => windowsOf(adopted?.other ?? window, adopted?.audience ?? 'till');
  const bugs = watchForBugs();
  // The preload asks for the snapshot at each load.
  const snapshot: Snapshot = {
    seq: 0,
    now: 0,
    till: tillIn(),
    sales: [],
    standing: { saleId: null, late: [] },
    progress: AT_REST,
    examination: null,
    books: 0,
    items: { pages: [], damaged: null },
  };
  const answers = new Map<CallName, unknown>([['terminal.snapshot', snapshot]]);
  const reached: { name: string; input: unknown }[] = [];
  const handle = (name: CallName, input: unknown): unknown => {
    reached.push({ name, input });
    if (!CALLS[name].input.safeParse(input).success) bugs.push(`${name} was handed what its schema refuses`);
    return answers.get(name) ?? { accepted: true };
  };
  const handlers = Object.fromEntries(CALL_NAMES.map((name) => [name, (input: unknown) => handle(name, input)]));
  const gate = createGate({ handlers: () => Promise.resolve(handlers as never), log, clock: systemClock });
  openRouter({ windows, devServer: null, gate: Promise.resolve(gate) });
  window = openMainWindow({
    url: APP_START,
    audience: 'till',
    preload: join(folder, 'preload.cjs'),
    devTools: false,
    clock: systemClock,
    log,
  });
  showMainWindow(window, 'light', 'Shell test');
  const before = performance.now();
  const settings = await openSettingsStore(places.folder, log);
  return {
    window,
    reached,
    publisher: createPublisher({ windows, validate: true }),
    phone,
    settings,
    vault: createVault({ folder: places.folder, cipher: systemCipher(), log, onSecret: log.watch }),
    openLog: log.open,
    startPractice: () =>
      startPractice({
        fork: forkSimulator(join(folder, 'simulator.js')),
        stateFile: join(places.folder, 'practice.json'),
        country: 'NO',
        clock: systemClock,
        log,
        onReady: () => undefined,
      }),
    ipcMain,
    timings: { settingsReadMs: performance.now() - before },
    answers,
    bugs,
    adopt: (other, audience = 'till') => void (adopted = other && { other, audience }),
    wallet: (baseUrl, credentials) =>
      createVippsApi({
        environment: 'practice',
        baseUrl,
        loopbackAllowed: true,
        credentials,
        merchantSerialNumber: '123456',
        version: '0.0.0',
        currency: 'NOK',
        fetch: ownFetch('vipps-api'),
        clock: systemClock,
        log,
      }),
  };
}

globalThis.shellApp = start(app.getAppPath());
