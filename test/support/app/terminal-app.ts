import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Locator, Page } from 'playwright-core';
import { chosenElectron, rootSwitches } from '../../../build/setup/electron-runtime.ts';
import { root } from '../../../build/setup/paths.ts';
import '../../../electron/shell/test-door.ts';
import { launchElectron } from './launch-electron.ts';

/**
 * The real terminal, driven as a person would: by what is on the screen and by the names that a screen reader hears.
 */
export interface TerminalApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly profile: string;
  /** The main process; the driver forgets it when it ends. */
  readonly child: ChildProcess;
  /** The practice customer's phone; waits until its window is there. */
  phone(): Promise<Page>;
  /** Ends the process as a power cut would. Resolves when it is gone. */
  kill(): Promise<void>;
  close(): Promise<void>;
  /**
   * The till's clock jumps forward: waits for locks, looks, printers and keys are over at once. Only in a development
   * build.
   */
  pass(ms: number): Promise<void>;
  /** The till ends and begins anew in another profile, before another wallet. The process stays. */
  beginAnew(profile: string, apiUrl: string, opensOn?: LaunchOptions['opensOn']): Promise<void>;
}

export interface LaunchOptions {
  /** The profile's folder; a fresh one when absent. */
  readonly profile?: string;
  /** Address of a simulator that runs outside, or none: then the terminal starts its own. */
  readonly apiUrl?: string;
  /** Another program than the development build, such as a packaged one. */
  readonly executable?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The program is started as somebody who is not root, with its sandbox. */
  readonly sandboxed?: boolean;
  /** What the terminal opens on; the sale screen when absent. */
  readonly opensOn?: 'set-up' | 'sale' | 'stopped';
}

/** What takes this long does not come any more; no test depends on the machine's speed. */
const HANGS_MS = 90_000;

const FIRST_SCREEN = { 'set-up': '#setup-title', sale: 'html[data-usable="true"]', stopped: '.calm-stop' } as const;

export const freshFolder = (): string => mkdtempSync(join(tmpdir(), 'skranke-e2e-'));
export const removeFolder = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });

export async function launchTerminal(options: LaunchOptions = {}): Promise<TerminalApp> {
  const profile = options.profile ?? freshFolder();
  const electron = await launchElectron({
    executablePath: options.executable ?? chosenElectron().executable,
    chromiumSandbox: options.sandboxed === true,
    args: [...(options.sandboxed ? [] : rootSwitches()), ...(options.args ?? (options.executable ? [] : [root]))],
    env: {
      ...process.env,
      SKRANKE_PROFILE_DIR: profile,
      ...(options.apiUrl ? { SKRANKE_API_URL: options.apiUrl } : {}),
      ...options.env,
    } as Record<string, string>,
  });
  electron.context().setDefaultTimeout(HANGS_MS);
  // The program writes to the first of its profiles, whatever comes after.
  const log = join(profile, 'logs', 'skranke.log');
  const isTerminal = (page: Page) => page.url().startsWith('app://terminal');
  const page =
    electron.windows().find(isTerminal) ?? (await electron.waitForEvent('window', { predicate: isTerminal }));
  await seeFirst(page, log, options.opensOn);
  const child = electron.process();
  return {
    electron,
    page,
    profile,
    child,
    async phone() {
      const isPhone = (candidate: Page) => candidate.url().includes('/phone');
      return electron.windows().find(isPhone) ?? electron.waitForEvent('window', { predicate: isPhone });
    },
    pass: (ms) =>
      electron.evaluate(async (_electron, passed) => {
        if (!globalThis.skrankeTestDoor) throw new Error('this build has no door for tests');
        await globalThis.skrankeTestDoor.pass(passed);
      }, ms),
    async beginAnew(folder, apiUrl, opensOn = 'sale') {
      await electron.evaluate(
        async (_electron, [profileDir, address]) => globalThis.skrankeTestDoor?.begin(profileDir, address),
        [folder, apiUrl] as const,
      );
      await page.reload();
      await seeFirst(page, log, opensOn);
    },
    async kill() {
      const gone = goneFrom(child);
      child.kill('SIGKILL');
      await gone;
    },
    async close() {
      const gone = goneFrom(child);
      await electron.evaluate(({ app }) => app.quit()).catch(() => undefined);
      // With a live payment it asks first; without, the page is on its way out.
      await page.evaluate(() => window.terminal.call['till.leave']({ leave: true })).catch(() => undefined);
      await gone;
    },
  };
}

const tailOf = (log: string): string => (existsSync(log) ? readFileSync(log, 'utf8').slice(-2_000) : 'no log');

/** Waits for what the terminal opens on; where it does not come, the error says what stands there instead. */
async function seeFirst(page: Page, log: string, opensOn: LaunchOptions['opensOn'] = 'sale'): Promise<void> {
  try {
    await page.locator(FIRST_SCREEN[opensOn]).waitFor({ state: 'attached' });
  } catch (error) {
    const there = await page
      .evaluate(
        `window.terminal.call['terminal.snapshot']().then(({ till }) => [till.status,
          document.documentElement.outerHTML.slice(0, 300), document.body.innerText.slice(0, 500)].join(' … '))`,
      )
      .catch(String);
    throw new Error(`the ${opensOn} screen did not come; there stands: ${String(there)}\n${tailOf(log)}`, {
      cause: error,
    });
  }
}

/** Resolves when the process has ended, also where it has ended by itself before. */
export const goneFrom = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', () => resolve()));

/** What the cashier uses, by test id: the same in every language. */
export const screenOf = (page: Page) => ({
  amount: page.getByTestId('amount'),
  phoneNumber: page.getByTestId('phone-number'),
  send: page.getByTestId('send'),
  cancel: page.getByTestId('cancel'),
  capture: page.getByTestId('capture'),
  newSale: page.getByTestId('new-sale'),
  state: page.getByRole('status'),
});

/** Goes to a room by its name in the header, or in the menu of what a narrow header has no room for. */
export async function goTo(page: Page, room: 'handover' | 'sales' | 'day' | 'settings' | 'phone'): Promise<void> {
  const name = page.getByTestId(`go-${room}`);
  await page.getByTestId('go-handover').waitFor();
  if ((await name.count()) === 0) await page.getByTestId('more').click();
  await name.click();
}

/** Waits until the state line says so. */
export async function seeState(page: Page, text: RegExp, timeout = HANGS_MS): Promise<void> {
  await page.getByRole('status').filter({ hasText: text }).waitFor({ timeout });
}

/** Keys a sale and sends it. `amount` in minor units, cents first as on the keypad. */
export async function sendRequest(page: Page, amount: string, number: string): Promise<void> {
  const screen = screenOf(page);
  await typeInto(screen.amount, amount);
  await typeInto(screen.phoneNumber, number);
  await screen.send.click();
}

async function typeInto(field: Locator, text: string): Promise<void> {
  await field.click();
  await field.pressSequentially(text);
}
