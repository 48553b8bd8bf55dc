import { createConnections } from '../../../electron/adapters/connections.ts';
import { createVault } from '../../../electron/adapters/keys/vault.ts';
import type { Vault } from '../../../electron/adapters/keys/vault.ts';
import { sealProvision } from '../../../electron/adapters/provision/seal.ts';
import { requestBodies } from '../../../electron/adapters/vipps/bodies.ts';
import type { Connections } from '../../../electron/core/ports/connections.ts';
import type { Settings } from '../../../electron/core/ports/settings.ts';
import { Till } from '../../../electron/core/till/till.ts';
import { createFetch } from '../../../electron/simulator/fetch.ts';
import { salesUnit } from '../../../electron/simulator/sales-unit.ts';
import type { Country } from '../../../electron/simulator/sales-unit.ts';
import type { WireRequest } from '../../../electron/simulator/wire.ts';
import { createWorld } from '../../../electron/simulator/world.ts';
import { merchantSerialNumberSchema } from '../../../shared/ids.ts';
import type { SaleId } from '../../../shared/ids.ts';
import type { CallInput, Till as TillView } from '../../../shared/ipc/contract.ts';
import { minor } from '../../../shared/money.ts';
import { currentPayment } from '../../../shared/payment.ts';
import type { Payment } from '../../../shared/payment.ts';
import { msisdnSchema } from '../../../shared/phone.ts';
import { PRACTICE_CREDENTIALS, PRACTICE_STORE } from '../../../shared/practice.ts';
import { ok } from '../../../shared/result.ts';
import { DEFAULT_PREFERENCES, credentialsSchema } from '../../../shared/settings.ts';
import type { StoreSettings } from '../../../shared/settings.ts';
import { UTC } from './calendars.ts';
import { itemsInMemory } from './items-in-memory.ts';
import { schoolInMemory } from './school-in-memory.ts';
import { NO_BACKUP, NO_COMPUTER, NO_CUSTOMER_SCREEN, NO_LOGO } from './no-backup.ts';
import { NO_EXPORTS } from './no-exports.ts';
import { noPeople } from './no-people.ts';
import { noPrinter } from './no-printer.ts';
import { recordingLog } from './recording-log.ts';
import { SlowCipher } from './slow-cipher.ts';
import { systemIds } from './system-ids.ts';
import { VirtualClock } from './virtual-clock.ts';
import { NO_CARE } from './no-care.ts';
import { NO_PICTURES } from './no-pictures.ts';
import { createPictureShelf } from '../../../electron/shell/picture-shelf.ts';

const START = Date.UTC(2026, 0, 19, 9);

/** Two sales units with keys of their own: `A` is a Norwegian shop, `B` a Danish one. */
export const UNIT = {
  A: { serialNumber: merchantSerialNumberSchema.parse('111111'), country: 'NO', keys: PRACTICE_CREDENTIALS },
  B: {
    serialNumber: merchantSerialNumberSchema.parse('222222'),
    country: 'DK',
    keys: credentialsSchema.parse({
      clientId: 'client-of-the-second',
      clientSecret: 'secret-of-the-second',
      subscriptionKey: 'subscription-of-the-second',
    }),
  },
} as const;
export type Unit = keyof typeof UNIT;

export const storeOf = (unit: Unit, changes: Partial<StoreSettings> = {}): StoreSettings => ({
  ...PRACTICE_STORE,
  environment: 'test',
  merchantSerialNumber: UNIT[unit].serialNumber,
  country: UNIT[unit].country,
  ...changes,
});

export interface SentTo {
  readonly unit: Unit;
  readonly method: string;
  readonly path: string;
}

/**
 * A till on real files with a real vault, against two simulated sales units in virtual time: a request reaches the one
 * whose serial number it names. Another till on the same files is another start of the app.
 */
export class TillOnFiles {
  readonly clock = new VirtualClock(START);
  readonly cipher = new SlowCipher();
  readonly sent: SentTo[] = [];
  readonly log = recordingLog();
  readonly worlds = { A: this.#world('A'), B: this.#world('B') };
  readonly #folder: string;
  settings: Settings;
  /** Each call to the wallet waits for it. */
  line: () => Promise<void> = () => Promise.resolve();
  /** Its settings were written by a newer version. */
  newer = false;
  /** As it was published last. */
  view: TillView | null = null;

  constructor(folder: string, store: StoreSettings | null) {
    this.#folder = folder;
    this.settings = { store, preferences: DEFAULT_PREFERENCES };
  }

  /** The till's own vault, and its way to the journals and the wallets. */
  outside(): { readonly vault: Vault; readonly connections: Connections } {
    const { clock, log, cipher } = this;
    const vault = createVault({ folder: this.#folder, cipher, log, onSecret: () => undefined });
    const fetches = {
      A: createFetch({ world: this.worlds.A, clock, seed: 1, onRequest: (request) => this.#leaves('A', request) }),
      B: createFetch({ world: this.worlds.B, clock, seed: 2, onRequest: (request) => this.#leaves('B', request) }),
    };
    const connections = createConnections({
      folder: this.#folder,
      clock,
      log,
      vault,
      fetch: async (input, init) => {
        await this.line();
        return fetches[new Headers(init?.headers).get('merchant-serial-number') === UNIT.B.serialNumber ? 'B' : 'A'](
          input,
          init,
        );
      },
      pictures: NO_PICTURES,
      version: '0.0.0',
      apiUrl: 'http://127.0.0.1:65000',
      seals: null,
      practice: {
        start: () => Promise.reject(new Error('no practice here')),
        showPhone: () => undefined,
        heldOut: () => Promise.resolve(null),
        stop: () => undefined,
      },
    });
    return { vault, connections };
  }

  /** A till that is not started yet. */
  till(): Till {
    const { clock, log } = this;
    const { vault, connections } = this.outside();
    return new Till({
      shelf: createPictureShelf(),
      ...NO_CARE,
      connections,
      settings: {
        current: () => this.settings,
        damaged: () => null,
        newer: () => this.newer,
        write: (next) => {
          this.settings = next;
          return Promise.resolve(ok(undefined));
        },
      },
      keys: vault,
      tryOut: null,
      provision: null,
      maker: { make: sealProvision },
      items: itemsInMemory(),
      school: schoolInMemory(),
      bodies: requestBodies,
      clock,
      ids: systemIds,
      log,
      calendar: UTC,
      backup: NO_BACKUP,
      computer: NO_COMPUTER,
      customer: NO_CUSTOMER_SCREEN,
      logo: NO_LOGO,
      exports: NO_EXPORTS,
      ...noPeople(),
      ...noPrinter(),
      publisher: { publish: (event) => void (event.type === 'till' && (this.view = event.till)) },
      leave: () => undefined,
      updates: null,
      restart: () => undefined,
      version: '0.0.0',
    });
  }

  /** A till that has asked for everything that is open. */
  async started(): Promise<Till> {
    const till = this.till();
    await this.done(till.start());
    return till;
  }

  /** Lets time pass until it has come to something. */
  async done<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const end = () => void (settled = true);
    promise.then(end, end);
    await this.clock.passUntil(() => settled, 120_000);
    return promise;
  }

  /** What a window sends when a set-up is saved. */
  setUp(till: Till, store: StoreSettings, keysOf: Unit | null = null, thisRunOnly = false) {
    const input: CallInput<'setup.complete'> = {
      store,
      credentials: keysOf && UNIT[keysOf].keys,
      preferences: DEFAULT_PREFERENCES,
      thisRunOnly,
    };
    return Promise.resolve(till.handlers['setup.complete'](input));
  }

  async sell(till: Till, value = 12_500) {
    const msisdn = msisdnSchema.parse('4791234567');
    return till.handlers['sale.start']({
      lines: [],
      total: minor(value),
      to: { method: 'phone', msisdn },
      duplicateAcknowledged: true,
    });
  }

  async sold(till: Till): Promise<SaleId> {
    const reply = await this.sell(till);
    if (!reply.accepted) throw new Error(`sale refused: ${reply.error}`);
    return reply.saleId;
  }

  async payment(till: Till, saleId: SaleId): Promise<Payment> {
    const recalled = await till.handlers['sale.recall']({ saleId });
    if (!recalled.accepted) throw new Error(`sale not known: ${recalled.error}`);
    return currentPayment(recalled.sale);
  }

  async reached(till: Till, saleId: SaleId, phase: Payment['phase']['name']): Promise<void> {
    for (let step = 0; step < 1_000; step += 1) {
      if ((await this.payment(till, saleId)).phase.name === phase) return;
      await this.clock.pass(100);
    }
    throw new Error(`still ${(await this.payment(till, saleId)).phase.name}, not ${phase}`);
  }

  /** Sold, approved and captured. */
  async paid(till: Till, unit: Unit): Promise<SaleId> {
    const saleId = await this.sold(till);
    await this.reached(till, saleId, 'waiting');
    const { reference } = await this.payment(till, saleId);
    this.worlds[unit].act(reference, 'approve', this.clock.now());
    await this.reached(till, saleId, 'authorized');
    await till.handlers['payment.capture']({ saleId, reference });
    await this.reached(till, saleId, 'captured');
    return saleId;
  }

  #world(unit: Unit) {
    const { serialNumber, country, keys } = UNIT[unit];
    return createWorld({
      unit: salesUnit({ ...keys, merchantSerialNumber: serialNumber }, country satisfies Country),
      seed: 1,
      now: START,
    });
  }

  #leaves(unit: Unit, { method, path }: WireRequest): void {
    this.sent.push({ unit, method, path });
  }
}
