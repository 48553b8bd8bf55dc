import { SqliteJournal } from '../../electron/adapters/journal/sqlite-journal.ts';
import { requestBodies } from '../../electron/adapters/vipps/bodies.ts';
import { createVippsApi } from '../../electron/adapters/vipps/epayment.ts';
import type { CounterPorts, Ids, Log } from '../../electron/core/ports.ts';
import { Till } from '../../electron/core/till.ts';
import { createFaults } from '../../electron/simulator/faults.ts';
import type { FaultRule, Faults } from '../../electron/simulator/faults.ts';
import { createFetch } from '../../electron/simulator/fetch.ts';
import { createRandom } from '../../electron/simulator/random.ts';
import { salesUnit } from '../../electron/simulator/sales-unit.ts';
import type { Behaviour } from '../../electron/simulator/state.ts';
import { createWorld } from '../../electron/simulator/world.ts';
import type { World } from '../../electron/simulator/world.ts';
import { idempotencyKeySchema, saleIdSchema } from '../../shared/ids.ts';
import type { Reference, SaleId } from '../../shared/ids.ts';
import type { TerminalEvent } from '../../shared/ipc/contract.ts';
import { minor } from '../../shared/money.ts';
import { currentPayment } from '../../shared/payment.ts';
import type { Payment, Sale } from '../../shared/payment.ts';
import { msisdnSchema } from '../../shared/phone.ts';
import { PRACTICE_CREDENTIALS, PRACTICE_SERIAL_NUMBER, PRACTICE_STORE } from '../../shared/practice.ts';
import { err, ok } from '../../shared/result.ts';
import { DEFAULT_PREFERENCES } from '../../shared/settings.ts';
import { UTC } from './calendars.ts';
import { NO_EXPORTS } from './no-exports.ts';
import { VirtualClock } from './virtual-clock.ts';

export const START = Date.UTC(2026, 0, 19, 9);
export const PHONE = '4791234567';
const BASE_URL = 'http://127.0.0.1:65000';

/** One request as it left the terminal. `life` counts the starts of the app. */
export interface SentRequest {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly key: string | null;
  readonly body: string;
  readonly life: number;
}

export interface CounterOptions {
  readonly seed: number;
  readonly faults?: readonly FaultRule[];
  readonly behaviour?: Behaviour;
  /** Time on the line, ms; none when absent. */
  readonly latency?: { readonly min: number; readonly max: number };
  /** Path of the journal; in memory when absent, and then it outlives a crash as a file would. */
  readonly file?: string;
  onRequest?(request: SentRequest): void;
  onEvent?(event: TerminalEvent): void;
}

/**
 * A whole counter in this process: the real till with its journal in SQLite and the real client, against the simulated wallet, in virtual time.
 * What is on screen is what was published, nothing else.
 */
export class SimulatedCounter {
  readonly clock = new VirtualClock(START);
  readonly world: World;
  readonly faults: Faults;
  /** Every sale as it was last published. */
  readonly screen = new Map<SaleId, Sale>();
  readonly errors: string[] = [];
  journal: SqliteJournal;
  till: Till;
  requests = 0;
  events = 0;
  life = 1;
  readonly #options: CounterOptions;
  readonly #ids: Ids;
  readonly #fetch: ReturnType<typeof createFetch>;

  constructor(options: CounterOptions) {
    this.#options = options;
    const { seed, behaviour } = options;
    const unit = salesUnit({ ...PRACTICE_CREDENTIALS, merchantSerialNumber: PRACTICE_SERIAL_NUMBER });
    this.world = createWorld({ unit, seed, now: START, ...(behaviour ? { behaviour } : {}) });
    this.faults = createFaults(seed + 1, options.faults ?? []);
    const random = createRandom(seed + 2);
    this.#ids = { saleId: () => saleIdSchema.parse(random.uuid()), idempotencyKey: () => idempotencyKeySchema.parse(random.uuid()) };
    this.#fetch = createFetch({ world: this.world, clock: this.clock, faults: this.faults, seed: seed + 3, ...(options.latency ? { latency: options.latency } : {}) });
    this.journal = this.#openJournal();
    this.till = this.#newTill();
  }

  async open(): Promise<void> {
    const started = this.till.start();
    let done = false;
    void started.then(() => (done = true));
    await this.clock.passUntil(() => done, 3_600_000);
    await started;
  }

  /** The app ends without a word: what was on its way is on its way, nothing more is written, answers are lost. */
  crash(): void {
    this.till.stop();
    if (this.#options.file !== undefined) this.journal.close();
    this.life += 1;
  }

  /** Starts the app again on the same journal. */
  async restart(): Promise<void> {
    if (this.#options.file !== undefined) this.journal = this.#openJournal();
    this.till = this.#newTill();
    await this.open();
  }

  /** @param msisdn null: shown as a code */
  async sell(value: number, msisdn: string | null = PHONE): Promise<SaleId> {
    const reply = await this.till.handlers['sale.start']({ lines: [], total: minor(value), msisdn: msisdnSchema.nullable().parse(msisdn), duplicateAcknowledged: true });
    if (!reply.accepted) throw new Error(`sale refused: ${reply.error}`);
    return reply.saleId;
  }

  payment(saleId: SaleId): Payment {
    const sale = this.screen.get(saleId);
    if (!sale) throw new Error(`sale ${saleId} is not on screen`);
    return currentPayment(sale);
  }

  async press(button: 'cancel' | 'capture' | 'release' | 'checkNow', saleId: SaleId): Promise<{ readonly accepted: boolean }> {
    return this.till.handlers[`payment.${button}`]({ saleId, reference: this.payment(saleId).reference });
  }

  /** Lets time pass until the sale's newest payment is in this phase. @throws when it is not within `ms` */
  async until(saleId: SaleId, phase: Payment['phase']['name'], ms = 30_000): Promise<Payment> {
    const reached = await this.clock.passUntil(() => this.payment(saleId).phase.name === phase, ms);
    if (!reached) throw new Error(`still ${this.payment(saleId).phase.name} after ${ms} ms, not ${phase}`);
    return this.payment(saleId);
  }

  /** What the wallet's books say about a payment, as of now. */
  book(reference: Reference) {
    this.world.advance(this.clock.now());
    return this.world.books().find((payment) => payment.reference === reference) ?? null;
  }

  #openJournal(): SqliteJournal {
    return new SqliteJournal(this.#options.file ?? ':memory:', () => 'sim2');
  }

  #newTill(): Till {
    const { clock, journal, life } = this;
    const log: Log = { info: () => undefined, warn: () => undefined, error: (message, fields) => void this.errors.push(`${message} ${JSON.stringify(fields ?? {})}`) };
    const fetch = (input: string | URL | Request, init: RequestInit = {}) => this.#send(input, init, life);
    const who = { credentials: PRACTICE_CREDENTIALS, merchantSerialNumber: PRACTICE_SERIAL_NUMBER, version: '0.1.0' };
    const api = createVippsApi({ ...who, environment: 'practice', baseUrl: BASE_URL, loopbackAllowed: true, currency: 'NOK', fetch, clock, log });
    const ports: CounterPorts = { journal, api, close: () => undefined };
    return new Till({
      connections: { open: () => Promise.resolve(ok(ports)), check: () => Promise.resolve(null), showPhone: () => undefined },
      settings: {
        current: () => ({ store: PRACTICE_STORE, preferences: DEFAULT_PREFERENCES }),
        damaged: () => null,
        write: () => Promise.resolve(ok(undefined)),
      },
      keys: { keychain: () => Promise.resolve('available'), status: () => Promise.resolve('missing'), keep: () => Promise.resolve(err('setup.keychainUnavailable')) },
      tryOut: null,
      bodies: requestBodies,
      clock,
      calendar: UTC,
      ids: this.#ids,
      log,
      publisher: { publish: (event) => this.#published(event) },
      leave: () => undefined,
      exports: NO_EXPORTS,
      version: '0.1.0',
    });
  }

  #send(input: string | URL | Request, init: RequestInit, life: number): Promise<Response> {
    this.requests += 1;
    const url = input instanceof Request ? input.url : String(input);
    const { onRequest } = this.#options;
    if (!onRequest) return this.#fetch(input, init);
    return this.#watched(input, init, url.slice(BASE_URL.length), life, onRequest);
  }

  async #watched(input: string | URL | Request, init: RequestInit, path: string, life: number, onRequest: (request: SentRequest) => void): Promise<Response> {
    // As fetch itself reads them: what init says goes before what the request says.
    const request = new Request(input instanceof Request ? input.clone() : input, init);
    const body = await request.text();
    onRequest({ at: this.clock.now(), method: request.method, path, key: request.headers.get('idempotency-key'), body, life });
    return this.#fetch(input, init);
  }

  #published(event: TerminalEvent): void {
    this.events += 1;
    if (event.type === 'sale') this.screen.set(event.sale.saleId, event.sale);
    this.#options.onEvent?.(event);
  }
}
