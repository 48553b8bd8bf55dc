import { appendFileSync, chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createConnections } from '../../../electron/adapters/connections.ts';
import { doctorWorld, programFacts } from '../../../electron/adapters/doctor/world.ts';
import type { WorldOptions } from '../../../electron/adapters/doctor/world.ts';
import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import { createVault } from '../../../electron/adapters/keys/vault.ts';
import { systemClock } from '../../../electron/adapters/system/clock.ts';
import type { Fetch } from '../../../electron/adapters/vipps/http.ts';
import { examine } from '../../../electron/core/doctor/examine.ts';
import { asJson, asText, exitCodeOf } from '../../../electron/core/doctor/report.ts';
import type { DoctorWorld } from '../../../electron/core/ports/doctor.ts';
import { createFaults } from '../../../electron/simulator/faults.ts';
import type { FaultRule } from '../../../electron/simulator/faults.ts';
import { salesUnit } from '../../../electron/simulator/sales-unit.ts';
import { serve } from '../../../electron/simulator/server.ts';
import { createWorld } from '../../../electron/simulator/world.ts';
import type { World } from '../../../electron/simulator/world.ts';
import { formatDateTime } from '../../../renderer/i18n/format.ts';
import { CHECKS, isGreen } from '../../../shared/doctor.ts';
import { checkWords } from '../../../shared/doctor-words.ts';
import type { CheckId, CheckResult } from '../../../shared/doctor.ts';
import { merchantSerialNumberSchema } from '../../../shared/ids.ts';
import { PRACTICE_CREDENTIALS, PRACTICE_SERIAL_NUMBER, PRACTICE_STORE } from '../../../shared/practice.ts';
import type { StoreSettings } from '../../../shared/settings.ts';
import { doctorText } from '../../../shared/texts/doctor.ts';
import { openedSale } from '../../support/journal/journal-samples.ts';
import { VirtualPrinter } from '../../support/printing/virtual-printer.ts';
import { UTC } from '../../support/till/calendars.ts';
import { recordingLog } from '../../support/till/recording-log.ts';
import { turnedCipher } from '../../support/till/turned-cipher.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';
import { NO_PICTURES } from '../../support/till/no-pictures.ts';

const STORE: StoreSettings = {
  ...PRACTICE_STORE,
  environment: 'production',
  merchantSerialNumber: merchantSerialNumberSchema.parse(PRACTICE_SERIAL_NUMBER),
};

let folder: string;
let wallet: World;
let stops: (() => unknown)[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-doctor-'));
  stops = [];
  wallet = createWorld({
    unit: salesUnit({ ...PRACTICE_CREDENTIALS, merchantSerialNumber: PRACTICE_SERIAL_NUMBER }),
    seed: 1,
    now: Date.now(),
  });
  wallet.patchUnit({ managementAccess: 'granted' });
});
afterEach(async () => {
  for (const stop of stops) await stop();
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true, force: true });
});

interface Shop {
  readonly store?: StoreSettings;
  readonly apiUrl?: string;
  /** As Chromium's fails. */
  readonly fetch?: Fetch;
  readonly faults?: readonly FaultRule[];
  readonly keys?: typeof PRACTICE_CREDENTIALS | null;
  readonly world?: Partial<WorldOptions>;
  /** In place of a part of the world. */
  readonly instead?: Partial<DoctorWorld>;
  readonly tampered?: boolean;
  readonly now?: () => number;
}

/** A till with a real vault, files and line, before the simulated wallet over HTTP. */
async function examined(shop: Shop = {}): Promise<readonly CheckResult[]> {
  const { store = STORE, keys = PRACTICE_CREDENTIALS, faults = [], tampered = false } = shop;
  const log = recordingLog();
  const clock = shop.now ? { ...systemClock, now: shop.now } : systemClock;
  const server = await serve({ world: wallet, faults: createFaults(1, faults), port: 0 });
  stops.push(() => server.close());
  const cipher = turnedCipher();
  const vault = createVault({ folder, cipher, log, onSecret: () => undefined });
  if (keys && store.environment !== 'practice') await vault.keep(store.environment, keys, false);
  const connections = createConnections({
    folder,
    clock,
    log,
    vault,
    fetch: shop.fetch ?? ((input, init) => fetch(input, init)),
    pictures: NO_PICTURES,
    version: '0.0.0',
    apiUrl: shop.apiUrl ?? server.url,
    seals: null,
    practice: {
      start: () => Promise.reject(new Error('no practice here')),
      showPhone: () => undefined,
      heldOut: () => Promise.resolve(null),
      stop: () => undefined,
    },
  });
  const world = doctorWorld({
    folder,
    clock,
    cipher,
    wallet: await connections.toExamine(store),
    resolveProxy: () => Promise.resolve('DIRECT'),
    printers: () => Promise.resolve(['Kitchen']),
    program: programFacts('0.1.0', 'production'),
    ...shop.world,
  });
  return examine({ world: { ...world, ...shop.instead }, store, clock, calendar: UTC, tampered });
}

const findings = (results: readonly CheckResult[]): Record<string, string> =>
  Object.fromEntries(results.map(({ check, finding }) => [check, finding]));
const found = async (check: CheckId, shop: Shop) => (await examined(shop)).find((each) => each.check === check);
const finding = async (check: CheckId, shop: Shop) => (await found(check, shop))?.finding;

describe('a till that is in order', () => {
  it('is green, with the name of its sales unit', async () => {
    const journal = new SqliteJournal(join(folder, 'journal-production.db'));
    journal.append([openedSale(1)]);
    journal.close();
    const results = await examined();
    expect(findings(results)).toEqual({
      network: 'network.reached',
      dns: 'dns.address',
      proxy: 'proxy.none',
      tls: 'tls.plain',
      clock: 'clock.right',
      keys: 'keys.accepted',
      salesUnit: 'salesUnit.named',
      push: 'push.allowed',
      keychain: 'keychain.works',
      disk: expect.stringMatching(/^disk\.(?:good|slow|little)$/),
      journal: 'journal.whole',
      printer: 'printer.none',
      version: 'version.released',
    });
    expect(results.map(({ check }) => check)).toEqual(CHECKS);
    expect(results.find(({ check }) => check === 'salesUnit')?.values).toEqual({ name: 'Skranke Practice Shop' });
    const whole = results.find(({ check }) => check === 'journal');
    expect(whole?.values).toMatchObject({ entries: '1' });
    if (!whole) return;
    // In the app as people there write it; in what goes to who helps, as it sorts.
    const inApp = checkWords(await doctorText('nb'), whole, 'Vipps', (at) => formatDateTime(at, 'nb'));
    expect(inApp.means).toMatch(/fra \d{1,2}\. [a-z]{3,4}\.? \d{4}, \d\d:\d\d/);
    expect(checkWords(await doctorText('nb'), whole, 'Vipps').means).toMatch(/fra \d{4}-\d\d-\d\d \d\d:\d\d/);
  });

  it('asks in test no more than there is to ask, and in practice nobody', async () => {
    const test = await examined({ store: { ...STORE, environment: 'test' } });
    expect(findings(test)).toMatchObject({ keys: 'keys.accepted', salesUnit: 'salesUnit.test', push: 'push.notTold' });
    const practice = findings(await examined({ store: PRACTICE_STORE }));
    for (const check of ['network', 'dns', 'proxy', 'tls', 'clock', 'keys', 'salesUnit', 'push'])
      expect(practice[check]).toBe('any.practice');
  });
});

describe('the line', () => {
  it('that nobody answers on is told, and what hangs on it is not called broken too', async () => {
    const closed = await serve({ world: wallet, faults: createFaults(1), port: 0 });
    await closed.close();
    const results = findings(await examined({ apiUrl: closed.url }));
    expect(results).toMatchObject({
      network: 'network.silent',
      clock: 'any.notReached',
      keys: 'any.notReached',
      salesUnit: 'any.notReached',
      push: 'any.notReached',
      keychain: 'keychain.works',
      journal: 'journal.none',
    });
  });

  it('through a proxy that refuses', async () => {
    const shop: Shop = { world: { resolveProxy: () => Promise.resolve('PROXY proxy.shop:3128; DIRECT') } };
    expect(await found('proxy', shop)).toMatchObject({
      finding: 'proxy.used',
      values: { proxy: 'proxy.shop:3128' },
    });
    const refused = () => Promise.reject(new Error('net::ERR_TUNNEL_CONNECTION_FAILED'));
    expect(await found('proxy', { ...shop, fetch: refused })).toMatchObject({
      finding: 'proxy.refuses',
      detail: 'net::ERR_TUNNEL_CONNECTION_FAILED',
    });
  });

  it('names what cannot be looked up or is not trusted', async () => {
    const refused = (error: 'network.tls' | 'network.dns') => ({
      host: 'api.vipps.no',
      plain: false,
      knock: () => Promise.resolve({ answered: false as const, error, detail: 'CERT_HAS_EXPIRED' }),
      token: () => Promise.reject(new Error('not asked')),
      salesUnit: () => Promise.reject(new Error('not asked')),
    });
    const lookUp = () => Promise.resolve({ ok: false as const, error: 'ENOTFOUND' });
    const tls = await found('tls', { instead: { wallet: refused('network.tls') } });
    expect(tls).toMatchObject({ finding: 'tls.refused', detail: 'CERT_HAS_EXPIRED' });
    const dns = await found('dns', { instead: { wallet: refused('network.dns'), lookUp } });
    expect(dns).toMatchObject({ finding: 'dns.notFound', detail: 'ENOTFOUND' });
    const unplugged = { wallet: refused('network.dns'), addresses: () => [] };
    expect(await finding('network', { instead: unplugged })).toBe('network.none');
  });

  it.each([
    [10_000, 'clock.right'],
    [-60_000, 'clock.off'],
    [3_600_000, 'clock.wrong'],
    [-3_600_000, 'clock.wrong'],
  ])('holds the clock, %i ms away, against the wallet: %s', async (away, expected) => {
    expect(await finding('clock', { now: () => Date.now() + away })).toBe(expected);
  });
});

describe('keys and sales unit', () => {
  it.each<[string, Shop, Partial<Record<CheckId, string>>]>([
    ['none stored', { keys: null }, { keys: 'keys.missing', salesUnit: 'any.needsKeys', push: 'any.needsKeys' }],
    [
      'another secret',
      { keys: { ...PRACTICE_CREDENTIALS, clientSecret: 'another-secret' } },
      { keys: 'keys.rejected', salesUnit: 'any.needsKeys' },
    ],
    [
      'another serial number',
      { store: { ...STORE, merchantSerialNumber: merchantSerialNumberSchema.parse('999999') } },
      { keys: 'keys.accepted', salesUnit: 'salesUnit.wrong' },
    ],
    [
      'a busy wallet',
      { faults: [{ point: 'throttled', times: null }] },
      { network: 'network.reached', keys: 'any.unanswered', salesUnit: 'any.unanswered', push: 'any.unanswered' },
    ],
    [
      'a wallet in trouble after the token',
      { faults: [{ point: 'error-before', operations: ['get'], times: null }] },
      { keys: 'keys.accepted', salesUnit: 'any.unanswered' },
    ],
    [
      'a line that breaks',
      { faults: [{ point: 'drop-request', operations: ['token'], times: null }] },
      { network: 'network.reached', keys: 'any.notReached', salesUnit: 'any.notReached' },
    ],
  ])('%s', async (_name, shop, expected) => {
    expect(findings(await examined(shop))).toMatchObject(expected);
  });

  it('tells what the sales unit may not', async () => {
    wallet.patchUnit({ paymentAllowed: false, pushAllowed: false });
    expect(findings(await examined())).toMatchObject({ salesUnit: 'salesUnit.noPayments', push: 'push.forbidden' });
    wallet.patchUnit({ paymentAllowed: true, captureType: 'DirectCapture' });
    expect(await finding('salesUnit', {})).toBe('salesUnit.capturesAtOnce');
    wallet.patchUnit({ managementAccess: 'hidden' });
    expect(findings(await examined())).toMatchObject({ salesUnit: 'salesUnit.notTold', push: 'push.notTold' });
  });

  it('tells stored keys that cannot be read from keys that are not there', async () => {
    writeFileSync(join(folder, 'credentials-production.bin'), 'not what a keychain wrote');
    expect(await finding('keys', { keys: null })).toBe('keys.unreadable');
  });
});

describe('this machine', () => {
  it.each([
    ['plain', 'keychain.plain'],
    ['unavailable', 'keychain.none'],
  ] as const)('a keychain that is %s', async (kind, expected) => {
    expect(await finding('keychain', { world: { cipher: turnedCipher(kind) } })).toBe(expected);
  });

  it('a keychain that gives back something else', async () => {
    const forgetful = { ...turnedCipher(), decrypt: () => Promise.resolve({ text: 'another', renew: false }) };
    const locked = { ...turnedCipher(), decrypt: () => Promise.reject(new Error('locked')) };
    for (const cipher of [forgetful, locked])
      expect(await finding('keychain', { world: { cipher } })).toBe('keychain.wrong');
  });

  it('a disk, measured, of which nothing is left behind; and one that refuses', async () => {
    expect(await found('disk', { keys: null })).toMatchObject({
      values: { free: expect.stringMatching(/^\d+\.\d$/) },
    });
    expect(readdirSync(folder)).toEqual([]);
    expect(await found('disk', { world: { folder: join(folder, 'nowhere') } })).toMatchObject({
      finding: 'disk.refuses',
      detail: 'ENOENT',
    });
    const measured = { free: 500 * 1024 ** 2, megabytesPerSecond: 10, syncMs: 1 };
    const disk = (more: Partial<typeof measured>) => () =>
      Promise.resolve({ ok: true as const, value: { ...measured, ...more } });
    expect(await finding('disk', { instead: { disk: disk({}) } })).toBe('disk.little');
    expect(await finding('disk', { instead: { disk: disk({ free: 1 }) } })).toBe('disk.full');
    expect(await finding('disk', { instead: { disk: disk({ free: 1e12, syncMs: 400 }) } })).toBe('disk.slow');
  });

  it('a journal of which a byte was changed, one that was exchanged, and one that is no journal', async () => {
    const file = join(folder, 'journal-production.db');
    const journal = new SqliteJournal(file);
    journal.append([openedSale(1)]);
    journal.close();
    expect(await finding('journal', { tampered: true })).toBe('journal.tampered');
    const { default: Database } = await import('libsql');
    const db = new Database(file);
    db.exec("DROP TRIGGER events_are_not_changed; UPDATE events SET payload = replace(payload, '1', '2')");
    db.close();
    expect(await finding('journal', {})).toBe('journal.damaged');
    rmSync(file);
    rmSync(`${file}-wal`, { force: true });
    appendFileSync(file, 'no journal');
    expect(await finding('journal', {})).toBe('journal.damaged');
  });

  it('a printer in the network: well, without paper, silent, gone, and elsewhere', async () => {
    const at = (port: number, host = '127.0.0.1'): Shop => ({
      store: { ...STORE, printer: { kind: 'network', host, port, columns: 42 } },
    });
    const printer = await VirtualPrinter.switchedOn();
    expect(await finding('printer', at(printer.port))).toBe('printer.ready');
    printer.hasPaper = false;
    expect(await found('printer', at(printer.port))).toMatchObject({
      finding: 'printer.paper',
      detail: 'printer.paperOut',
    });
    expect(printer.slips).toEqual([]);
    await printer.switchOff();
    expect(await finding('printer', at(printer.port))).toBe('printer.silent');
    expect(await finding('printer', at(9100, '8.8.8.8'))).toBe('printer.notPrivate');
  });

  it('a printer of the system, as far as there is a window to ask', async () => {
    const named = (name: string): StoreSettings => ({ ...STORE, printer: { kind: 'system', name, columns: 42 } });
    expect(await finding('printer', { store: named('Kitchen') })).toBe('printer.ready');
    expect(await finding('printer', { store: named('Bar') })).toBe('printer.unknown');
    expect(await finding('printer', { store: named('Bar'), world: { printers: null } })).toBe('printer.needsWindow');
  });
});

describe('a check', () => {
  it('that gets no answer says so in its time, one that breaks says so, and no other waits for them', async () => {
    const clock = new VirtualClock(Date.now());
    const world: DoctorWorld = {
      program: programFacts('0.1.0', 'production'),
      wallet: {
        host: 'api.vipps.no',
        plain: false,
        knock: () => new Promise(() => undefined),
        token: () => new Promise(() => undefined),
        salesUnit: () => Promise.reject(new TypeError('a bug')),
      },
      addresses: () => ['192.168.1.2'],
      lookUp: () => Promise.resolve({ ok: true, value: '1.2.3.4' }),
      proxy: () => Promise.resolve(null),
      keychain: () => Promise.resolve({ kind: 'available', same: true }),
      disk: () => new Promise(() => undefined),
      journal: () => Promise.resolve(null),
      printer: () => Promise.resolve('ready'),
    };
    const told: CheckResult[] = [];
    const all = examine({ world, store: STORE, clock, calendar: UTC, tampered: false }, (each) => told.push(each));
    await clock.pass(0);
    expect(told.map(({ check }) => check).toSorted()).toEqual(
      ['dns', 'journal', 'keychain', 'printer', 'proxy', 'push', 'salesUnit', 'version'].toSorted(),
    );
    await clock.pass(20_000);
    const results = await all;
    expect(findings(results)).toMatchObject({
      network: 'any.noAnswer',
      tls: 'any.noAnswer',
      keys: 'any.noAnswer',
      disk: 'any.noAnswer',
      salesUnit: 'any.failed',
      dns: 'dns.found',
    });
    const text = await doctorText('en');
    const said = asText({ program: world.program, store: STORE, results }, text, 'Vipps');
    expect(said).toContain('No answer in 12 seconds.');
    expect(said).toContain('No answer in 20 seconds.');
    expect(isGreen(results)).toBe(false);
    expect(exitCodeOf(results)).toBe(2);
    expect(JSON.parse(asJson({ program: world.program, store: STORE, results }))).toMatchObject({ worst: 'broken' });
  });
});

describe('what a shell learns', () => {
  const result = (named: CheckResult['finding']): CheckResult => ({
    check: 'keychain',
    finding: named,
    values: {},
    detail: null,
    ms: 1,
  });
  it.each([
    [0, ['keychain.works', 'any.practice']],
    [1, ['keychain.works', 'keychain.plain']],
    [2, ['keychain.plain', 'journal.damaged', 'keychain.works']],
  ] as const)('%i', (code, names) => {
    expect(exitCodeOf(names.map(result))).toBe(code);
  });
});
