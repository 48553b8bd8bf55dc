import { COUNTRIES } from '../../shared/country.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { MerchantSerialNumber } from '../../shared/ids.ts';
import { PRACTICE_CREDENTIALS, PRACTICE_SERIAL_NUMBER } from '../../shared/practice.ts';
import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Credentials, StoreSettings } from '../../shared/settings.ts';
import type { ApiFailure, Clock, Connections, CounterPorts, Log } from '../core/ports.ts';
import { Journals } from './journal/journal-keeper.ts';
import { openSeal } from './journal/seal.ts';
import type { SealPlace } from './journal/seal.ts';
import type { Vault } from './vault.ts';
import { isAllowedBaseUrl, OFFICIAL_HOSTS } from './vipps/base-url.ts';
import { checkConnection } from './vipps/check-connection.ts';
import type { Fetch } from './vipps/http.ts';
import type { Identity } from './vipps/identity.ts';
import { createWallet } from './vipps/wallet.ts';

type Wallet = Pick<CounterPorts, 'api' | 'settlement'>;

/** The simulator beside the terminal, with its customer's phone. */
export interface PracticeWallet {
  /** Its address for this store; starts it when it is not running. */
  start(store: StoreSettings): Promise<string>;
  showPhone(): void;
  stop(): void;
}

export interface ConnectionsOptions {
  /** The profile's folder; each environment has a journal of its own there, so that practice never mixes with money. */
  readonly folder: string;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly log: Log;
  readonly vault: Vault;
  readonly version: string;
  /** Another address than the official ones: a loopback address in development, or null. */
  readonly apiUrl: string | null;
  readonly practice: PracticeWallet;
  /** What journals are sealed with; null: they are not. */
  readonly seals: SealPlace | null;
}

/** Opens what a counter works with: the journal of its environment and the wallet behind it. */
export function createConnections(options: ConnectionsOptions): Connections {
  const { folder, clock, log, vault, version, apiUrl, practice } = options;

  const journals = new Journals({ folder, clock, log, seals: options.seals });
  const loopbackAllowed = apiUrl !== null;
  const identity = (credentials: Credentials, merchantSerialNumber: MerchantSerialNumber): Identity => ({ credentials, merchantSerialNumber, version });
  const line = (baseUrl: string, { environment, country }: StoreSettings, who: Identity): Wallet =>
    createWallet({ ...who, environment, baseUrl, loopbackAllowed, currency: COUNTRIES[country].currency, fetch: options.fetch, clock, log });

  async function walletOf(store: StoreSettings): Promise<Result<Wallet, ErrorCode>> {
    const { environment, merchantSerialNumber } = store;
    if (environment === 'practice') {
      const address = apiUrl === null ? practice.start(store) : Promise.resolve(apiUrl);
      return ok(whenReady(address.then((url) => line(url, store, identity(PRACTICE_CREDENTIALS, PRACTICE_SERIAL_NUMBER))), clock));
    }
    practice.stop();
    const credentials = await vault.forApi(environment);
    if (!credentials) return err('till.noKeys');
    if (merchantSerialNumber === null) return err('setup.serialNumberMalformed');
    const baseUrl = apiUrl ?? OFFICIAL_HOSTS[environment];
    if (!isAllowedBaseUrl(baseUrl, { environment, loopbackAllowed })) return err('setup.wrongEnvironment');
    return ok(line(baseUrl, store, identity(credentials, merchantSerialNumber)));
  }

  return {
    journals,
    async open(store) {
      const wallet = await walletOf(store);
      if (!wallet.ok) return wallet;
      const seal = options.seals && (await openSeal(options.seals, store.environment));
      const journal = journals.open(store.environment, seal);
      return journal.ok ? ok({ ...journal.value, ...wallet.value }) : journal;
    },
    showPhone: () => practice.showPhone(),
    async check({ environment, merchantSerialNumber, credentials }) {
      if (environment === 'practice') return null;
      const keys = credentials ?? (await vault.forApi(environment));
      if (!keys) return 'till.noKeys';
      if (merchantSerialNumber === null) return 'setup.serialNumberMalformed';
      const baseUrl = apiUrl ?? OFFICIAL_HOSTS[environment];
      return checkConnection({ ...identity(keys, merchantSerialNumber), environment, baseUrl, loopbackAllowed, fetch: options.fetch, clock });
    },
  };
}

const NOT_READY: ApiFailure = { kind: 'notSent', error: 'network.refused', detail: 'the practice wallet did not start' };

/** Longer than a simulator takes to start; a call that waited for it in vain has sent nothing. */
const READY_MS = 15_000;

/** A wallet whose address is still being found out; each call waits for it, but not for ever. */
function whenReady(wallet: Promise<Wallet>, clock: Clock): Wallet {
  const found = wallet.catch(() => null);
  const ready = (): Promise<Wallet | null> =>
    new Promise((resolve) => {
      const stopWaiting = clock.after(READY_MS, () => resolve(null));
      void found.then((there) => {
        stopWaiting();
        resolve(there);
      });
    });
  const use = async <T>(call: (wallet: Wallet) => Promise<Result<T, ApiFailure>>): Promise<Result<T, ApiFailure>> => {
    const there = await ready();
    return there ? call(there) : err(NOT_READY);
  };
  return {
    api: {
      reach: () => use(({ api }) => api.reach()),
      create: (...args) => use(({ api }) => api.create(...args)),
      get: (...args) => use(({ api }) => api.get(...args)),
      events: (...args) => use(({ api }) => api.events(...args)),
      capture: (...args) => use(({ api }) => api.capture(...args)),
      cancel: (...args) => use(({ api }) => api.cancel(...args)),
      refund: (...args) => use(({ api }) => api.refund(...args)),
    },
    settlement: { ledger: (...args) => use(({ settlement }) => settlement.ledger(...args)) },
  };
}
