import type { ErrorCode } from '../../shared/errors.ts';
import type { CallHandlers, CallInput, GuardedCalls, Snapshot, Till as TillView } from '../../shared/ipc/contract.ts';
import type { Sale } from '../../shared/payment.ts';
import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { CredentialStatus, Keychain, Preferences, StoreSettings } from '../../shared/settings.ts';
import { dayCalls } from './day/day-calls.ts';
import type { DayDeps } from './day/day-calls.ts';
import { EventStream } from './event-stream.ts';
import { journalCalls } from './journal/journal-calls.ts';
import { LeaveQuestion } from './leave-question.ts';
import { anyDown, DARK_LAMPS, lampsAfter } from './lamps.ts';
import { loadBook } from './load-book.ts';
import { printCalls } from './printing/print-calls.ts';
import type { PrintDeps } from './printing/print-calls.ts';
import { PeopleDesk } from './people/people-desk.ts';
import type { PeopleCall } from './people/people-calls.ts';
import type { ApiFailure, Connections, CounterPorts, Ids, KeyKeeper, Log, PeopleStore, PinHasher, Publisher, RequestBodies } from './ports.ts';
import { SaleBook } from './sales/sale-book.ts';
import { ChangesOfRecipient } from './sales/change-recipient.ts';
import { paymentCalls } from './sales/payment-calls.ts';
import type { PaymentDesk } from './sales/payment-calls.ts';
import { listCalls } from './sales/list-calls.ts';
import { saleCalls } from './sales/sale-calls.ts';
import type { SaleDeps } from './sales/start-sale.ts';
import { keepKeys, setupCalls } from './setup/setup-calls.ts';
import type { SetupDesk } from './setup/setup-calls.ts';
import { TillNotes } from './till-notes.ts';
import { blocked, DISK_REFUSES, mayChange, OPEN, opened, SETUP, STARTING, viewOf } from './till-view.ts';
import type { Status } from './till-view.ts';

export interface TillDeps extends PrintDeps, Omit<DayDeps, 'note'> {
  readonly connections: Connections;
  readonly keys: KeyKeeper;
  /** What the till is while it has no settings, or null: then it asks first. */
  readonly tryOut: StoreSettings | null;
  readonly bodies: RequestBodies;
  readonly ids: Ids;
  readonly log: Log;
  readonly publisher: Publisher;
  readonly people: PeopleStore;
  readonly hasher: PinHasher;
  /** Ends the app; open payments are looked up at the next start. */
  leave(): void;
}

interface Counter {
  readonly ports: CounterPorts;
  readonly book: SaleBook;
  readonly sales: SaleDeps;
  readonly changes: ChangesOfRecipient;
}

/** While a lamp shows a failure and nobody sells, the service is tried again this often. */
const PROBE_MS = 15_000;

/** The till as a whole: what it is set up as, whether it is open, and the counter with its sales. */
export class Till {
  readonly #deps: TillDeps;
  readonly #stream: EventStream;
  #status: Status;
  #store: StoreSettings | null;
  #preferences: Preferences;
  #credentials: CredentialStatus = 'missing';
  #keychain: Keychain = 'unavailable';
  #counter: Counter | null = null;
  #lamps = DARK_LAMPS;
  readonly #leave: LeaveQuestion;
  readonly #people: PeopleDesk;
  readonly #notes: TillNotes;
  /** What a window may call: behind the permissions. */
  readonly handlers: GuardedCalls;
  #stopProbe: () => void = () => undefined;

  constructor(deps: TillDeps) {
    this.#deps = deps;
    this.#leave = new LeaveQuestion(deps.clock);
    this.#stream = new EventStream(deps.publisher, deps.clock);
    const { store, preferences } = deps.settings.current();
    // Settings that were damaged are never replaced by a try-out: a shop must notice.
    this.#store = store ?? (deps.settings.damaged() === null ? deps.tryOut : null);
    this.#preferences = preferences;
    this.#status = this.#store ? STARTING : SETUP;
    this.#notes = new TillNotes(deps);
    this.#people = new PeopleDesk({ ...deps, store: deps.people, shop: () => this.#store, note: (entry) => this.#notes.add(entry), changed: () => this.#publishTill() });
    this.handlers = this.#people.guard(this.#calls);
    deps.slips.open({ changed: () => this.#publishTill(), note: (entry) => this.#notes.add(entry) });
    deps.connections.journals.watch({ damaged: this.#lookAtJournal, rebuilt: this.#reopen });
  }

  get preferences(): Preferences {
    return this.#preferences;
  }

  get hasOpenPayments(): boolean {
    return this.#counter?.book.hasOpenPayments ?? false;
  }

  /** Opens the counter if the till is set up. Resolves when every open payment has been asked for. */
  async start(): Promise<void> {
    if (this.#store) await this.#openCounter(this.#store);
    // Asking the keychain can take long, and nobody needs to know before settings are opened.
    this.#keychain = await this.#deps.keys.keychain();
    this.#publishTill();
  }

  /** After sleep or a lost network: nothing shown is older than now. */
  lookAtAll(): void {
    this.#counter?.book.lookAtAll();
    void this.#probe();
  }

  /** Somebody or something wants to end the app. @returns whether it may end now; with open payments a person is asked first */
  mayLeave(why: NonNullable<TillView['leaving']>): boolean {
    if (!this.hasOpenPayments || this.#leave.mayLeave(why)) return true;
    this.#publishTill();
    return false;
  }

  /** Nobody stands at a machine that sleeps. */
  lock(): void {
    this.#people.lock();
  }

  stop(): void {
    this.#stopProbe();
    this.#people.stop();
    this.#deps.slips.stop();
    this.#closeCounter('ended');
  }

  readonly #calls: Omit<CallHandlers, PeopleCall> = {
    ...dayCalls(() => ({ ...this.#deps, note: (entry) => this.#notes.add(entry) }), () => this.#openForSales()),
    ...printCalls(() => this.#deps, () => this.#openForSales()),
    'terminal.snapshot': () => this.#snapshot(),
    ...saleCalls(() => this.#openForSales()),
    ...paymentCalls(() => this.#desk()),
    ...listCalls(() => this.#deps, () => this.#desk()),
    ...journalCalls(() => ({ journals: this.#deps.connections.journals, changed: () => this.#publishTill(), startAnew: () => this.#startAnew(), looked: this.#lookAtJournal })),
    ...setupCalls(() => this.#setupDesk()),
    'practice.showPhone': () => {
      this.#deps.connections.showPhone();
      return { accepted: true };
    },
    'till.leave': ({ leave }) => {
      const asked = this.#leave.answer();
      if (asked && leave) this.#deps.leave();
      else if (asked) this.#publishTill();
      return { accepted: true };
    },
    'network.changed': ({ online }) => {
      if (online) this.lookAtAll();
      else this.#setLamps({ network: 'down', wallet: 'unknown' });
      return { accepted: true };
    },
  };

  #openForSales(): Result<Counter & { readonly store: StoreSettings }, ErrorCode> {
    if (this.#status.status === 'starting') return err('till.starting');
    if (this.#status.status === 'blocked') return err(this.#status.problem ?? 'internal');
    if (!this.#counter || !this.#store) return err('till.notSetUp');
    return ok({ ...this.#counter, store: this.#store });
  }

  #desk(): Result<PaymentDesk, ErrorCode> {
    if (!this.#counter) return err('till.notSetUp');
    const { book, ports } = this.#counter;
    return ok({ book, journal: ports.journal, offline: this.#lamps.network === 'down', refundLimit: this.#people.settings.refundLimit });
  }

  #setupDesk(): SetupDesk {
    const { settings } = this.#deps;
    return {
      ...this.#deps,
      current: () => ({ store: this.#store, preferences: this.#preferences }),
      setUp: (input) => this.#setUp(input),
      prefer: (preferences) => {
        this.#preferences = preferences;
        this.#publishTill();
        return settings.write({ store: settings.current().store, preferences });
      },
      note: (entry) => this.#notes.add(entry),
    };
  }

  async #setUp(input: CallInput<'setup.complete'>): Promise<Result<null, ErrorCode>> {
    const { store, credentials, preferences } = input;
    const { keys, settings } = this.#deps;
    const before = this.#store;
    // Other keys for the same wallet are taken at any time: without good keys no open payment could ever be closed.
    const sameWallet =
      before?.environment === store.environment && before.merchantSerialNumber === store.merchantSerialNumber && before.country === store.country;
    if (!sameWallet && this.hasOpenPayments) return err('setup.openPayments');
    const kept = await keepKeys(input, keys);
    if (!kept.ok) return kept;
    const written = await settings.write({ store, preferences });
    if (!written.ok) return written;
    this.#store = store;
    this.#preferences = preferences;
    if (sameWallet && credentials === null && this.#counter) this.#publishTill();
    else await this.#openCounter(store);
    return ok(null);
  }

  async #openCounter(store: StoreSettings): Promise<void> {
    this.#closeCounter();
    this.#lamps = DARK_LAMPS;
    this.#setStatus(STARTING);
    this.#credentials = store.environment === 'practice' ? 'missing' : await this.#deps.keys.status(store.environment);
    const ports = await this.#deps.connections.open(store);
    if (!ports.ok) return this.#setStatus(blocked(ports.error));
    const { bodies, clock, calendar, ids, log } = this.#deps;
    const book = new SaleBook({
      journal: ports.value.journal, api: ports.value.api, bodies, clock, ids, log,
      saleChanged: (sale, paidNow) => this.#saleChanged(sale, paidNow),
      journalHealth: (healthy) => this.#journalHealth(healthy),
      saw: (failure) => this.#saw(failure),
    });
    const sales = { book, journal: ports.value.journal, bodies, clock, calendar, ids };
    this.#counter = { ports: ports.value, book, sales, changes: new ChangesOfRecipient({ ...sales, log }, store) };
    if (!loadBook(book, this.#deps)) {
      this.#closeCounter();
      return this.#setStatus(blocked('till.journalDamaged'));
    }
    this.#notes.opened(ports.value.journal);
    void this.#people.opened();
    for (const sale of book.all) this.#stream.sale(sale);
    if (book.hasOpenPayments) {
      this.#publishTill();
      await book.recover();
      // Opened anew meanwhile: this counter is closed.
      if (this.#counter?.book !== book) return;
    }
    this.#setStatus(opened(this.#deps.connections.journals));
    void this.#probe();
  }

  /** Nothing new is sold in a damaged journal; what is under way goes on for as long as it takes what is written. */
  readonly #lookAtJournal = () => void (mayChange(this.#status) && this.#setStatus(opened(this.#deps.connections.journals)));

  #startAnew(): Result<null, ErrorCode> {
    const { journals } = this.#deps.connections;
    if (!this.#store || !journals.damage) return err('till.notSetUp');
    // Closed first: nothing may be written into the old volume while the new one is made from it.
    this.#closeCounter();
    const begun = journals.startAnew();
    this.#reopen();
    return begun;
  }

  readonly #reopen = () => void (this.#store && this.#openCounter(this.#store));

  #closeCounter(why: 'ended' | 'reopened' = 'reopened'): void {
    this.#counter?.changes.stop();
    this.#counter?.book.stop();
    this.#notes.closing(why);
    this.#counter?.ports.close();
    this.#counter = null;
  }

  #saleChanged(sale: Sale, paidNow: boolean): void {
    this.#stream.sale(sale);
    this.#counter?.changes.saleChanged(sale);
    if (paidNow) this.#publishTill();
  }

  #journalHealth(healthy: boolean): void {
    // Not closed for it: each try says so in place, and the first write that succeeds shows that it is over.
    if (!healthy && this.#status === OPEN) this.#setStatus(DISK_REFUSES);
    if (healthy && this.#status === DISK_REFUSES) this.#setStatus(OPEN);
  }

  #saw(failure: ApiFailure | null): void {
    this.#setLamps(lampsAfter(this.#lamps, failure));
    if (failure === null || failure.kind === 'unauthorized') void this.#judgeKeys(failure === null);
  }

  /** Keys that are refused in the middle of a sale are shown at once, and so is that they work again. */
  async #judgeKeys(accepted: boolean): Promise<void> {
    const environment = this.#store?.environment ?? 'practice';
    if (environment === 'practice' || accepted !== (this.#credentials === 'rejected')) return;
    this.#deps.keys.judged(environment, accepted);
    this.#credentials = await this.#deps.keys.status(environment);
    this.#publishTill();
  }

  #setLamps(lamps: TillView['lamps']): void {
    const changed = lamps.network !== this.#lamps.network || lamps.wallet !== this.#lamps.wallet;
    this.#lamps = lamps;
    if (changed) this.#publishTill();
    this.#stopProbe();
    if (anyDown(lamps)) this.#stopProbe = this.#deps.clock.after(PROBE_MS, () => void this.#probe());
  }

  async #probe(): Promise<void> {
    const counter = this.#counter;
    const answer = await counter?.ports.api.reach();
    // A counter that was closed meanwhile had another wallet, or the till is gone.
    if (answer && counter === this.#counter) this.#saw(answer.ok ? null : answer.error);
  }

  #setStatus(status: Status): void {
    this.#status = status;
    this.#publishTill();
  }

  #publishTill(): void {
    this.#stream.till(this.#view());
  }

  #snapshot(): Snapshot {
    return this.#stream.snapshot(this.#view(), this.#counter?.book.all ?? []);
  }

  #view(): TillView {
    const held = { store: this.#store, preferences: this.#preferences, credentials: this.#credentials, keychain: this.#keychain, lamps: this.#lamps, leaving: this.#leave.why, people: this.#people.view };
    return viewOf(this.#deps, { ...this.#status, ...held }, this.#counter?.ports.journal ?? null);
  }
}
