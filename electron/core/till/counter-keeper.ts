import type { TillEntryOf } from '../journal/till-entries.ts';
import type { Computer } from '../ports/computer.ts';
import type { Connections } from '../ports/connections.ts';
import type { CustomerScreen } from '../ports/customer-screen.ts';
import type { KeyKeeper } from '../ports/keys.ts';
import type { SettingsStore } from '../ports/settings.ts';
import { foundChanges, unreadChanges } from '../setup/found-changes.ts';
import { mayBecome, openElsewhere } from '../setup/other-wallet.ts';
import type { OpenWallet } from '../setup/other-wallet.ts';
import { keepKeys } from '../setup/setup-calls.ts';
import { counterOn } from './counter.ts';
import type { Counter, CounterDeps } from './counter.ts';
import type { TillNotes } from './notes.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { readWhole } from './read-whole.ts';
import type { ServiceWatch } from './service-watch.ts';
import { STARTING, blocked, statusOf } from './view.ts';
import type { Status } from './view.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { CallInput, Till as TillView } from '../../../shared/ipc/contract.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { Preferences, StoreSettings } from '../../../shared/settings.ts';
import { isSameWallet, resolvedWallet, walletOfStore } from '../../../shared/wallet.ts';

export interface CounterKeeperDeps extends CounterDeps {
  readonly connections: Connections;
  readonly keys: KeyKeeper;
  readonly settings: SettingsStore;
  /** What the till is while it has no settings, or null: then it asks first. */
  readonly tryOut: StoreSettings | null;
  readonly computer: Computer;
  readonly customer: CustomerScreen;
  readonly notes: TillNotes;
  readonly watch: ServiceWatch;
  /** The till is this from now on. */
  status(status: Status): void;
  /** A counter was opened; nobody has been asked about its payments yet. */
  opened(counter: Counter): void;
}

interface Anew {
  readonly begun: Result<null, ErrorCode>;
  readonly opened: Counter | null;
}

/** What the till is set up as, and the counter that is open for it: one at a time, opened and closed in turn. */
export class CounterKeeper {
  readonly #deps: CounterKeeperDeps;
  #store: StoreSettings | null;
  #preferences: Preferences;
  #counter: Counter | null = null;
  /** Opening and closing the counter: a second one begins when the first one has ended. */
  readonly #opening = new OneAtATime();
  #settingUp: 'sameWallet' | 'otherWallet' | null = null;
  #found: TillView['settingsFound'] = null;
  #stopped = false;

  constructor(deps: CounterKeeperDeps) {
    this.#deps = deps;
    const { store, preferences } = deps.settings.current();
    // Settings that were damaged are never replaced by a try-out: a shop must notice.
    this.#store = store ?? (deps.settings.damaged() === null ? deps.tryOut : null);
    this.#preferences = preferences;
  }

  get store(): StoreSettings | null {
    return this.#store;
  }

  get preferences(): Preferences {
    return this.#preferences;
  }

  /** The one that is open, or null. */
  get counter(): Counter | null {
    return this.#counter;
  }

  /**
   * Another set-up was decided on: until it stands or was given up nothing new is begun, nothing at all if it is
   * another wallet's.
   */
  get settingUp(): 'sameWallet' | 'otherWallet' | null {
    return this.#settingUp;
  }

  /** Settings that were found changed and that no manager has read about. */
  get found(): TillView['settingsFound'] {
    return this.#found;
  }

  /** Opens the counter if the till is set up. Resolves when every open payment has been asked for. */
  async start(): Promise<void> {
    this.#arrange();
    if (this.#store && !this.#deps.settings.newer()) await this.#reopened('start');
  }

  /** What this counter likes of its computer and displays. */
  #arrange(): void {
    const { counter, customerDisplay } = this.#preferences;
    this.#deps.computer.apply(counter);
    this.#deps.customer.use(customerDisplay);
  }

  /** The journal is another one now: what was open is read anew. */
  reopen(): void {
    void this.#reopened('again');
  }

  /** Goes on in a new volume after a damaged one. */
  async startAnew(): Promise<Result<null, ErrorCode>> {
    const { begun, opened } = await this.#opening.run(async (): Promise<Anew> => {
      const { journals } = this.#deps.connections;
      if (!this.#store) return { begun: err('till.notSetUp'), opened: null };
      if (!journals.damage) return { begun: err('till.journalSound'), opened: null };
      // Closed first: nothing may be written into the old volume while the new one is made from it.
      this.#closeCounter('reopened');
      return { begun: journals.startAnew(), opened: await this.#openCounter(this.#store) };
    });
    void this.#resume(opened);
    return begun;
  }

  /** Waits for its turn: what comes while the counter is being opened is judged by the counter that then stands. */
  async setUp(input: CallInput<'setup.complete'>): Promise<Result<null, ErrorCode>> {
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
    await this.#resume(done.value);
    return ok(null);
  }

  /** How the window looks; the counter stays as it is. */
  prefer(preferences: Preferences): Promise<Result<void, ErrorCode>> {
    const { settings, changed } = this.#deps;
    this.#preferences = preferences;
    this.#arrange();
    changed();
    return settings.write({ store: settings.current().store, preferences });
  }

  /** A manager has read what was found changed. */
  foundRead(): void {
    this.#found = null;
    this.#deps.changed();
  }

  stop(): void {
    this.#stopped = true;
    this.#closeCounter('ended');
  }

  /** Another till stands here from the next start on: nothing is opened any more. */
  endOfDays(): void {
    this.#deps.watch.stop();
    this.stop();
    this.#deps.status(STARTING);
  }

  /** Other keys for the same wallet are taken at any time: without good keys no open payment could ever be closed. */
  #refusedSetUp(store: StoreSettings): ErrorCode | null {
    if (this.#deps.settings.newer()) return 'till.dataNewer';
    const now = this.#store && walletOfStore(this.#store);
    return mayBecome(walletOfStore(store), now, this.#openWallets()) ? null : 'setup.openPayments';
  }

  /** Also of journals that are not open: settings can have been lost, or edited, while a customer was asked. */
  #openWallets(): readonly OpenWallet[] {
    const elsewhere = openElsewhere(this.#deps.connections.journals.elsewhere());
    if (!this.#counter) return elsewhere;
    const { openSales, changes, unwritten } = this.#counter;
    const here = openSales.openWallets.map((wallet) => resolvedWallet(wallet, unwritten));
    return [...here, ...(changes.underWay && this.#store ? [walletOfStore(this.#store)] : []), ...elsewhere];
  }

  #isSameWallet(store: StoreSettings): boolean {
    return this.#store !== null && isSameWallet(walletOfStore(this.#store), walletOfStore(store));
  }

  /** @returns the counter that was opened for it, or null where the one that is open stays */
  async #change(input: CallInput<'setup.complete'>): Promise<Result<Counter | null, ErrorCode>> {
    const { store, credentials, preferences } = input;
    const { keys, settings, notes, changed } = this.#deps;
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
    this.#arrange();
    if (!mayStay) return ok(await this.#openCounter(store));
    if (this.#counter) notes.inForce(store, this.#counter.unwritten);
    changed();
    return ok(null);
  }

  /** Opens the counter, in its turn, for what the till is then. */
  async #reopened(why: 'start' | 'again'): Promise<void> {
    const opened = await this.#opening.run(async () => {
      if (!this.#store) return null;
      const counter = await this.#openCounter(this.#store);
      if (counter && why === 'start') this.#noticeEdited(counter, this.#store);
      return counter;
    });
    await this.#resume(opened);
  }

  /** Settings that nobody changed in the till are written down, and shown until a manager has read it. */
  #noticeEdited({ ports, before }: Counter, store: StoreSettings): void {
    const { connections, clock, notes, changed } = this.#deps;
    const changes = foundChanges(store, before, connections.journals.elsewhere());
    if (changes.length > 0) notes.add({ type: 'settings.foundChanged', at: clock.now(), changes });
    this.#found = unreadChanges(ports.journal);
    changed();
  }

  /** Never in two places at once: only what has its turn in `#opening` may call it. */
  async #openCounter(store: StoreSettings): Promise<Counter | null> {
    const { connections, notes, opened, status, watch } = this.#deps;
    this.#closeCounter('reopened');
    if (this.#stopped) return null;
    watch.darken();
    status(STARTING);
    await watch.readKeys(store.environment);
    // The app can end while the keychain is asked, and while the wallet's line is made.
    if (this.#stopped) return null;
    const made = await connections.open(store);
    if (!made.ok) {
      status(blocked(made.error));
      return null;
    }
    const ports = made.value;
    if (this.#stopped) {
      ports.close();
      return null;
    }
    const counter = readWhole(() => {
      this.#found = unreadChanges(ports.journal);
      return counterOn(ports, store, this.#deps);
    }, this.#deps);
    if (!counter) {
      ports.close();
      status(blocked('till.journalDamaged'));
      return null;
    }
    this.#counter = counter;
    notes.opened(ports.journal, store, counter.unwritten);
    opened(counter);
    return counter;
  }

  /** Asks for every open payment of a counter that was just opened, then sells. Another may be opened meanwhile. */
  async #resume(opened: Counter | null): Promise<void> {
    if (!opened || opened !== this.#counter) return;
    if (opened.openSales.hasOpenPayments) {
      this.#deps.changed();
      this.#deps.notes.write();
      await opened.openSales.resume();
      // Opened anew meanwhile: this counter is closed.
      if (this.#counter !== opened) return;
    }
    this.#deps.status(statusOf(this.#deps.connections.journals));
    void this.#deps.watch.probe();
  }

  #closeCounter(why: TillEntryOf<'till.ended'>['why']): void {
    this.#counter?.changes.stop();
    this.#counter?.pictures.stop();
    this.#counter?.hints.stop();
    this.#counter?.openSales.stop();
    this.#deps.notes.closing(why);
    this.#counter?.ports.close();
    this.#counter = null;
  }
}
