import { DoctorDesk } from '../doctor/doctor-desk.ts';
import type { CareDoor } from '../ports/care.ts';
import { careCalls } from '../support/care-calls.ts';
import { journalCalls } from './journal-calls.ts';
import type { PeopleCall } from '../people/people-calls.ts';
import { PeopleService } from '../people/people-service.ts';
import type { BackupDoor } from '../ports/backup.ts';
import type { Computer } from '../ports/computer.ts';
import type { Connections } from '../ports/connections.ts';
import type { Ids } from '../ports/ids.ts';
import type { KeyKeeper } from '../ports/keys.ts';
import type { Log } from '../ports/log.ts';
import type { PeopleStore, PinHasher } from '../ports/people.ts';
import type { Publisher } from '../ports/publisher.ts';
import type { RequestBodies } from '../ports/wallet.ts';
import { printCalls } from '../printing/print-calls.ts';
import type { PrintDeps } from '../printing/print-calls.ts';
import { dayCalls } from './day-calls.ts';
import type { DayDeps } from './day-calls.ts';
import type { DayNews } from '../closing/closing-service.ts';
import { listCalls } from '../sales/list-calls.ts';
import { paymentCalls } from '../sales/payment-calls.ts';
import type { PaymentCallsDeps } from '../sales/payment-calls.ts';
import { refundRuleNow } from '../sales/refund-limit.ts';
import { saleCalls } from '../sales/sale-calls.ts';
import { backupCalls } from '../setup/backup-calls.ts';
import { setupCalls } from '../setup/setup-calls.ts';
import type { SetupCallsDeps } from '../setup/setup-calls.ts';
import { CounterKeeper } from './counter-keeper.ts';
import type { Counter } from './counter.ts';
import { Front } from './front.ts';
import { News } from './news.ts';
import { EventStream } from './event-stream.ts';
import { LeaveQuestion } from './leave-question.ts';
import { TillNotes } from './notes.ts';
import { ServiceWatch } from './service-watch.ts';
import { DISK_REFUSES, OPEN, SETUP, STARTING, mayChange, statusOf, viewOf } from './view.ts';
import type { Status } from './view.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { reply } from '../../../shared/ipc/replies.ts';
import type {
  CallHandlers,
  GuardedCalls,
  Snapshot,
  TerminalEvent,
  Till as TillView,
} from '../../../shared/ipc/contract.ts';
import type { Sale } from '../../../shared/payment.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { Keychain, Preferences, StoreSettings } from '../../../shared/settings.ts';

export interface TillDeps extends PrintDeps, Omit<DayDeps, 'note' | keyof DayNews> {
  readonly connections: Connections;
  readonly keys: KeyKeeper;
  /** What the till is while it has no settings, or null: then it asks first. */
  readonly tryOut: StoreSettings | null;
  readonly bodies: RequestBodies;
  readonly ids: Ids;
  readonly log: Log;
  readonly publisher: Publisher<TerminalEvent>;
  readonly people: PeopleStore;
  readonly hasher: PinHasher;
  readonly backup: BackupDoor;
  readonly computer: Computer;
  /** Loaded when somebody looks after the till. */
  care(): Promise<CareDoor>;
  /** Ends the app; open payments are looked up at the next start. */
  leave(): void;
}

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
  readonly #doctor: DoctorDesk;
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
    this.#front = new Front(deps.clock, (standing) => this.#stream.tell({ type: 'standing', standing }));
    this.#news = new News(this.#stream, deps.clock);
    this.#notes = new TillNotes(deps);
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
    this.#status = this.#keeper.store ? STARTING : SETUP;
    this.#people = new PeopleService({ ...deps, ...tells, store: deps.people, shop: () => this.#keeper.store });
    this.#doctor = new DoctorDesk({
      ...deps,
      ...tells,
      journals: deps.connections.journals,
      store: () => this.#keeper.store,
      tell: (examination) => this.#stream.tell({ type: 'examination', examination }),
    });
    this.handlers = this.#people.guard(this.#calls);
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
    await this.#keeper.start();
    // Asking the keychain can take long, and nobody needs to know before settings are opened.
    this.#keychain = await this.#deps.keys.keychain();
    this.#publishTill();
  }

  /** After sleep or a lost network: nothing shown is older than now. */
  lookAtAll(): void {
    this.#counter?.openSales.lookAtAll();
    void this.#watch.probe();
  }

  /**
   * Somebody or something wants to end the app. @returns whether it may now; with open payments, and where it fills the
   * screen, a person is asked
   */
  mayLeave(why: NonNullable<TillView['leaving']>): boolean {
    return this.#leave.mayLeave(why);
  }

  /** Nobody stands at a machine that sleeps. */
  lock(): void {
    this.#people.lock();
  }

  stop(): void {
    this.#watch.stop();
    this.#news.stop();
    this.#people.stop();
    this.#deps.slips.stop();
    this.#keeper.stop();
  }

  readonly #note: TillNotes['add'] = (entry) => this.#notes.add(entry);

  readonly #calls: Omit<CallHandlers, PeopleCall> = {
    ...dayCalls(
      () => ({ ...this.#deps, note: this.#note, booked: this.#news.booked, progressed: this.#news.progressed }),
      () => this.#openForSales(),
    ),
    ...printCalls(
      () => this.#deps,
      () => this.#openForSales(),
    ),
    'terminal.snapshot': () => this.#snapshot(),
    ...saleCalls(() => this.#openForSales()),
    ...paymentCalls(() => this.#paymentDeps()),
    ...listCalls(
      () => this.#deps,
      () => this.#paymentDeps(),
    ),
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
    ...setupCalls(() => this.#setupDeps()),
    ...backupCalls(() => ({ ...this.#deps, till: this, keeper: this.#keeper, note: this.#note, news: this.#news })),
    'practice.showPhone': () => {
      this.#deps.connections.showPhone();
      return { accepted: true };
    },
    'till.stand': ({ saleId }) => {
      const open = this.#paymentDeps();
      if (saleId !== null && !(open.ok && open.value.openSales.recall(saleId)))
        return { accepted: false, error: open.ok ? 'sale.unknown' : open.error };
      this.#front.stand(saleId);
      return { accepted: true, seq: this.#stream.stamp('till').seq };
    },
    'till.leave': ({ leave }, { mayApprove }) => reply(this.#leave.answer(leave, mayApprove)),
    'network.changed': ({ online }) => {
      if (online) this.lookAtAll();
      else this.#watch.offline();
      return { accepted: true };
    },
  };

  get #counter(): Counter | null {
    return this.#keeper.counter;
  }

  #openForSales(): Result<Counter & { readonly store: StoreSettings }, ErrorCode> {
    this.#notes.write();
    const { counter, store, settingUp } = this.#keeper;
    if (this.#status.status === 'starting' || settingUp !== null) return err('till.starting');
    if (this.#status.status === 'blocked') return err(this.#status.problem ?? 'internal');
    if (!counter || !store) return err('till.notSetUp');
    return ok({ ...counter, store });
  }

  #paymentDeps(): Result<PaymentCallsDeps, ErrorCode> {
    this.#notes.write();
    const { counter, settingUp } = this.#keeper;
    if (settingUp === 'otherWallet') return err('till.starting');
    if (!counter) return err('till.notSetUp');
    const { openSales, ports } = counter;
    const refundRule = () => refundRuleNow(this.#deps, this.#keeper.store, this.#people.settings.refundLimit);
    return ok({ openSales, journal: ports.journal, offline: this.#watch.view.lamps.network === 'down', refundRule });
  }

  #setupDeps(): SetupCallsDeps {
    return {
      ...this.#deps,
      current: () => ({ store: this.#keeper.store, preferences: this.#keeper.preferences }),
      setUp: (input) => this.#keeper.setUp(input),
      prefer: (preferences) => this.#keeper.prefer(preferences),
      note: this.#note,
      foundRead: () => this.#keeper.foundRead(),
    };
  }

  #opened({ openSales }: Counter): void {
    void this.#people.opened();
    for (const sale of openSales.all) this.#stream.tell({ type: 'sale', sale });
    this.#news.booked();
  }

  /** While the counter is being read it has no sales to look at yet. */
  #saleChanged(sale: Sale, written: boolean): void {
    this.#stream.tell({ type: 'sale', sale });
    this.#front.follow(this.#sales);
    if (written) this.#news.booked();
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
  }

  #snapshot(): Snapshot {
    const { standing } = this.#front;
    const { progress, books } = this.#news;
    const { examination } = this.#doctor;
    const told = { till: this.#view(), sales: [...this.#sales], standing, progress, books, examination };
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
      keychain: this.#keychain,
      leaving: this.#leave.why,
      people: this.#people.view,
    };
    return viewOf(this.#deps, held, counter?.ports.journal ?? null);
  }
}
