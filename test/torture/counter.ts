import { z } from 'zod';
import type { Random } from '../../electron/simulator/random.ts';
import { snapshotSchema } from '../../shared/ipc/contract.ts';
import type { Snapshot } from '../../shared/ipc/contract.ts';
import { isFinal } from '../../shared/payment-standing.ts';
import { currentPayment } from '../../shared/payment.ts';
import type { Payment } from '../../shared/payment.ts';
import { startApp } from '../support/app/app-process.ts';
import type { AppProcess, StartOptions } from '../support/app/app-process.ts';
import {
  chargedTwice,
  differences,
  movedByNobody,
  paymentsInCopy,
  wronglyShown,
} from '../support/app/compare-books.ts';
import type { DevtoolsPage } from '../support/app/devtools-page.ts';
import { prepareProfile } from '../support/app/prepared-profile.ts';
import { startSimulator, until } from '../support/app/simulator-process.ts';
import type { SimulatorProcess } from '../support/app/simulator-process.ts';
import { freshFolder, removeFolder } from '../support/app/terminal-app.ts';
import { Lost, Silent } from './lost.ts';
import { isOnlyAsking } from './only-asking.ts';
import { BROUGHT_BACK, tend } from './tend.ts';

const STARTS_MS = 30_000;
const STARTS = 3;
/** A payment may have to wait a minute for the wallet's limit of writes, more than once after several kills. */
const ENDS_MS = 150_000;
/** Customers: most approve soon, some decline, some never answer, some approve at the moment of the cancel. */
const CROWD = { approve: 8, reject: 1, ignore: 1, processing: 0, approveOnCancel: 1, delay: { min: 0, max: 1_200 } };

export interface CounterOptions {
  readonly app: string;
  readonly random: Random;
  /** A folder that the caller made and removes; a fresh one when absent. */
  readonly profile?: string;
  readonly simulatorArgs?: readonly string[];
  /** Gives the address that the terminal calls, when it is not the simulator's own. */
  readonly between?: (simulatorUrl: string) => Promise<{ readonly url: string; close(): Promise<void> }>;
}

const acceptedSchema = z.object({ accepted: z.boolean(), error: z.string().optional(), saleId: z.string().optional() });
type Accepted = z.infer<typeof acceptedSchema>;

/**
 * One shop: a profile, a wallet in a process of its own, the real terminal, and a cashier who uses the door behind the
 * buttons. Only one `app` runs at a time.
 */
export class DrivenCounter {
  readonly random: Random;
  readonly profile: string;
  simulator: SimulatorProcess;
  #app: AppProcess | null = null;
  #page: DevtoolsPage | null = null;
  readonly #options: CounterOptions;
  readonly #url: string;
  readonly #closeBetween: () => Promise<void>;
  #amount: number;
  readonly #behind = new Set<string>();
  #closed = false;
  /** When the app was started last, by the machine's clock. */
  #startedAt = 0;
  #stopTending: (() => Promise<void>) | null = null;

  private constructor(
    options: CounterOptions,
    profile: string,
    simulator: SimulatorProcess,
    between: { readonly url: string; close(): Promise<void> } | null,
  ) {
    this.#options = options;
    this.random = options.random;
    this.profile = profile;
    this.simulator = simulator;
    this.#url = between?.url ?? simulator.url;
    this.#closeBetween = between ? () => between.close() : async () => undefined;
    // Of its own range in each run: never the amounts that the wallet declines, never twice the same.
    this.#amount = 10_000 + options.random.between(0, 50) * 10_000;
  }

  static async open(options: CounterOptions): Promise<DrivenCounter> {
    const profile = options.profile ?? freshFolder();
    prepareProfile(profile, {}, { theme: 'light' });
    const simulator = await startSimulator([
      '--seed',
      String(options.random.between(1, 2 ** 31)),
      ...(options.simulatorArgs ?? []),
    ]);
    const between = (await options.between?.(simulator.url)) ?? null;
    return new DrivenCounter(options, profile, simulator, between);
  }

  get app(): AppProcess {
    if (!this.#app) throw new Error('the terminal does not run');
    return this.#app;
  }

  /** Starts the terminal without waiting for anything. */
  spawn(extra: Pick<StartOptions, 'args' | 'env'> = {}): AppProcess {
    this.#dropPage();
    // What goes on after its time was up must not start anything that nobody ends.
    if (this.#closed) throw new Error('the counter is closed');
    this.#app = startApp({ ...this.startOptions(), ...extra });
    return this.#app;
  }

  /** For another terminal on the same profile. */
  startOptions(): StartOptions {
    return { app: this.#options.app, profile: this.profile, apiUrl: this.#url };
  }

  /** Another process is this counter's terminal from now on. */
  takeOver(app: AppProcess): void {
    this.#dropPage();
    this.#app = app;
  }

  /**
   * Starts the terminal and waits until it sells. Once in some hundred starts on a busy machine Electron comes up
   * without a page that answers anything; that is told and tried again, as a person would. Three in a row are a loss.
   */
  async start(extra: Pick<StartOptions, 'args' | 'env'> = {}): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      this.#startedAt = Date.now();
      this.spawn(extra);
      try {
        return void (await this.whenOpen());
      } catch (error) {
        if (attempt === STARTS || !(error instanceof Silent)) throw error;
        console.log(
          `a start without a page that answers, tried again: ${error.message}; it printed: ${this.app.printed()}`,
        );
        await this.kill();
      }
    }
  }

  /** Waits until the till has asked about every open payment and sells. @throws with what it said last */
  async whenOpen(timeoutMs = STARTS_MS): Promise<Snapshot> {
    let last = 'nothing';
    let answered = false;
    const open = async () => {
      try {
        const snapshot = await this.snapshot();
        answered = true;
        last = JSON.stringify({ ...snapshot.till, open: openPayments(snapshot) });
        return snapshot.till.status === 'open' && snapshot;
      } catch (error) {
        last = String(error);
        return null;
      }
    };
    return until('an open till', open, timeoutMs).catch((error: unknown) => {
      const Kind = answered ? Lost : Silent;
      throw new Kind(`${String(error)}; it said last: ${last}`);
    });
  }

  async kill(whom: 'main' | 'all' = 'all'): Promise<void> {
    const app = this.#app;
    this.#app = null;
    this.#dropPage();
    await app?.kill(whom);
  }

  async page(): Promise<DevtoolsPage> {
    this.#page ??= await this.app.page();
    return this.#page;
  }

  #dropPage(): void {
    this.#page?.close();
    this.#page = null;
  }

  /** The value of an expression in the terminal's page, attached anew where the page has changed. */
  async evaluate(expression: string, timeoutMs?: number): Promise<unknown> {
    const page = await this.page();
    try {
      return await page.evaluate(expression, timeoutMs);
    } catch (error) {
      if (page === this.#page) this.#dropPage();
      throw error;
    }
  }

  async snapshot(): Promise<Snapshot> {
    return snapshotSchema.parse(await this.evaluate(`terminal.call['terminal.snapshot']()`));
  }

  /** What a person can read in the window. */
  async words(): Promise<string> {
    return String(await this.evaluate('document.body.innerText'));
  }

  async call(name: string, input: unknown): Promise<Accepted> {
    return acceptedSchema.parse(
      await this.evaluate(
        `terminal.call[${JSON.stringify(name)}](${input === undefined ? '' : JSON.stringify(input)})`,
      ),
    );
  }

  /** Sends a request to a customer. @returns whether the till took it; a till that is being killed cannot say */
  sell(): Promise<Accepted> {
    this.#amount += 1;
    const msisdn = `479${String(1_000_001 + ((this.#amount * 37) % 8_999_000))}`.replace(/0000$/, '0001');
    return this.call('sale.start', {
      lines: [],
      total: this.#amount,
      to: { method: 'phone', msisdn },
      duplicateAcknowledged: true,
    });
  }

  /** Who the customers are from now on: a mixed crowd, or all approve at once, or a person plays them by `approve`. */
  customers(who: 'crowd' | 'approve' | 'manual'): Promise<unknown> {
    const otherwise = {
      crowd: CROWD,
      approve: { steps: [{ after: 0, act: 'approve' }], onCancel: null },
      manual: 'manual',
    }[who];
    return this.simulator.call('POST', 'behaviour', { queue: [], byPhone: {}, otherwise });
  }

  /** One sale, as far as its reference at the wallet. */
  async sellOne(): Promise<string> {
    const sold = await this.sell();
    if (!sold.accepted) throw new Error(`the till does not sell: ${sold.error}`);
    return this.newest().then(({ reference }) => reference);
  }

  /** The newest attempt of the newest sale. */
  async newest(): Promise<Payment> {
    const sale = (await this.snapshot()).sales.at(-1);
    if (!sale) throw new Error('there is no sale');
    return currentPayment(sale);
  }

  /** Waits until the newest sale is there. */
  async see(phase: Payment['phase']['name'], timeoutMs = 30_000): Promise<Payment> {
    return until(
      `${phase} on the screen`,
      async () => {
        const newest = await this.newest().catch(() => null);
        return newest?.phase.name === phase && newest;
      },
      timeoutMs,
    );
  }

  async seeWords(pattern: RegExp, timeoutMs = 30_000): Promise<void> {
    let last = '';
    await until(
      `words like ${pattern}`,
      async () => pattern.test((last = await this.words().catch(() => ''))),
      timeoutMs,
    ).catch((error: unknown) => {
      throw new Lost(`${String(error)}; the window says: ${last.replaceAll(/\s+/g, ' ').slice(0, 600)}`);
    });
  }

  async approve(reference: string): Promise<void> {
    await until('the request at the wallet', async () => (await this.simulator.waiting()).includes(reference));
    await this.simulator.act(reference, 'approve');
  }

  async capture(): Promise<Accepted> {
    const { saleId, reference } = await this.newest();
    return this.call('payment.capture', { saleId, reference });
  }

  /** What the cashier does now with each sale on the screen. @returns how many are not at their end */
  tend(patienceMs: number): Promise<number> {
    return tend(this, patienceMs);
  }

  /** The cashier works beside what else happens, until `leave`. A terminal that is dead or frozen is waited for. */
  keepTending(patienceMs: number): void {
    let working = true;
    const work = (async () => {
      while (working) {
        await this.tend(patienceMs).catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    })();
    this.#stopTending = async () => {
      working = false;
      await work;
    };
  }

  async leave(): Promise<void> {
    await this.#stopTending?.();
    this.#stopTending = null;
  }

  /** Faults over: brings every sale to its end and compares everything. @throws Lost */
  async settle(patienceMs = 2_500): Promise<void> {
    await this.leave();
    await this.simulator.call('DELETE', 'faults');
    await until(
      'every sale at its end',
      async () => {
        await this.checkShown();
        return (
          (await this.tend(patienceMs)) === 0 ||
          isOnlyAsking(await this.snapshot(), await this.simulator.books(), this.#startedAt)
        );
      },
      ENDS_MS,
    ).catch(async (error: unknown) => {
      throw error instanceof Lost
        ? error
        : new Lost(`${String(error)}; open: ${await this.snapshot().then(openPayments, String)}`);
    });
    await this.checkBooks();
  }

  /** Nothing is shown paid that is not, nothing shown as unpaid on which money can still be taken. @throws Lost */
  async checkShown(): Promise<Snapshot> {
    const snapshot = await this.snapshot();
    // Read after the screen: sums of the wallet only grow, and its ends are ends.
    const wrong = wronglyShown(snapshot.sales, await this.simulator.books());
    if (wrong.length > 0) throw new Lost(wrong.join('; '));
    return snapshot;
  }

  /** Payments that ended in an earlier volume of the journal, which is not read any more. */
  leaveBehind(references: readonly string[]): void {
    for (const reference of references) this.#behind.add(reference);
  }

  /** @throws Lost where the journal and the wallet's books differ, or a sale was charged twice */
  async checkBooks(): Promise<void> {
    const books = (await this.simulator.books()).filter(({ reference }) => !this.#behind.has(reference));
    const journal = paymentsInCopy(this.profile);
    const wrong = [...differences(journal, books), ...chargedTwice(journal, books), ...movedByNobody(journal)];
    for (const { reference, refunded } of books)
      if (refunded > BROUGHT_BACK) wrong.push(`${reference}: ${refunded} given back, ${BROUGHT_BACK} brought back`);
    const sums = await this.snapshot();
    // What was captured before midnight does not count for today. Read anew, and later: what is shown was written
    // before, and a payment may have been captured since the books were read.
    const captures = paymentsInCopy(this.profile).flatMap(({ movements }) =>
      movements.filter(({ kind }) => kind === 'capture'),
    ).length;
    if (sums.sales.length > 0 && sums.till.today.count > captures)
      wrong.push(`${sums.till.today.count} captures are shown, ${captures} are in the journal`);
    if (wrong.length > 0) throw new Lost(wrong.join('; '));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.leave();
    await this.kill();
    await this.simulator.kill();
    await this.#closeBetween();
    if (this.#options.profile === undefined) removeFolder(this.profile);
  }
}

const openPayments = ({ sales }: Snapshot): string =>
  JSON.stringify(sales.map(currentPayment).filter(({ phase }) => !isFinal(phase)));
