import { CustomerDesk } from '../customer/desk.ts';
import { DoctorDesk } from '../doctor/doctor-desk.ts';
import { careCalls } from '../support/care-calls.ts';
import { journalCalls } from './journal-calls.ts';
import type { PeopleCall } from '../people/people-calls.ts';
import { PeopleService } from '../people/people-service.ts';
import { printCalls } from '../printing/print-calls.ts';
import { dayCalls } from './day-calls.ts';
import { School } from '../school/school.ts';
import { logoCalls } from '../customer/logo-calls.ts';
import { itemsCalls, itemsView } from '../items/items-calls.ts';
import { listCalls } from '../sales/list-calls.ts';
import { paymentCalls } from '../sales/payment-calls.ts';
import type { PaymentCallsDeps } from '../sales/payment-calls.ts';
import { walletLogCalls } from '../sales/wallet-log.ts';
import { refundRuleNow } from '../sales/refund-limit.ts';
import { saleCalls } from '../sales/sale-calls.ts';
import { backupCalls } from '../setup/backup-calls.ts';
import { setupCalls } from '../setup/setup-calls.ts';
import { CounterKeeper } from './counter-keeper.ts';
import type { Counter } from './counter.ts';
import { Front } from './front.ts';
import { inBooks } from './in-books.ts';
import { News } from './news.ts';
import { provisionDesk } from './provision-host.ts';
import type { TillDeps } from './till-deps.ts';
import { EventStream } from './event-stream.ts';
import { LeaveQuestion } from './leave-question.ts';
import { TillNotes } from './notes.ts';
import { ServiceWatch } from './service-watch.ts';
import { isLive, Updating } from './updating.ts';
import { windowCalls } from './window-calls.ts';
import { DISK_REFUSES, OPEN, SETUP, STARTING, blocked, mayChange, statusOf, viewOf } from './view.ts';
import type { Status } from './view.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { CallHandlers, GuardedCalls, Snapshot, Till as TillView } from '../../../shared/ipc/contract.ts';
import type { HearsHints } from '../ports/hints.ts';
import type { Sale } from '../../../shared/payment.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { Keychain, Preferences, StoreSettings } from '../../../shared/settings.ts';

/** The till as a whole: its status, what is told about it, and what a window may ask of it. */
export class Till {
  readonly #deps: TillDeps;
  readonly #stream: EventStream;
  readonly #front: Front;
  readonly #news: News;
  readonly #leave: LeaveQuestion;
  readonly #notes: TillNotes;
  readonly #watch: ServiceWatch;
  readonly #keeper: CounterKeeper;
  readonly #people: PeopleService;
  readonly #provision: ReturnType<typeof provisionDesk>;
  readonly #updating: Updating;
  readonly #doctor: DoctorDesk;
  readonly #customer: CustomerDesk;
  readonly #school: School;
  #status: Status;
  #keychain: Keychain = 'unavailable';
  /** What a window may call: behind the permissions. */
  readonly handlers: GuardedCalls;

  constructor(deps: TillDeps) {
    this.#deps = deps;
    this.#leave = new LeaveQuestion({
      ...deps,
      hasLivePayments: () => this.#counter?.openSales.hasLivePayments ?? false,
      fillsScreen: () => this.preferences.counter.fullScreen,
      changed: () => this.#publishTill(),
    });
    this.#stream = new EventStream(deps.publisher, deps.clock);
    this.#front = new Front(deps.clock, (standing) => {
      this.#stream.tell({ type: 'standing', standing });
      this.#customer.look();
    });
    this.#news = new News(this.#stream, deps.clock);
    this.#notes = new TillNotes({ ...deps, noted: (entry) => this.#school.noted(entry) });
    const store = () => this.#keeper.store;
    const tells = { changed: () => this.#publishTill(), note: this.#note };
    this.#watch = new ServiceWatch({ ...deps, ...tells, counter: () => this.#counter });
    this.#keeper = new CounterKeeper({
      ...deps,
      ...tells,
      notes: this.#notes,
      watch: this.#watch,
      status: (status) => this.#setStatus(status),
      opened: (counter) => this.#opened(counter),
      sale: (sale, written) => this.#saleChanged(sale, written),
      journalHealth: (healthy) => this.#journalHealth(healthy),
      saw: (failure) => this.#watch.saw(failure),
    });
    this.#updating = new Updating(deps, {
      facts: () => ({ live: isLive(this.#counter), soldToday: this.#view().today.count > 0 }),
      changed: tells.changed,
    });
    this.#status = this.#keeper.store ? STARTING : SETUP;
    if (deps.settings.newer()) this.#status = blocked('till.dataNewer');
    this.#people = new PeopleService({ ...deps, ...tells, store: deps.people, shop: store });
    this.#provision = provisionDesk({ ...deps, ...tells, people: this.#people, keeper: this.#keeper });
    this.#doctor = new DoctorDesk({
      ...deps,
      ...tells,
      store,
      journals: deps.connections.journals,
      tell: (examination) => this.#stream.tell({ type: 'examination', examination }),
    });
    this.#customer = new CustomerDesk({
      ...deps,
      ...tells,
      store,
      preferences: () => this.#keeper.preferences,
      sales: () => this.#sales,
      standing: () => this.#front.standing,
      tell: (view) => this.#stream.tell({ type: 'customer', view }),
    });
    this.#school = new School({ ...deps, ...tells, shop: store });
    this.handlers = this.#people.guard(this.#calls());
    deps.slips.open(tells);
    deps.connections.journals.watch({ damaged: this.#lookAtJournal, rebuilt: () => this.#keeper.reopen() });
  }

  get preferences(): Preferences {
    return this.#keeper.preferences;
  }

  get hasOpenPayments(): boolean {
    return this.#counter !== null && (this.#counter.openSales.hasOpenPayments || this.#counter.changes.underWay);
  }

  /** Opens the counter if the till is set up. Resolves when every open payment has been asked for. */
  async start(): Promise<void> {
    this.#customer.begin();
    await this.#keeper.start();
    // Asking the keychain can take long, and nobody needs to know before settings are opened.
    this.#keychain = await this.#deps.keys.keychain();
    this.#publishTill();
    void this.#updating.begin();
  }

  /** After sleep or a lost network: nothing shown is older than now. */
  lookAtAll(): void {
    this.#counter?.openSales.lookAtAll();
    void this.#watch.probe();
  }

  /** Not taken while no counter is open: the wallet tells it again. */
  readonly hear: HearsHints = (hint) => this.#counter?.hints.hear(hint) ?? false;

  /** Whether the app may end now: with open payments, and where it fills the screen, a person is asked. */
  mayLeave(why: NonNullable<TillView['leaving']>): boolean {
    return this.#leave.mayLeave(why);
  }

  /** Nobody stands at a machine that sleeps. */
  lock(): void {
    this.#people.lock();
  }

  stop(): void {
    this.#updating.stop();
    this.#customer.stop();
    this.#watch.stop();
    this.#news.stop();
    this.#people.stop();
    this.#deps.slips.stop();
    this.#keeper.stop();
  }

  readonly #note: TillNotes['add'] = (entry) => this.#notes.add(entry);

  readonly #noting = () => ({ ...this.#deps, note: this.#note });
  readonly #inBooks = (): Result<PaymentCallsDeps, ErrorCode> => {
    this.#notes.write();
    const refundRule = () => refundRuleNow(this.#deps, this.#keeper.store, this.#people.settings.refundLimit);
    return inBooks(this.#keeper, { refundRule, offline: this.#watch.view.lamps.network === 'down' });
  };

  readonly #dayCalls = dayCalls(
    () => ({ ...this.#deps, note: this.#note, booked: this.#news.booked, progressed: this.#news.progressed }),
    () => this.#openForSales(),
  );

  readonly #calls = (): Omit<CallHandlers, PeopleCall> => ({
    ...this.#school.watch({
      ...this.#dayCalls,
      'closing.close': this.#updating.afterClosing(this.#dayCalls['closing.close']),
      ...printCalls(
        () => this.#deps,
        () => this.#openForSales(),
      ),
    }),
    ...this.#school.calls,
    ...this.#updating.calls,
    'terminal.snapshot': () => this.#snapshot(),
    ...saleCalls(() => this.#openForSales()),
    ...paymentCalls(this.#inBooks),
    ...listCalls(this.#noting, this.#inBooks),
    ...walletLogCalls(this.#noting, this.#inBooks),
    ...journalCalls(() => ({
      journals: this.#deps.connections.journals,
      changed: () => this.#publishTill(),
      startAnew: () => this.#keeper.startAnew(),
      looked: this.#lookAtJournal,
      progressed: this.#news.progressed,
    })),
    ...careCalls(() => ({
      ...this.#deps,
      doctor: this.#doctor,
      shop: () => this.#keeper.store,
      preferences: () => this.#keeper.preferences,
      journal: () => this.#counter?.ports.journal ?? null,
    })),
    ...this.#customer.calls,
    ...setupCalls(() => ({ ...this.#deps, provision: this.#provision, keeper: this.#keeper, note: this.#note })),
    ...logoCalls(() => ({ ...this.#deps, note: this.#note, changed: () => this.#publishTill() })),
    ...itemsCalls(() => ({ ...this.#deps, note: this.#note, changed: this.#itemsChanged })),
    ...backupCalls(() => ({ ...this.#deps, till: this, keeper: this.#keeper, note: this.#note, news: this.#news })),
    ...windowCalls({
      front: this.#front,
      stream: this.#stream,
      question: this.#leave,
      payments: this.#inBooks,
      showPhone: () => this.#deps.connections.showPhone(),
      heldOut: () => this.#deps.connections.heldOut(),
      online: () => this.lookAtAll(),
      offline: () => this.#watch.offline(),
    }),
  });

  get #counter(): Counter | null {
    return this.#keeper.counter;
  }

  #openForSales(): Result<Counter & { readonly store: StoreSettings }, ErrorCode> {
    this.#notes.write();
    const { counter, store, settingUp } = this.#keeper;
    if (this.#status.status === 'starting' || settingUp !== null || this.#updating.installing)
      return err('till.starting');
    if (this.#status.status === 'blocked') return err(this.#status.problem ?? 'internal');
    if (!counter || !store) return err('till.notSetUp');
    return ok({ ...counter, store });
  }

  #opened({ openSales }: Counter): void {
    void this.#people.opened();
    for (const sale of openSales.all) this.#tellSale(sale);
    this.#news.booked();
  }

  /** While the counter is being read it has no sales to look at yet. */
  #saleChanged(sale: Sale, written: boolean): void {
    this.#tellSale(sale);
    this.#front.follow(this.#sales);
    this.#customer.look();
    if (written) this.#news.booked();
  }

  #tellSale(sale: Sale): void {
    this.#stream.tell({ type: 'sale', sale });
    this.#school.look(sale);
  }

  get #sales(): readonly Sale[] {
    return this.#counter?.openSales.all ?? [];
  }

  /** Nothing new is sold in a damaged journal; what is under way goes on while it takes what is written. */
  readonly #lookAtJournal = (): void => {
    if (mayChange(this.#status)) this.#setStatus(statusOf(this.#deps.connections.journals));
  };

  #journalHealth(healthy: boolean): void {
    // Not closed for it: each try says so in place, and the first write that succeeds shows that it is over.
    if (!healthy && this.#status === OPEN) this.#setStatus(DISK_REFUSES);
    if (healthy && this.#status === DISK_REFUSES) this.#setStatus(OPEN);
  }

  #setStatus(status: Status): void {
    this.#status = status;
    // Told first: with the till open, a window shows at once what stands there.
    this.#front.opened(status.status === 'open' ? this.#sales : null);
    this.#publishTill();
  }

  #publishTill(): void {
    this.#stream.tell({ type: 'till', till: this.#view() });
    this.#customer.look();
  }

  readonly #itemsChanged = (): void => this.#stream.tell({ type: 'items', items: itemsView(this.#deps.items) });

  #snapshot(): Snapshot {
    const { standing } = this.#front;
    const { progress, books } = this.#news;
    const { examination } = this.#doctor;
    const items = itemsView(this.#deps.items);
    const told = { till: this.#view(), sales: [...this.#sales], standing, progress, books, items, examination };
    return { ...this.#stream.stamp('till'), ...told };
  }

  #view(): TillView {
    const { store, preferences, found, counter } = this.#keeper;
    const held = {
      ...this.#status,
      ...this.#watch.view,
      store,
      preferences,
      settingsFound: found,
      provision: this.#provision?.view() ?? null,
      keychain: this.#keychain,
      leaving: this.#leave.why,
      people: this.#people.view,
      update: this.#updating.view,
      school: this.#school.view(this.#people.view.signedIn),
    };
    return viewOf(this.#deps, held, counter?.ports.journal ?? null);
  }
}
