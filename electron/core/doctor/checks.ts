import type { Calendar, Clock } from '../ports/clock.ts';
import type { DoctorWorld, WalletToExamine } from '../ports/doctor.ts';
import type { CheckId, Finding } from '../../../shared/doctor.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { StoreSettings } from '../../../shared/settings.ts';

/** What the doctor looks at: each check by itself, whatever the others find. Pure but for the world it is given. */

export interface Examined {
  readonly world: DoctorWorld;
  /** Null: not set up yet. */
  readonly store: StoreSettings | null;
  readonly clock: Pick<Clock, 'now'>;
  readonly calendar: Pick<Calendar, 'local'>;
  /** What is known to have been done to the journal's files, where a till runs. */
  readonly tampered: boolean;
}

export interface Found {
  readonly finding: Finding;
  readonly values?: Readonly<Record<string, string>>;
  readonly detail?: string | null;
}

interface Check {
  /** Without an answer by then it is said that there is none, ms. */
  readonly limitMs: number;
  look(examined: Examined): Promise<Found>;
}

const NETWORK_MS = 12_000;
/** Above what a machine that sets its clock by the network is ever off. */
const CLOCK_OFF_MS = 30_000;
/** As the check of a set-up has it. */
const CLOCK_WRONG_MS = 5 * 60_000;
const GB = 1024 ** 3;
const LITTLE_DISK = GB;
const NO_DISK = GB / 10;
/** A sale writes some twenty entries one after another; with more than this it is felt at the counter. */
const SLOW_SYNC_MS = 100;

/** For what is asked of the wallet: why there is nothing to ask. */
const withWallet =
  (look: (wallet: WalletToExamine, examined: Examined) => Promise<Found>) =>
  (examined: Examined): Promise<Found> => {
    if (!examined.store) return Promise.resolve({ finding: 'any.notSetUp' });
    const { wallet } = examined.world;
    return wallet ? look(wallet, examined) : Promise.resolve({ finding: 'any.practice' });
  };

const isAbout = (error: ErrorCode, ...names: readonly ErrorCode[]): boolean => names.includes(error);
const notReached = (detail: string): Found => ({ finding: 'any.notReached', detail });
const seconds = (ms: number): string => String(Math.round(Math.abs(ms) / 1000));

const network = withWallet(async (wallet, { world }) => {
  const { host } = wallet;
  if (!wallet.plain && world.addresses().length === 0) return { finding: 'network.none' };
  const knock = await wallet.knock();
  if (knock.answered) return { finding: 'network.reached', values: { host } };
  return { finding: 'network.silent', values: { host }, detail: `${knock.error} ${knock.detail}` };
});

const dns = withWallet(async ({ host, plain }, { world }) => {
  if (plain) return { finding: 'dns.address', values: { host } };
  if ((await world.proxy()) !== null) return { finding: 'dns.proxy', values: { host } };
  const found = await world.lookUp(host);
  return found.ok
    ? { finding: 'dns.found', values: { host, address: found.value } }
    : { finding: 'dns.notFound', values: { host }, detail: found.error };
});

const proxy = withWallet(async (wallet, { world }) => {
  const found = await world.proxy();
  if (found === null) return { finding: 'proxy.none' };
  const knock = await wallet.knock();
  return !knock.answered && isAbout(knock.error, 'network.proxy')
    ? { finding: 'proxy.refuses', values: { proxy: found }, detail: knock.detail }
    : { finding: 'proxy.used', values: { proxy: found } };
});

const tls = withWallet(async (wallet) => {
  const { host } = wallet;
  if (wallet.plain) return { finding: 'tls.plain' };
  const knock = await wallet.knock();
  if (knock.answered) return { finding: 'tls.trusted', values: { host } };
  return isAbout(knock.error, 'network.tls', 'network.clock')
    ? { finding: 'tls.refused', values: { host }, detail: knock.detail }
    : notReached(knock.error);
});

const clock = withWallet(async (wallet, examined) => {
  const knock = await wallet.knock();
  // A certificate that is not valid yet, or no more, says the same of a clock.
  if (!knock.answered) return notReached(knock.error);
  if (knock.serverTime === null) return { finding: 'clock.untold' };
  const off = examined.clock.now() - knock.serverTime;
  const values = { seconds: seconds(off) };
  if (Math.abs(off) > CLOCK_WRONG_MS) return { finding: 'clock.wrong', values };
  return { finding: Math.abs(off) > CLOCK_OFF_MS ? 'clock.off' : 'clock.right', values };
});

const ABOUT_KEYS: readonly ErrorCode[] = [
  'till.noKeys',
  'setup.keychainUnavailable',
  'setup.keysIncomplete',
  'setup.keyMalformed',
  'setup.wrongEnvironment',
  'wallet.keysRejected',
];

/** Why nothing was told: by the line, by the keys, whose own checks say what is wrong, or by a wallet in trouble. */
function untold(error: ErrorCode): Found {
  if (isAbout(error, ...ABOUT_KEYS)) return { finding: 'any.needsKeys' };
  const answered = !error.startsWith('network.') || isAbout(error, 'network.serverError', 'network.unreadable');
  return answered ? { finding: 'any.unanswered', detail: error } : notReached(error);
}

const keys = withWallet(async (wallet) => {
  const token = await wallet.token();
  if (token.ok) return { finding: 'keys.accepted' };
  const detail = token.error;
  if (isAbout(token.error, 'till.noKeys')) return { finding: 'keys.missing' };
  if (isAbout(token.error, 'setup.keychainUnavailable')) return { finding: 'keys.unreadable', detail };
  return isAbout(token.error, ...ABOUT_KEYS) ? { finding: 'keys.rejected', detail } : untold(token.error);
});

const salesUnit = withWallet(async (wallet, { store }) => {
  const told = await wallet.salesUnit();
  if (!told.ok)
    return isAbout(told.error, 'setup.serialNumberRejected', 'setup.serialNumberMalformed')
      ? { finding: 'salesUnit.wrong', detail: told.error }
      : untold(told.error);
  const facts = told.value;
  if (!facts) return { finding: store?.environment === 'test' ? 'salesUnit.test' : 'salesUnit.notTold' };
  const values = { name: facts.name ?? '–' };
  if (facts.paymentAllowed === false) return { finding: 'salesUnit.noPayments', values };
  if (facts.captureType !== null && facts.captureType !== 'ReserveCapture')
    return { finding: 'salesUnit.capturesAtOnce', values, detail: facts.captureType };
  return { finding: 'salesUnit.named', values };
});

const push = withWallet(async (wallet) => {
  const told = await wallet.salesUnit();
  // A wrong serial number is said there.
  if (!told.ok) return told.error.startsWith('setup.') ? { finding: 'any.needsKeys' } : untold(told.error);
  const allowed = told.value?.pushAllowed ?? null;
  return { finding: allowed === null ? 'push.notTold' : allowed ? 'push.allowed' : 'push.forbidden' };
});

async function keychain({ world, store }: Examined): Promise<Found> {
  const { kind, same } = await world.keychain();
  if (kind !== 'unavailable' && same === false) return { finding: 'keychain.wrong' };
  // Practice has nothing to keep there.
  if (kind !== 'available' && store?.environment === 'practice') return { finding: 'any.practice', detail: kind };
  if (kind === 'available') return { finding: 'keychain.works' };
  return { finding: kind === 'plain' ? 'keychain.plain' : 'keychain.none' };
}

async function disk({ world }: Examined): Promise<Found> {
  const found = await world.disk();
  if (!found.ok) return { finding: 'disk.refuses', detail: found.error };
  const { free, megabytesPerSecond, syncMs } = found.value;
  const values = { free: (free / GB).toFixed(1), speed: megabytesPerSecond.toFixed(0), sync: syncMs.toFixed(1) };
  if (free < NO_DISK) return { finding: 'disk.full', values };
  if (free < LITTLE_DISK) return { finding: 'disk.little', values };
  return { finding: syncMs > SLOW_SYNC_MS ? 'disk.slow' : 'disk.good', values };
}

async function journal({ world, store, calendar, tampered }: Examined): Promise<Found> {
  if (!store) return { finding: 'any.notSetUp' };
  const found = await world.journal(store.environment);
  if (!found) return { finding: 'journal.none' };
  if (found.broken !== null)
    return { finding: found.broken === 'unreadable' ? 'journal.unreadable' : 'journal.damaged', detail: found.broken };
  if (tampered) return { finding: 'journal.tampered' };
  const entries = String(found.entries);
  if (found.newestAt === null) return { finding: 'journal.whole', values: { entries, last: '–' } };
  const { date, time } = calendar.local(found.newestAt);
  const moment = { last: `${date} ${time}`, lastAt: String(found.newestAt) };
  return { finding: 'journal.whole', values: { entries, ...moment } };
}

async function printer({ world, store }: Examined): Promise<Found> {
  const to = store?.printer ?? { kind: 'none' as const };
  if (to.kind === 'none') return { finding: 'printer.none' };
  const found = await world.printer(to);
  const values = { printer: to.kind === 'network' ? `${to.host}:${to.port}` : to.name };
  if (found === 'ready') return { finding: 'printer.ready', values };
  if (found === 'silent') return { finding: 'printer.reached', values };
  if (found === 'needsWindow') return { finding: 'printer.needsWindow', values };
  if (found === 'printer.unknown') return { finding: 'printer.unknown', values };
  if (found === 'printer.notPrivate') return { finding: 'printer.notPrivate', values };
  const paper = isAbout(found, 'printer.paperOut', 'printer.coverOpen', 'printer.fault');
  return { finding: paper ? 'printer.paper' : 'printer.silent', values, detail: found };
}

function version({ world: { program } }: Examined): Promise<Found> {
  const { version: own, electron, chrome, system, flavour } = program;
  const values = { version: own, electron, chrome, system };
  const finding =
    flavour === 'production'
      ? 'version.released'
      : flavour === 'rehearsal'
        ? 'version.rehearsal'
        : 'version.development';
  return Promise.resolve({ finding, values });
}

export const CHECKS_BY_ID: Readonly<Record<CheckId, Check>> = {
  network: { limitMs: NETWORK_MS, look: network },
  dns: { limitMs: NETWORK_MS, look: dns },
  proxy: { limitMs: NETWORK_MS, look: proxy },
  tls: { limitMs: NETWORK_MS, look: tls },
  clock: { limitMs: NETWORK_MS, look: clock },
  keys: { limitMs: NETWORK_MS, look: keys },
  // Up to three requests one after another.
  salesUnit: { limitMs: 2 * NETWORK_MS, look: salesUnit },
  push: { limitMs: 2 * NETWORK_MS, look: push },
  // A person may have to unlock it.
  keychain: { limitMs: 30_000, look: keychain },
  disk: { limitMs: 20_000, look: disk },
  // Ten million links.
  journal: { limitMs: 120_000, look: journal },
  printer: { limitMs: 15_000, look: printer },
  version: { limitMs: 1_000, look: version },
};
