import type { ErrorCode } from '../../shared/errors.ts';
import type { CallHandlers, CallInput, GuardedCalls, Snapshot, Till as TillView } from '../../shared/ipc/contract.ts';
import type { Sale } from '../../shared/payment.ts';
import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { CredentialStatus, Keychain, Preferences, StoreSettings } from '../../shared/settings.ts';
import { isSameWallet, resolvedWallet, walletOfStore } from '../../shared/wallet.ts';
import type { Wallet } from '../../shared/wallet.ts';
import { dayCalls } from './day/day-calls.ts';
import type { DayDeps } from './day/day-calls.ts';
import { EventStream } from './event-stream.ts';
import { journalCalls } from './journal/journal-calls.ts';
import { LeaveQuestion } from './leave-question.ts';
import { anyDown, DARK_LAMPS, lampsAfter } from './lamps.ts';
import { readWhole } from './load-book.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { printCalls } from './printing/print-calls.ts';
import type { PrintDeps } from './printing/print-calls.ts';
import { PeopleDesk } from './people/people-desk.ts';
import type { PeopleCall } from './people/people-calls.ts';
import type { ApiFailure, Connections, CounterPorts, Ids, KeyKeeper, Log, PeopleStore, PinHasher, Publisher, RequestBodies } from './ports.ts';
import { refundRuleNow } from './sales/refund-limit.ts';
import { SaleBook } from './sales/sale-book.ts';
import type { WalletLine } from './sales/sale-book.ts';
import { ChangesOfRecipient } from './sales/change-recipient.ts';
import { paymentCalls } from './sales/payment-calls.ts';
import type { PaymentDesk } from './sales/payment-calls.ts';
import { listCalls } from './sales/list-calls.ts';
import { saleCalls } from './sales/sale-calls.ts';
import type { SaleDeps } from './sales/start-sale.ts';
import { mayBecome, openElsewhere } from './setup/other-wallet.ts';
import type { OpenWallet } from './setup/other-wallet.ts';
import { foundChanges, unreadChanges } from './setup/found-changes.ts';
import { inForceIn } from './setup/settings-changes.ts';
import { keepKeys, setupCalls } from './setup/setup-calls.ts';
import type { SetupDesk } from './setup/setup-calls.ts';
import type { TillEntryOf } from './till-entries.ts';
import { TillNotes } from './till-notes.ts';
import { blocked, DISK_REFUSES, mayChange, OPEN, SETUP, STARTING, statusOf, viewOf } from './till-view.ts';
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
  /** Whose the payments are that do not say it. */
  readonly unwritten: Wallet;
  /** With what the till worked on this journal before. */
  readonly before: TillEntryOf<'settings.inForce'> | null;
}

interface Anew {
  readonly begun: Result<null, ErrorCode>;
  readonly opened: Counter | null;
}

const lineOf = ({ api, wallet }: CounterPorts, of: Wallet): WalletLine | null => {
  const found = wallet(of);
  return found && { api: found, isOwn: found === api };
};

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
  /** Opening and closing the counter: a second one begins when the first one has ended. */
  readonly #opening = new OneAtATime();
  /**
   * Another set-up was decided on: until it stands or was given up nothing new is begun, nothing at all if it is another wallet's.
   */
  #settingUp: 'sameWallet' | 'otherWallet' | null = null;
  #stopped = false;
  /** Settings that were found changed and that no manager has read about. */
  #found: TillView['settingsFound'] = null;
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
    return this.#counter !== null && (this.#counter.book.hasOpenPayments || this.#counter.changes.underWay);
  }

  /** Opens the counter if the till is set up. Resolves when every open payment has been asked for. */
  async start(): Promise<void> {
    if (this.#store) await this.#reopened('start');
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
    if (!this.#counter?.book.hasLivePayments || this.#leave.mayLeave(why)) return true;
    this.#publishTill();
    return false;
  }

  /** Nobody stands at a machine that sleeps. */
  lock(): void {
    this.#people.lock();
  }

  stop(): void {
    this.#stopped = true;
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
    if (this.#status.status === 'starting' || this.#settingUp !== null) return err('till.starting');
    if (this.#status.status === 'blocked') return err(this.#status.problem ?? 'internal');
    if (!this.#counter || !this.#store) return err('till.notSetUp');
    return ok({ ...this.#counter, store: this.#store });
  }

  #desk(): Result<PaymentDesk, ErrorCode> {
    if (this.#settingUp === 'otherWallet') return err('till.starting');
    if (!this.#counter) return err('till.notSetUp');
    const { book, ports } = this.#counter;
    const refundRule = () => refundRuleNow(this.#deps, this.#store, this.#people.settings.refundLimit);
    return ok({ book, journal: ports.journal, offline: this.#lamps.network === 'down', refundRule });
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
      foundRead: () => {
        this.#found = null;
        this.#publishTill();
      },
    };
  }

  /** Waits for its turn: what comes while the counter is being opened is judged by the counter that then stands. */
  async #setUp(input: CallInput<'setup.complete'>): Promise<Result<null, ErrorCode>> {
    const done = await this.#opening.run(async () => {
      const refused = this.#refusedSetUp(input.store);
      if (refused) return err(refused);
      this.#settingUp = this.#isSameWallet(input.store) ? 'sameWallet' : 'otherWallet';
      try {
        return await this.#change(input);
      } finally {
        this.#settingUp = null;
      }
    });
    if (!done.ok) return done;
    await this.#recover(done.value);
    return ok(null);
  }

  /** Other keys for the same wallet are taken at any time: without good keys no open payment could ever be closed. */
  #refusedSetUp(store: StoreSettings): ErrorCode | null {
    const now = this.#store && walletOfStore(this.#store);
    return mayBecome(walletOfStore(store), now, this.#openWallets()) ? null : 'setup.openPayments';
  }

  /** Also those of journals that are not open: settings can have been lost while a customer was asked, or their file edited. */
  #openWallets(): readonly OpenWallet[] {
    const elsewhere = openElsewhere(this.#deps.connections.journals.elsewhere());
    if (!this.#counter) return elsewhere;
    const { book, changes, unwritten } = this.#counter;
    const here = book.openWallets.map((wallet) => resolvedWallet(wallet, unwritten));
    return [...here, ...(changes.underWay && this.#store ? [walletOfStore(this.#store)] : []), ...elsewhere];
  }

  #isSameWallet(store: StoreSettings): boolean {
    return this.#store !== null && isSameWallet(walletOfStore(this.#store), walletOfStore(store));
  }

  /** @returns the counter that was opened for it */
  async #change(input: CallInput<'setup.complete'>): Promise<Result<Counter | null, ErrorCode>> {
    const { store, credentials, preferences } = input;
    const { keys, settings } = this.#deps;
    const kept = await keepKeys(input, keys);
    if (!kept.ok) return kept;
    // A keychain can take minutes, and what was on its way before can have come to something.
    const refused = this.#refusedSetUp(store);
    if (refused) return err(refused);
    const written = await settings.write({ store, preferences });
    if (!written.ok) return written;
    const mayStay = this.#isSameWallet(store) && credentials === null && this.#counter !== null;
    this.#store = store;
    this.#preferences = preferences;
    if (!mayStay) return ok(await this.#openCounter(store));
    if (this.#counter) this.#notes.inForce(store, this.#counter.unwritten);
    this.#publishTill();
    return ok(null);
  }

  /** Opens the counter, in its turn, for what the till is then. Resolves when every open payment has been asked for. */
  async #reopened(why: 'start' | 'again' = 'again'): Promise<void> {
    const opened = await this.#opening.run(async () => {
      if (!this.#store) return null;
      const counter = await this.#openCounter(this.#store);
      if (counter && why === 'start') this.#noticeEdited(counter, this.#store);
      return counter;
    });
    await this.#recover(opened);
  }

  /** Settings that nobody changed in the till are written down, and shown until a manager has read it. */
  #noticeEdited({ ports, before }: Counter, store: StoreSettings): void {
    const { connections, clock } = this.#deps;
    const changes = foundChanges(store, before, connections.journals.elsewhere());
    if (changes.length > 0) this.#notes.add({ type: 'settings.foundChanged', at: clock.now(), changes });
    this.#found = unreadChanges(ports.journal);
    this.#publishTill();
  }

  /** Never in two places at once: only what has its turn in `#opening` may call it. */
  async #openCounter(store: StoreSettings): Promise<Counter | null> {
    this.#closeCounter();
    if (this.#stopped) return null;
    this.#lamps = DARK_LAMPS;
    this.#setStatus(STARTING);
    this.#credentials = store.environment === 'practice' ? 'missing' : await this.#deps.keys.status(store.environment);
    // The app can end while the keychain is asked, and while the wallet's line is made.
    if (this.#stopped) return null;
    const ports = await this.#deps.connections.open(store);
    if (!ports.ok) {
      this.#setStatus(blocked(ports.error));
      return null;
    }
    if (this.#stopped) {
      ports.value.close();
      return null;
    }
    const { bodies, clock, calendar, ids, log } = this.#deps;
    let whose: Pick<Counter, 'unwritten' | 'before'> = { unwritten: walletOfStore(store), before: null };
    const book = new SaleBook({
      journal: ports.value.journal, bodies, clock, ids, log,
      wallet: (of) => lineOf(ports.value, resolvedWallet(of, whose.unwritten)),
      saleChanged: (sale, paidNow) => this.#saleChanged(sale, paidNow),
      journalHealth: (healthy) => this.#journalHealth(healthy),
      saw: (failure) => this.#saw(failure),
    });
    const sales = { book, journal: ports.value.journal, bodies, clock, calendar, ids };
    const read = (): void => {
      const before = inForceIn(ports.value.journal);
      whose = { before, unwritten: before?.unwritten ?? whose.unwritten };
      this.#found = unreadChanges(ports.value.journal);
      book.load();
    };
    const loaded = readWhole(read, this.#deps);
    this.#counter = { ports: ports.value, book, sales, changes: new ChangesOfRecipient({ ...sales, log }, store), ...whose };
    if (!loaded) {
      this.#closeCounter();
      this.#setStatus(blocked('till.journalDamaged'));
      return null;
    }
    this.#notes.opened(ports.value.journal, store, whose.unwritten);
    void this.#people.opened();
    for (const sale of book.all) this.#stream.sale(sale);
    return this.#counter;
  }

  /** Asks for every open payment of a counter that was just opened, then sells. Another may be opened meanwhile. */
  async #recover(opened: Counter | null): Promise<void> {
    if (!opened || opened !== this.#counter) return;
    if (opened.book.hasOpenPayments) {
      this.#publishTill();
      await opened.book.recover();
      // Opened anew meanwhile: this counter is closed.
      if (this.#counter !== opened) return;
    }
    this.#setStatus(statusOf(this.#deps.connections.journals));
    void this.#probe();
  }

  /** Nothing new is sold in a damaged journal; what is under way goes on for as long as it takes what is written. */
  readonly #lookAtJournal = () => void (mayChange(this.#status) && this.#setStatus(statusOf(this.#deps.connections.journals)));

  async #startAnew(): Promise<Result<null, ErrorCode>> {
    const { begun, opened } = await this.#opening.run(async (): Promise<Anew> => {
      const { journals } = this.#deps.connections;
      if (!this.#store || !journals.damage) return { begun: err('till.notSetUp'), opened: null };
      // Closed first: nothing may be written into the old volume while the new one is made from it.
      this.#closeCounter();
      return { begun: journals.startAnew(), opened: await this.#openCounter(this.#store) };
    });
    void this.#recover(opened);
    return begun;
  }

  readonly #reopen = () => void this.#reopened();

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
    const held = {
      store: this.#store, preferences: this.#preferences, credentials: this.#credentials, keychain: this.#keychain, lamps: this.#lamps,
      leaving: this.#leave.why, people: this.#people.view, settingsFound: this.#found,
    };
    return viewOf(this.#deps, { ...this.#status, ...held }, this.#counter?.ports.journal ?? null);
  }
}
