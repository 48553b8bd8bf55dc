import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Preferences, StoreSettings } from '../../../shared/settings.ts';
import { prepareProfile } from '../../support/app/prepared-profile.ts';
import { startSimulator, until } from '../../support/app/simulator-process.ts';
import type { SimulatorProcess } from '../../support/app/simulator-process.ts';
import {
  freshFolder,
  goTo,
  launchTerminal,
  removeFolder,
  screenOf,
  seeState,
  sendRequest,
} from '../../support/app/terminal-app.ts';
import type { TerminalApp } from '../../support/app/terminal-app.ts';

export interface CounterOptions {
  /** Settings that were made before; none is a first run. */
  readonly store?: Partial<StoreSettings>;
  readonly preferences?: Partial<Preferences>;
  /** Whether the terminal starts its own practice wallet, with the customer's phone. */
  readonly ownWallet?: boolean;
  /** Whether the terminal opens on the set-up instead of the sale screen. */
  readonly firstRun?: boolean;
  /** Puts something into the fresh profile before the terminal starts. */
  readonly prepare?: (profile: string) => void | Promise<void>;
  /** Arguments of the wallet, as `electron/simulator/cli.ts` takes them. */
  readonly wallet?: readonly string[];
  /** Puts something into both the fresh profile and the running wallet before the terminal starts. */
  readonly fill?: (profile: string, wallet: SimulatorProcess) => Promise<void>;
}

export const SMALL = { width: 1024, height: 768 };
export const LARGE = { width: 1920, height: 1080 };
export const COMMON = { width: 1366, height: 768 };
export const UPRIGHT = { width: 1080, height: 1920 };

/** Nobody watches a window that hangs. */
const PATIENCE_MS = 12_000;

/** A counter with its terminal and the wallet behind it; all of it goes away with {@link DrivenCounter.close}. */
export class DrivenCounter {
  readonly profile = freshFolder();
  readonly #world = freshFolder();
  readonly #options: CounterOptions;
  #simulator: SimulatorProcess | null = null;
  #terminal: TerminalApp | null = null;

  private constructor(options: CounterOptions) {
    this.#options = options;
  }

  static async open(options: CounterOptions = {}): Promise<DrivenCounter> {
    const counter = new DrivenCounter(options);
    try {
      if (options.store || options.preferences) prepareProfile(counter.profile, options.store, options.preferences);
      await options.prepare?.(counter.profile);
      if (!options.ownWallet) await counter.startWallet();
      await options.fill?.(counter.profile, counter.wallet);
      await counter.startTerminal();
      return counter;
    } catch (error) {
      await counter.close();
      throw error;
    }
  }

  get wallet(): SimulatorProcess {
    if (!this.#simulator) throw new Error('the wallet is stopped');
    return this.#simulator;
  }

  get terminal(): TerminalApp {
    if (!this.#terminal) throw new Error('the terminal is stopped');
    return this.#terminal;
  }

  get page(): Page {
    return this.terminal.page;
  }

  get screen() {
    return screenOf(this.page);
  }

  /** Starts the wallet, on its old address and with its old books if it ran before. */
  async startWallet(): Promise<void> {
    const port = this.#simulator ? ['--port', new URL(this.#simulator.url).port] : [];
    this.#simulator = await startSimulator([
      ...port,
      '--state',
      join(this.#world, 'wallet.json'),
      ...(this.#options.wallet ?? []),
    ]);
  }

  async stopWallet(): Promise<void> {
    await this.wallet.stop();
  }

  async startTerminal(): Promise<void> {
    const apiUrl = this.#simulator ? { apiUrl: this.#simulator.url } : {};
    this.#terminal = await launchTerminal({
      profile: this.profile,
      opensOn: this.#options.firstRun ? 'set-up' : 'sale',
      ...apiUrl,
    });
    this.page.setDefaultTimeout(PATIENCE_MS);
    await this.resize(SMALL);
  }

  async powerCut(): Promise<void> {
    await this.terminal.kill();
    this.#terminal = null;
  }

  async resize(size: { readonly width: number; readonly height: number }): Promise<void> {
    await this.terminal.electron.evaluate(({ BrowserWindow }, wanted) => {
      const window = BrowserWindow.getAllWindows().find((each) =>
        each.webContents.getURL().startsWith('app://terminal'),
      );
      window?.setPosition(0, 0);
      window?.setContentSize(wanted.width, wanted.height);
    }, size);
    // A window as large as the screen may come out a pixel smaller.
    const fits = `Math.abs(innerWidth - Math.min(${size.width}, screen.width)) <= 1`;
    await until(`a window ${size.width} wide`, () => this.page.evaluate<boolean>(fits));
  }

  see(text: RegExp): Promise<void> {
    return seeState(this.page, text, PATIENCE_MS);
  }

  /** What is there in every language, by its test id. */
  tap(id: string): Promise<void> {
    return this.page.getByTestId(id).first().click();
  }

  goTo(room: Parameters<typeof goTo>[1]): Promise<void> {
    return goTo(this.page, room);
  }

  press(name: string | RegExp): Promise<void> {
    return this.page.getByRole('button', { name }).first().click();
  }

  send(amount: string, number: string): Promise<void> {
    return sendRequest(this.page, amount, number);
  }

  /** The payment of that amount, in minor units; each sale of the walkthrough has an amount of its own. */
  async reference(value: number): Promise<string> {
    return until(
      `a request of ${value} at the wallet`,
      async () => (await this.wallet.books()).find((book) => book.value === value)?.reference,
    );
  }

  async customer(value: number, act: 'approve' | 'reject'): Promise<void> {
    await this.wallet.act(await this.reference(value), act);
  }

  async close(): Promise<void> {
    await this.#terminal?.close().catch(() => undefined);
    await this.#simulator?.stop().catch(() => undefined);
    removeFolder(this.profile);
    removeFolder(this.#world);
  }
}
