import { openSeal } from './journal/seal/seal.ts';
import type { SealPlace } from './journal/seal/seal.ts';
import { Journals } from './journal/store/journal-keeper.ts';
import type { Vault } from './keys/vault.ts';
import { OFFICIAL_HOSTS, assertAllowedBaseUrl, isAllowedBaseUrl } from './vipps/base-url.ts';
import { createFetchPicture } from './vipps/code-picture.ts';
import type { PictureDeps } from './vipps/code-picture.ts';
import { checkConnection } from './vipps/check-connection.ts';
import { createClient } from './vipps/client.ts';
import type { Fetch } from './vipps/http.ts';
import type { Identity } from './vipps/identity.ts';
import { createWallet } from './vipps/wallet.ts';
import { createWebhooks } from './vipps/webhooks.ts';
import type { ApiFailure } from '../core/ports/api-failure.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { FetchPicture } from '../core/ports/code-picture.ts';
import type { Connections, CounterDoors, PracticeWallet } from '../core/ports/connections.ts';
import type { WalletToExamine } from '../core/ports/doctor.ts';
import type { Webhooks } from '../core/ports/hints.ts';
import type { Log } from '../core/ports/log.ts';
import type { PaymentApi } from '../core/ports/wallet.ts';
import type { KeysToTry } from '../../shared/connection.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { MerchantSerialNumber } from '../../shared/ids.ts';
import { PRACTICE_CREDENTIALS, PRACTICE_SERIAL_NUMBER } from '../../shared/practice.ts';
import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Credentials, StoreSettings } from '../../shared/settings.ts';
import { isSameWallet, walletOfStore } from '../../shared/wallet.ts';
import type { Wallet } from '../../shared/wallet.ts';

type Line = Pick<CounterDoors, 'api' | 'settlement'>;
type Lines = Line & Pick<CounterDoors, 'wallet' | 'picture'>;

export interface ConnectionsOptions {
  /** The profile's folder; each environment has a journal of its own there, so that practice never mixes with money. */
  readonly folder: string;
  readonly fetch: Fetch;
  /** For pictures of codes: a line that knows nothing of the keys. */
  readonly pictures: Pick<PictureDeps, 'fetch' | 'resolve'>;
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
  const identity = (credentials: Credentials, merchantSerialNumber: MerchantSerialNumber): Identity => ({
    credentials,
    merchantSerialNumber,
    version,
  });
  const line = (
    baseUrl: string,
    { environment, currency }: Pick<Wallet, 'environment' | 'currency'>,
    who: Identity,
  ): Line =>
    createWallet({ ...who, environment, baseUrl, loopbackAllowed, currency, fetch: options.fetch, clock, log });

  async function linesOf(store: StoreSettings): Promise<Result<Lines, ErrorCode>> {
    const own = walletOfStore(store);
    const { environment, merchantSerialNumber } = store;
    if (environment === 'practice') {
      const address = apiUrl === null ? practice.start(store) : Promise.resolve(apiUrl);
      const ready = whenReady(
        address.then((url) => line(url, own, identity(PRACTICE_CREDENTIALS, PRACTICE_SERIAL_NUMBER))),
        clock,
      );
      // One simulator runs at a time, for one country.
      const wallet = (of: Wallet) => (isSameWallet(of, own) ? ready.api : null);
      return ok({ ...ready, wallet, picture: picturesOf(options, address) });
    }
    practice.stop();
    if (merchantSerialNumber === null) return err('setup.serialNumberMalformed');
    // First: it can find that other keys are meant than the ones used last.
    const keys = await vault.forWallets(environment, merchantSerialNumber);
    const credentials = await vault.forApi(environment);
    if (!credentials) return err('till.noKeys');
    const baseUrl = apiUrl ?? OFFICIAL_HOSTS[environment];
    if (!isAllowedBaseUrl(baseUrl, { environment, loopbackAllowed })) return err('setup.wrongEnvironment');
    const ownLine = line(baseUrl, own, identity(credentials, merchantSerialNumber));
    const other = walletsBeside(environment, keys, (of, who) => line(baseUrl, of, identity(...who)).api);
    const picture = picturesOf(options, Promise.resolve(apiUrl));
    return ok({ ...ownLine, wallet: (of) => (isSameWallet(of, own) ? ownLine.api : other(of)), picture });
  }

  return {
    journals,
    toExamine: (store) => walletForDoctor(options, identity, store),
    async open(store) {
      const lines = await linesOf(store);
      if (!lines.ok) return lines;
      const seal = options.seals && (await openSeal(options.seals, store.environment));
      const journal = journals.open(store.environment, seal);
      return journal.ok ? ok({ ...journal.value, ...lines.value }) : journal;
    },
    showPhone: () => practice.showPhone(),
    heldOut: () => practice.heldOut(),
    examine: (asked) => examined(options, identity, asked),
    async reads({ environment, merchantSerialNumber, credentials, reference, currency }) {
      const baseUrl = apiUrl ?? OFFICIAL_HOSTS[environment];
      if (!isAllowedBaseUrl(baseUrl, { environment, loopbackAllowed })) return err('setup.wrongEnvironment');
      const answer = await line(
        baseUrl,
        { environment, currency },
        identity(credentials, merchantSerialNumber),
      ).api.get(reference);
      if (answer.ok) return ok(true);
      const { kind, error } = answer.error;
      return kind === 'unauthorized' || error === 'wallet.referenceUnknown' ? ok(false) : err(error);
    },
  };
}

async function examined(
  { apiUrl, fetch, clock, vault }: ConnectionsOptions,
  identity: (credentials: Credentials, of: MerchantSerialNumber) => Identity,
  { environment, merchantSerialNumber, credentials }: KeysToTry,
): ReturnType<Connections['examine']> {
  // It lives beside the till, with keys of its own.
  if (environment === 'practice') return ok({ serialNumber: 'proved', name: null });
  const keys = credentials ?? (await vault.forApi(environment));
  if (!keys) return err('till.noKeys');
  if (merchantSerialNumber === null) return err('setup.serialNumberMalformed');
  const rule = { environment, loopbackAllowed: apiUrl !== null };
  const baseUrl = apiUrl ?? OFFICIAL_HOSTS[environment];
  if (!isAllowedBaseUrl(baseUrl, rule)) return err('setup.wrongEnvironment');
  return checkConnection({ ...identity(keys, merchantSerialNumber), ...rule, baseUrl, fetch, clock });
}

/** @param here where the wallet stands if that is on this machine: its pictures may too */
function picturesOf({ pictures, clock }: ConnectionsOptions, here: Promise<string | null>): FetchPicture {
  const known = here.catch(() => null);
  return createFetchPicture({ ...pictures, clock, loopback: () => known });
}

/** For a development run that receives events itself; null without keys. */
export async function webhooksOf(
  { apiUrl, fetch, clock, log, vault, practice, version }: ConnectionsOptions,
  store: StoreSettings,
): Promise<Webhooks | null> {
  const { environment } = store;
  const isPractice = environment === 'practice';
  const credentials = isPractice ? PRACTICE_CREDENTIALS : await vault.forApi(environment);
  const number = isPractice ? PRACTICE_SERIAL_NUMBER : store.merchantSerialNumber;
  if (!credentials || number === null) return null;
  const who = { credentials, merchantSerialNumber: number, version };
  const baseUrl = apiUrl ?? (isPractice ? await practice.start(store) : OFFICIAL_HOSTS[environment]);
  const { currency } = walletOfStore(store);
  const where = { environment, baseUrl, loopbackAllowed: apiUrl !== null, currency };
  return createWebhooks(createClient({ ...who, ...where, fetch, clock, log }));
}

/** Loaded when somebody asks for the doctor: a start does not need it. Null: practice has no wallet outside. */
async function walletForDoctor(
  { apiUrl, fetch, clock, vault }: ConnectionsOptions,
  identity: (credentials: Credentials, of: MerchantSerialNumber) => Identity,
  { environment, merchantSerialNumber }: StoreSettings,
): Promise<WalletToExamine | null> {
  if (environment === 'practice') return null;
  const rule = { environment, loopbackAllowed: apiUrl !== null };
  const { walletToExamine } = await import('./doctor/wallet.ts');
  return walletToExamine({
    environment,
    baseUrl: assertAllowedBaseUrl(apiUrl ?? OFFICIAL_HOSTS[environment], rule),
    fetch,
    clock,
    identity: async () => {
      if (merchantSerialNumber === null) return err('setup.serialNumberMalformed');
      const credentials = await vault.forApi(environment);
      if (credentials) return ok(identity(credentials, merchantSerialNumber));
      return err((await vault.status(environment)) === 'missing' ? 'till.noKeys' : 'setup.keychainUnavailable');
    },
  });
}

/** The wallets that the till was set up as before, each opened when it is asked for first. */
function walletsBeside(
  environment: Wallet['environment'],
  keys: ReadonlyMap<MerchantSerialNumber, Credentials>,
  open: (of: Wallet, who: readonly [Credentials, MerchantSerialNumber]) => PaymentApi,
): (of: Wallet) => PaymentApi | null {
  const others = new Map<string, PaymentApi>();
  return (of) => {
    const number = of.merchantSerialNumber;
    const held = of.environment === environment && number !== null ? keys.get(number) : undefined;
    if (!held || number === null) return null;
    const name = `${number} ${of.currency}`;
    const api = others.get(name) ?? open(of, [held, number]);
    others.set(name, api);
    return api;
  };
}

const NOT_READY: ApiFailure = {
  kind: 'notSent',
  error: 'network.refused',
  detail: 'the practice wallet did not start',
};

/** Longer than a simulator takes to start; a call that waited for it in vain has sent nothing. */
const READY_MS = 15_000;

/** A wallet whose address is still being found out; each call waits for it, but not for ever. */
function whenReady(wallet: Promise<Line>, clock: Clock): Line {
  const found = wallet.catch(() => null);
  const ready = (): Promise<Line | null> =>
    new Promise((resolve) => {
      const stopWaiting = clock.after(READY_MS, () => resolve(null));
      void found.then((there) => {
        stopWaiting();
        resolve(there);
      });
    });
  const use = async <T>(call: (wallet: Line) => Promise<Result<T, ApiFailure>>): Promise<Result<T, ApiFailure>> => {
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
