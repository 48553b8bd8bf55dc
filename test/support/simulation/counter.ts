import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import { requestBodies } from '../../../electron/adapters/vipps/bodies.ts';
import { createWallet } from '../../../electron/adapters/vipps/wallet.ts';
import type { NewEvent } from '../../../electron/core/journal/events.ts';
import type { CounterDoors } from '../../../electron/core/ports/connections.ts';
import type { ExportDoor } from '../../../electron/core/ports/export.ts';
import type { Ids } from '../../../electron/core/ports/ids.ts';
import type { BodyChanges } from '../../../electron/core/ports/journal.ts';
import type { Log } from '../../../electron/core/ports/log.ts';
import { Till } from '../../../electron/core/till/till.ts';
import { createFaults } from '../../../electron/simulator/faults.ts';
import type { FaultRule, Faults } from '../../../electron/simulator/faults.ts';
import { createRandom } from '../../../electron/simulator/random.ts';
import { salesUnit } from '../../../electron/simulator/sales-unit.ts';
import type { Behaviour } from '../../../electron/simulator/state.ts';
import type { WireRequest } from '../../../electron/simulator/wire.ts';
import { createWorld } from '../../../electron/simulator/world.ts';
import type { World } from '../../../electron/simulator/world.ts';
import { idempotencyKeySchema, saleIdSchema } from '../../../shared/ids.ts';
import type { Reference, SaleId } from '../../../shared/ids.ts';
import type { TerminalEvent } from '../../../shared/ipc/contract.ts';
import { minor } from '../../../shared/money.ts';
import { currentPayment } from '../../../shared/payment.ts';
import type { Payment, Sale } from '../../../shared/payment.ts';
import { PRACTICE_CREDENTIALS, PRACTICE_SERIAL_NUMBER } from '../../../shared/practice.ts';
import { AT_REST } from '../../../shared/progress.ts';
import type { AllProgress } from '../../../shared/progress.ts';
import { NotWritten, journalOn } from './journal.ts';
import { lineOf } from './line.ts';
import { Pictures } from './pictures.ts';
import type { Latency } from './line.ts';
import { UTC } from '../till/calendars.ts';
import type { TakesPayment } from '../../../shared/settings.ts';
import { doorsTo } from '../till/counter-doors.ts';
import { itemsInMemory } from '../till/items-in-memory.ts';
import { schoolInMemory } from '../till/school-in-memory.ts';
import { NO_BACKUP, NO_COMPUTER, NO_CUSTOMER_SCREEN, NO_LOGO } from '../till/no-backup.ts';
import { NO_EXPORTS } from '../till/no-exports.ts';
import { noPeople } from '../till/no-people.ts';
import { NO_PROVISION } from '../till/no-provision.ts';
import { noPrinter } from '../till/no-printer.ts';
import { VirtualClock } from '../till/virtual-clock.ts';
import { addressed } from '../till/addressed.ts';
import { NO_CARE } from '../till/no-care.ts';

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

/** A moment at which the power can be cut. `leaves`: the request is on its way. */
export type Moment =
  | { readonly kind: 'before-write' | 'after-write'; readonly events: readonly NewEvent[] }
  | { readonly kind: 'leaves'; readonly path: string };

export interface CounterOptions {
  readonly seed: number;
  /** When the counter's time begins, epoch ms. */
  readonly start?: number;
  /** At handover when absent. */
  readonly takesPayment?: TakesPayment;
  readonly faults?: readonly FaultRule[] | Faults;
  readonly behaviour?: Behaviour;
  /** None when absent. */
  readonly latency?: Latency;
  /** Path of the journal; in memory when absent, and then it outlives a crash as a file would. */
  readonly file?: string;
  /** Who works here, asked at each start of the app; nobody, with PINs off, when absent. */
  readonly staff?: () => ReturnType<typeof noPeople>;
  /** Where files go to; nowhere when absent. */
  readonly exports?: ExportDoor;
  onRequest?(request: SentRequest): void;
  /** The gateway turned a call away for its token: it never became one. */
  onTurnedAway?(path: string, key: string | null): void;
  onEvent?(event: TerminalEvent): void;
  /** An answer came before that of an earlier call about the same payment. */
  onOvertaken?(): void;
  /** The wallet's events come by it; without one nothing comes by itself. */
  readonly hints?: { watched(world: World): World };
  /** Told of every such moment; true cuts the power then and there. */
  cutsPower?(moment: Moment): boolean;
}

/**
 * One start of the app. `dead`: without power, so that nothing of it may be heard of any more; `closed`: in order, then
 * silent by itself.
 */
interface Life {
  readonly number: number;
  state: 'alive' | 'closed' | 'dead';
}

/**
 * A whole counter in this process: the real till with its journal in SQLite and the real client, against the simulated
 * wallet, in virtual time. What is on screen is what was published, nothing else.
 */
export class SimulatedCounter {
  readonly clock: VirtualClock;
  readonly world: World;
  readonly faults: Faults;
  readonly pictures: Pictures;
  /** Every sale as it was last published. */
  readonly screen = new Map<SaleId, Sale>();
  readonly errors: string[] = [];
  /** The bytes of operations that the journal has taken and not forgotten, by key. */
  readonly bodies = new Map<string, string>();
  /** Bodies that were written and are forgotten since. */
  readonly forgotten = new Map<string, string>();
  /** In which life of the app an operation was written, by key. */
  readonly writtenIn = new Map<string, number>();
  /** As the till itself says on its screen. */
  isOpen = false;
  /** As the newest events say. */
  progress: AllProgress = AT_REST;
  /** While it is, the journal takes nothing. */
  diskFull = false;
  journal: SqliteJournal;
  till: Till;
  requests = 0;
  /** How often the till let the app end. */
  left = 0;
  events = 0;
  readonly #options: CounterOptions;
  readonly #ids: Ids;
  #life: Life = { number: 1, state: 'alive' };

  constructor(options: CounterOptions) {
    this.#options = options;
    const { seed, behaviour, start = START } = options;
    this.clock = new VirtualClock(start);
    const unit = salesUnit({ ...PRACTICE_CREDENTIALS, merchantSerialNumber: PRACTICE_SERIAL_NUMBER });
    const world = createWorld({ unit, seed, now: start, ...(behaviour ? { behaviour } : {}) });
    this.world = options.hints?.watched(world) ?? world;
    this.pictures = new Pictures(seed + 77, this.world, this.clock);
    const faults = options.faults ?? [];
    this.faults = 'decide' in faults ? faults : createFaults(seed + 1, faults);
    const random = createRandom(seed + 2);
    this.#ids = {
      saleId: () => saleIdSchema.parse(random.uuid()),
      idempotencyKey: () => idempotencyKeySchema.parse(random.uuid()),
    };
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

  /** When the shop of this counter takes its payments. */
  get takesPayment(): TakesPayment {
    return this.#options.takesPayment ?? 'atHandover';
  }

  /** Counts the starts of the app, from 1. */
  get life(): number {
    return this.#life.number;
  }

  get isUp(): boolean {
    return this.#life.state === 'alive';
  }

  /**
   * The app ends without a word: what was on its way is on its way, nothing more is written or sent, answers are lost.
   */
  crash(): void {
    this.#end('dead');
  }

  /** The app ends as it should. */
  close(): void {
    this.#end('closed');
  }

  #end(state: 'closed' | 'dead'): void {
    if (this.#life.state !== 'alive') return;
    this.#life.state = state;
    this.till.stop();
    if (this.#options.file !== undefined) this.journal.close();
  }

  /** Starts the app again on the same journal, and lets time pass until it has asked for every open payment. */
  async restart(): Promise<void> {
    this.renew();
    await this.open();
  }

  /** A new life on the same journal, not yet started. */
  renew(): void {
    this.#end('dead');
    if (this.#options.file !== undefined) this.journal = this.#openJournal();
    this.#life = { number: this.#life.number + 1, state: 'alive' };
    this.isOpen = false;
    this.till = this.#newTill();
  }

  async sell(value: number, msisdn: string | null = PHONE): Promise<SaleId> {
    const reply = await this.till.handlers['sale.start']({
      lines: [],
      total: minor(value),
      ...addressed(msisdn),
      duplicateAcknowledged: true,
    });
    if (!reply.accepted) throw new Error(`sale refused: ${reply.error}`);
    return reply.saleId;
  }

  payment(saleId: SaleId): Payment {
    const sale = this.screen.get(saleId);
    if (!sale) throw new Error(`sale ${saleId} is not on screen`);
    return currentPayment(sale);
  }

  async press(
    button: 'cancel' | 'capture' | 'release' | 'checkNow',
    saleId: SaleId,
  ): Promise<{ readonly accepted: boolean }> {
    const on = { saleId, reference: this.payment(saleId).reference };
    const { handlers } = this.till;
    return button === 'release'
      ? handlers['payment.release']({ ...on, reason: null })
      : handlers[`payment.${button}`](on);
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
    const life = this.#life;
    const { machine: clock } = this.clock;
    const journal = journalOn(
      {
        beforeWrite: (events) => this.#beforeWrite(life, events),
        beforeNote: () => this.#beforeNote(life),
        afterWrite: (events, bodies) => this.#afterWrite(life, events, bodies),
      },
      this.journal,
    );
    const log: Log = {
      info: () => undefined,
      warn: () => undefined,
      error: (message, fields) => this.#logged(life, `${message} ${JSON.stringify(fields ?? {})}`),
    };
    const fetch = this.#line(life);
    const who = { credentials: PRACTICE_CREDENTIALS, merchantSerialNumber: PRACTICE_SERIAL_NUMBER, version: '0.1.0' };
    const wallet = createWallet({
      ...who,
      environment: 'practice',
      baseUrl: BASE_URL,
      loopbackAllowed: true,
      currency: 'NOK',
      fetch,
      clock,
      log,
    });
    const picture = this.pictures.fetch(() => life.state === 'dead');
    const ports: CounterDoors = { journal, ...wallet, wallet: () => wallet.api, picture, close: () => undefined };
    return new Till({
      ...NO_CARE,
      shelf: this.pictures.shelf,
      ...doorsTo(ports, this.takesPayment),
      items: itemsInMemory(),
      school: schoolInMemory(),
      bodies: requestBodies,
      clock,
      calendar: UTC,
      ids: this.#ids,
      log,
      publisher: { publish: (event) => this.#published(life, event) },
      leave: () => void (this.left += 1),
      backup: NO_BACKUP,
      computer: NO_COMPUTER,
      customer: NO_CUSTOMER_SCREEN,
      logo: NO_LOGO,
      updates: null,
      restart: () => undefined,
      exports: this.#options.exports ?? NO_EXPORTS,
      ...(this.#options.staff?.() ?? noPeople()),
      ...noPrinter(),
      ...NO_PROVISION,
      version: '0.1.0',
    });
  }

  #line(life: Life): ReturnType<typeof lineOf> {
    const { seed, latency } = this.#options;
    const { world, clock, faults } = this;
    return lineOf({
      world,
      clock,
      faults,
      latency,
      seed: seed + 2 + life.number,
      baseUrl: BASE_URL,
      isDead: () => life.state === 'dead',
      leaves: (request) => this.#leaves(life, request),
      turnedAway: (path, key) => this.#options.onTurnedAway?.(path, key),
      overtaken: () => this.#options.onOvertaken?.(),
    });
  }

  #leaves(life: Life, { method, path, headers, body }: WireRequest): void {
    this.requests += 1;
    this.#options.onRequest?.({
      at: this.clock.now(),
      method,
      path,
      key: headers['idempotency-key'] ?? null,
      body,
      life: life.number,
    });
    this.#maybeCut(life, { kind: 'leaves', path });
  }

  #beforeWrite(life: Life, events: readonly NewEvent[]): void {
    if (life.state === 'closed') this.errors.push(`a closed till wrote ${events.map(({ type }) => type).join(', ')}`);
    if (life.state !== 'alive' || this.#maybeCut(life, { kind: 'before-write', events }))
      throw new NotWritten('no power');
    if (this.diskFull) throw new NotWritten('database or disk is full');
  }

  #beforeNote(life: Life): void {
    if (life.state !== 'alive' || this.diskFull) throw new NotWritten('no power or no room');
  }

  #afterWrite(life: Life, events: readonly NewEvent[], bodies?: BodyChanges): void {
    for (const { key, body } of bodies?.keep ?? []) {
      this.bodies.set(key, body);
      this.writtenIn.set(key, life.number);
    }
    for (const key of bodies?.forget ?? []) {
      this.forgotten.set(key, this.bodies.get(key) ?? '');
      this.bodies.delete(key);
    }
    if (this.#maybeCut(life, { kind: 'after-write', events })) throw new NotWritten('no power');
  }

  #maybeCut(life: Life, moment: Moment): boolean {
    if (life !== this.#life || life.state !== 'alive' || this.#options.cutsPower?.(moment) !== true) return false;
    this.crash();
    return true;
  }

  #logged(life: Life, text: string): void {
    if (life.state === 'dead' || (this.diskFull && text.startsWith('journal refused'))) return;
    this.errors.push(text);
  }

  #published(life: Life, event: TerminalEvent): void {
    if (life.state === 'dead') return;
    if (life.state === 'closed') this.errors.push(`a closed till published ${event.type} ${event.seq}`);
    this.events += 1;
    if (event.type === 'sale') this.screen.set(event.sale.saleId, event.sale);
    else if (event.type === 'progress') this.progress = { ...this.progress, [event.task]: event.progress };
    else if (event.type === 'till') this.isOpen = event.till.status === 'open';
    this.#options.onEvent?.(event);
  }
}
