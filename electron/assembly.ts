import { app } from 'electron';
import type { BrowserWindow, WebContents } from 'electron';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createConnections } from './adapters/connections.ts';
import { writeExport } from './adapters/files/export-file.ts';
import { openItemsStore } from './adapters/files/items-store.ts';
import { openSchoolStore } from './adapters/files/school-store.ts';
import type { LogoFile } from './adapters/files/logo-file.ts';
import { openSettingsStore } from './adapters/files/settings-store.ts';
import { systemCipher } from './adapters/keys/cipher.ts';
import { openSigner, renewSigner } from './adapters/keys/signing-key.ts';
import { createVault } from './adapters/keys/vault.ts';
import type { Vault } from './adapters/keys/vault.ts';
import type { FileLog } from './adapters/log/log.ts';
import { HALF_DONE } from './adapters/provision/mark.ts';
import { openPeopleStore } from './adapters/people/people-store.ts';
import { READY, GOING, STAGING } from './adapters/backup/places.ts';
import { createPinHasher } from './adapters/people/pin-hasher.ts';
import { systemCalendar } from './adapters/system/calendar.ts';
import type { Overrides } from './adapters/system/environment.ts';
import { ownFetch, ownResolve } from './adapters/system/network.ts';
import { profile, systemIds } from './adapters/system/system.ts';
import { requestBodies } from './adapters/vipps/bodies.ts';
import type { Clock } from './core/ports/clock.ts';
import type { PictureShelf } from './core/ports/code-picture.ts';
import type { PracticeWallet } from './core/ports/connections.ts';
import type { ExportDoor } from './core/ports/export.ts';
import type { SettingsStore } from './core/ports/settings.ts';
import { Till } from './core/till/till.ts';
import type { UpdatedTill, Updates } from './core/updates/updates.ts';
import { createGate } from './ipc/gate.ts';
import type { Gate } from './ipc/gate.ts';
import { createPublisher } from './ipc/publish.ts';
import { lateBackup, lateComputer, openLogo } from './late.ts';
import type { LateComputer } from './late.ts';
import type { OsPrinter } from './shell/os-printer.ts';
import { productOf } from './shell/flavour.ts';
import type { OpenCustomerScreen } from './shell/customer-screen.ts';
import { createPracticeWallet } from './shell/practice-wallet.ts';
import { forkSimulator } from './shell/practice.ts';
import type { PracticePhone } from './shell/practice.ts';
import { startAgain } from './shell/restart.ts';
import { askWhereToSave } from './shell/save-dialog.ts';
import { slipsOf } from './slips.ts';
import type { Audience } from '../shared/audience.ts';
import { PRACTICE_STORE } from '../shared/practice.ts';
import { invariant } from '../shared/result.ts';
import type { Preferences } from '../shared/settings.ts';

/** What stands before the core does: the windows and all that is drawn in them. */
export interface Frame {
  /** Folder of the bundle's files. */
  readonly bundle: string;
  readonly clock: Clock;
  readonly log: FileLog;
  readonly overrides: Overrides;
  /** The arguments that the program was started with. */
  readonly argv: readonly string[];
  readonly window: () => BrowserWindow | null;
  readonly windows: () => ReadonlyMap<WebContents, Audience>;
  /** Settles once the terminal itself can be seen. */
  readonly windowShown: Promise<void>;
  /** Whether events are checked against the contract. */
  readonly validate: boolean;
  readonly phone: PracticePhone;
  readonly customer: OpenCustomerScreen;
  readonly shelf: PictureShelf;
  readonly osPrinter: OsPrinter;
  readonly leave: () => void;
  /** What starts this program as it runs now. */
  readonly command: readonly [string, ...string[]];
  /** Ends the app without asking, and starts it again. */
  readonly restart: () => void;
}

/** The composition root: builds the adapters and hands them to the core. No rules live here. */
export class Assembly {
  /** Calls wait in it until the till is there. */
  readonly gate: Gate;
  readonly #frame: Frame;
  readonly #practice: PracticeWallet & { stop(): void };
  #apiUrl: string | null;
  #settings: SettingsStore | null = null;
  #till: Till | null = null;
  #logo: LogoFile | null = null;
  readonly #computer: LateComputer;
  #handlers = Promise.withResolvers<Till['handlers']>();
  /** Of a development run alone. */
  #closeHints: () => void = () => undefined;

  constructor(frame: Frame) {
    const { clock, log, phone, customer } = frame;
    this.#frame = frame;
    this.#computer = lateComputer(frame);
    this.#apiUrl = frame.overrides.apiUrl;
    this.gate = createGate({ handlers: () => this.#handlers.promise, log, clock });
    this.#practice = createPracticeWallet({
      // Started once the terminal itself can be seen: the first picture is not kept waiting.
      seen: frame.windowShown,
      fork: (args) => forkSimulator(join(frame.bundle, 'simulator.js'))(args),
      stateFile: (country) => join(profile().folder, `practice-${country}.json`),
      showPhone: (server) => {
        const beside = frame.window();
        if (beside) phone.show(beside, server, this.#till?.preferences.language ?? 'en');
        customer.practise(beside !== null);
      },
      closePhone: () => {
        phone.close();
        customer.practise(false);
      },
      clock,
      log,
    });
  }

  /** The shop's picture, once the till is there. */
  get logo(): LogoFile | null {
    return this.#logo;
  }

  get till(): Till | null {
    return this.#till;
  }

  async openSettings(): Promise<Preferences> {
    await this.#takeRestored();
    this.#settings = await openSettingsStore(profile().folder, this.#frame.log);
    // Not read where a till has settings and its set-up had come to an end.
    const { folder } = profile();
    if (existsSync(join(folder, HALF_DONE))) {
      const { undoHalf } = await import('./adapters/provision/half-done.ts');
      undoHalf(folder, this.#settings, this.#frame.log);
    }
    return this.#settings.current().preferences;
  }

  /** A till that was restored from a backup takes its place before anything of the one before is opened. */
  async #takeRestored(): Promise<void> {
    const { folder, beside: heads } = profile();
    if (![STAGING, READY, GOING].some((name) => existsSync(join(folder, name)))) return;
    const { log, clock } = this.#frame;
    const { installRestored } = await import('./adapters/backup/install.ts');
    installRestored({ folder, heads, log, now: clock.now() });
  }

  /** After the settings. */
  async openTill(): Promise<void> {
    const settings = this.#settings;
    invariant(settings !== null, 'the settings are opened before the till');
    const { clock, log } = this.#frame;
    const { folder, beside } = profile();
    const cipher = systemCipher();
    const pins = createPinHasher(cipher, log);
    const vault = createVault({ folder, cipher, log, onSecret: (secret) => log.watch(secret) });
    const line = {
      folder,
      fetch: ownFetch('vipps-api'),
      pictures: { fetch: ownFetch('code-pictures'), resolve: ownResolve('code-pictures') },
      clock,
      log,
      vault,
      version: __APP_VERSION__,
      apiUrl: this.#apiUrl,
      practice: this.#practice,
      seals: { folder, heads: beside, cipher, log },
    };
    const connections = createConnections(line);
    await connections.journals.ready();
    const provision = await this.#provision(folder, settings, vault);
    const till = new Till({
      connections,
      settings,
      keys: vault,
      // A development run without settings is somebody who tries the terminal out; a released app asks what it is for.
      tryOut: app.isPackaged || provision ? null : PRACTICE_STORE,
      provision,
      maker: {
        make: async (...asked) => (await import('./adapters/provision/seal.ts')).sealProvision(...asked),
      },
      items: openItemsStore(folder, log),
      school: openSchoolStore(folder, log),
      logo: (this.#logo = openLogo(folder, this.#frame)),
      bodies: requestBodies,
      clock,
      calendar: systemCalendar,
      ids: systemIds,
      log,
      exports: this.#exports({ folder, cipher, log }),
      slips: slipsOf(this.#frame, folder, settings),
      care: async () => {
        const { careOf } = await import('./care.ts');
        const choose = (suggestion: string) => askWhereToSave(this.#frame.window(), suggestion);
        const printers = this.#frame.osPrinter.names;
        const crashFolder = app.getPath('crashDumps');
        return careOf({ folder, crashFolder, clock, cipher, connections, log, choose, printers });
      },
      people: openPeopleStore(folder, log, settings.newer()),
      hasher: pins,
      computer: this.#computer,
      customer: this.#frame.customer,
      shelf: this.#frame.shelf,
      backup: lateBackup({ folder, heads: beside, cipher, log, pins, digest: pins.digest }, this.#frame),
      publisher: createPublisher({ windows: this.#frame.windows, validate: this.#frame.validate }),
      leave: this.#frame.leave,
      updates: (till) => this.#updates(till, folder),
      restart: () => {
        startAgain();
        this.#frame.leave();
      },
      version: __APP_VERSION__,
    });
    this.#till = till;
    this.#handlers.resolve(till.handlers);
    const { hintsPort } = this.#frame.overrides;
    if (hintsPort !== null) {
      const { openTillHints } = await import('./till-hints.ts');
      const store = settings.current().store ?? PRACTICE_STORE;
      const place = { folder, cipher, log, onSecret: (secret: string) => log.watch(secret) };
      this.#closeHints = openTillHints({ port: hintsPort, store, place, line, till });
    }
    till
      .start()
      .catch((error: unknown) =>
        log.error('till did not start', { error: error instanceof Error ? error.message : String(error) }),
      );
  }

  /** Nothing of it is read before the terminal itself can be seen. */
  async #updates(till: UpdatedTill, folder: string): Promise<Updates> {
    const { clock, log, windowShown } = this.#frame;
    await windowShown;
    const [{ Updates }, { updateDoors }] = await Promise.all([
      import('./core/updates/updates.ts'),
      import('./adapters/updates/load.ts'),
    ]);
    const doors = updateDoors({
      folder,
      product: productOf(__FLAVOUR__),
      version: __APP_VERSION__,
      built: __UPDATES__,
      fetch: ownFetch('updates'),
      clock,
      log,
    });
    return new Updates({ ...doors, clock, log, version: __APP_VERSION__, chance: Math.random }, till);
  }

  stop(): void {
    this.#closeHints();
    this.#till?.stop();
    this.#practice.stop();
  }

  /** The till ends and begins anew in another folder, with the wallet at another address. */
  async begin(folder: string, apiUrl: string | null): Promise<void> {
    this.stop();
    this.#handlers = Promise.withResolvers();
    app.setPath('userData', folder);
    this.#apiUrl = apiUrl;
    await this.openSettings();
    await this.openTill();
  }

  /** A till without settings looks for a file that sets it up; any other reads none of this. */
  async #provision(
    folder: string,
    settings: SettingsStore,
    vault: Vault,
  ): Promise<ConstructorParameters<typeof Till>[0]['provision']> {
    if (settings.current().store !== null || settings.damaged() !== null || settings.newer()) return null;
    const { log, argv } = this.#frame;
    const { provisionPath } = await import('./adapters/provision/find.ts');
    const path = provisionPath(argv);
    if (path === null) return null;
    const { openProvisionDoor } = await import('./adapters/provision/door.ts');
    const { Provisioning } = await import('./core/setup/provisioning.ts');
    const door = openProvisionDoor({
      path,
      folder,
      log,
      onSecret: (secret) => log.watch(secret),
      forgetKeys: (of) => vault.forget(of),
    });
    return (host) => new Provisioning(door, host);
  }

  #exports(place: Parameters<typeof openSigner>[0]): ExportDoor {
    return {
      choose: (suggestion) => askWhereToSave(this.#frame.window(), suggestion),
      write: (path, pieces) => writeExport(path, pieces, this.#frame.log),
      signer: (environment, first) => openSigner(place, environment, first),
      newSigner: (environment, version) => renewSigner(place, environment, version),
    };
  }

  /** The app ends on purpose. */
  bye(): void {
    this.#computer.stop();
  }
}
