import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newsOf, signedManifest } from '../../../build/installers/manifest.ts';
import { systemClock } from '../../../electron/adapters/system/clock.ts';
import { believed, manifestName, MAX_MANIFEST_BYTES } from '../../../electron/adapters/updates/manifest.ts';
import type { Manifest, Runs } from '../../../electron/adapters/updates/manifest.ts';
import { updateMemory } from '../../../electron/adapters/updates/memory.ts';
import { readyIn, ServerUpdates } from '../../../electron/adapters/updates/source.ts';
import type { SourceOptions } from '../../../electron/adapters/updates/source.ts';
import { compareVersions } from '../../../shared/update.ts';
import { sendFile, updateServer, type Answer, type UpdateServer } from '../../support/network/update-server.ts';
import { recordingLog } from '../../support/till/recording-log.ts';

const spki = (key: KeyObject) => createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');
const own = generateKeyPairSync('ed25519').privateKey;
const next = generateKeyPairSync('ed25519').privateKey;
const stranger = generateKeyPairSync('ed25519').privateKey;

const runs: Runs = {
  product: 'skranke-test',
  channel: 'stable',
  platform: 'linux-x64',
  version: '1.2.9',
  data: 3,
  keys: [spki(own), spki(next)],
};
const deb = Buffer.alloc(300_000, 'a package ');
const sum = (name: string, of: Buffer) => createHash(name).update(of).digest('hex');
const manifest = (changes: Partial<Manifest> = {}, content = deb): Manifest => ({
  product: 'skranke-test',
  channel: 'stable',
  platform: 'linux-x64',
  version: '1.10.0',
  date: '2026-11-21',
  minimumData: 1,
  news: ['Something new.'],
  files: [
    {
      kind: 'deb',
      name: 'skranke-test_1.10.0_amd64.deb',
      size: content.byteLength,
      sha256: sum('sha256', content),
      sha512: sum('sha512', content),
    },
  ],
  ...changes,
});
const signed = (of: Manifest = manifest(), keys = [own]): Buffer => Buffer.from(signedManifest(of, keys));

describe('a manifest', () => {
  it('is believed when one of our keys has signed it, the old one or the new one', () => {
    expect(believed(signed(), runs)).toEqual({ ok: true, value: manifest() });
    expect(believed(signed(manifest(), [next]), runs).ok).toBe(true);
    expect(believed(signed(manifest(), [stranger, next]), runs).ok).toBe(true);
  });

  const text = signed().toString();
  const strangers = signed(manifest(), [stranger]).toString();
  it.each<[string, Buffer]>([
    ['unsigned', Buffer.from(text.replace(/^Signature.*\n/m, ''))],
    ['signed by a stranger', Buffer.from(strangers)],
    [
      'signed by a stranger under the name of our key',
      Buffer.from(strangers.replace(/Signature: \w+/, /Signature: \w+/.exec(text)?.[0] ?? '')),
    ],
    ['changed', Buffer.from(text.replace('1.10.0', '1.11.0'))],
    ['torn', Buffer.from(text.slice(0, -40))],
    ['with something added', Buffer.from(`${text}\n`)],
    ['empty', Buffer.alloc(0)],
    ['too large', signed(manifest({ news: Array.from({ length: 60 }, () => 'x'.repeat(400)) }))],
    ['for another flavour', signed(manifest({ product: 'skranke' }))],
    ['for another channel', signed(manifest({ channel: 'beta' }))],
    ['for another system', signed(manifest({ platform: 'win32-x64' }))],
  ])('that is %s is refused', (what, bytes) => {
    const padded = what === 'too large' ? Buffer.concat([bytes, Buffer.alloc(MAX_MANIFEST_BYTES, 10)]) : bytes;
    expect(believed(padded, runs)).toEqual({ ok: false, error: 'update.refused' });
  });

  it('of a version that does not read our data asks for one between', () => {
    expect(believed(signed(manifest({ minimumData: 4 })), runs)).toEqual({ ok: false, error: 'update.stepBetween' });
  });

  it('is believed by nobody who knows no key', () => {
    expect(believed(signed(), { ...runs, keys: [] }).ok).toBe(false);
  });

  it('tells what the changelog says of a version', () => {
    const log = '# C\n\n## [1.1.0] - 2026-01-01\n\n### Added\n\n- One.\n- Two.\n\n## [1.0.0] - 2025-01-01\n\n- Old.\n';
    expect(newsOf('1.1.0', log)).toEqual(['One.', 'Two.']);
    expect(newsOf('9.0.0', log)).toEqual([]);
  });

  it('orders versions by their numbers', () => {
    expect(compareVersions('1.10.0', '1.9.9')).toBeGreaterThan(0);
    expect(compareVersions('1.10.0', '1.10.0')).toBe(0);
    expect(compareVersions('0.9.9', '1.0.0')).toBeLessThan(0);
  });
});

describe('updates from a server', () => {
  let server: UpdateServer;
  let folder: string;
  let options: SourceOptions;
  beforeAll(async () => {
    server = await updateServer();
  });
  afterAll(() => server.end());
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'skranke-updates-')), 'updates');
    server.files.clear();
    server.asked.length = 0;
    server.files.set(manifestName(runs), signed());
    server.files.set('skranke-test_1.10.0_amd64.deb', deb);
    options = { folder, base: server.address, runs, kind: 'deb', fetch, clock: systemClock, log: recordingLog() };
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));
  const source = (changes: Partial<SourceOptions> = {}) => new ServerUpdates({ ...options, ...changes });
  const told = { version: '1.10.0', date: '2026-11-21', news: ['Something new.'] };
  const percents: number[] = [];
  const left = (): string[] => (existsSync(folder) ? readdirSync(folder) : []);

  it('are found, fetched, proved, and there again after a restart', async () => {
    const from = source();
    expect(from.ready()).toBeNull();
    expect(await from.look()).toEqual({ ok: true, value: told });
    expect(await from.download((percent) => percents.push(percent))).toEqual({ ok: true, value: undefined });
    expect(percents.at(-1)).toBe(100);
    expect(source().ready()).toEqual(told);
    const ready = readyIn(options);
    expect(readFileSync(ready?.path ?? '').equals(deb)).toBe(true);
    if (process.platform !== 'win32')
      for (const name of left()) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    // The program that was updated to it has no use for it, and one of another channel does not believe it.
    expect(source({ runs: { ...runs, version: '1.10.0' } }).ready()).toBeNull();
    expect(source({ runs: { ...runs, channel: 'beta' } }).ready()).toBeNull();
    expect(source({ runs: { ...runs, keys: [] } }).ready()).toBeNull();
  });

  it('that are not newer are none', async () => {
    expect(await source({ runs: { ...runs, version: '1.10.0' } }).look()).toEqual({ ok: true, value: null });
    expect(await source({ runs: { ...runs, version: '2.0.0' } }).look()).toEqual({ ok: true, value: null });
  });

  it('go on where a cut has ended them', async () => {
    let cut = (): unknown => undefined;
    server.files.set('skranke-test_1.10.0_amd64.deb', (_request, response) => {
      response.writeHead(200, { 'content-length': deb.byteLength });
      response.write(deb.subarray(0, 120_000));
      cut = () => response.destroy();
    });
    const from = source();
    await from.look();
    expect(await from.download(() => void cut())).toEqual({ ok: false, error: 'update.noAnswer' });
    const there = statSync(join(folder, left()[0] ?? '')).size;
    expect(there).toBeGreaterThan(0);
    server.files.set('skranke-test_1.10.0_amd64.deb', deb);
    await from.look();
    expect(await from.download(() => undefined)).toEqual({ ok: true, value: undefined });
    expect(server.asked.at(-1)).toBe(`skranke-test_1.10.0_amd64.deb bytes=${there}-`);
  });

  it('begin anew where the server sends the whole again, or what lies there was not ours', async () => {
    const part = join(folder, `${sum('sha256', deb)}.part`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(part, 'something else');
    const from = source();
    await from.look();
    expect(await from.download(() => undefined)).toEqual({ ok: false, error: 'update.refused' });
    expect(left()).toEqual([]);
    writeFileSync(part, 'something else');
    server.files.set('skranke-test_1.10.0_amd64.deb', (request, response) => {
      delete request.headers.range;
      sendFile(deb, request, response);
    });
    await from.look();
    expect(await from.download(() => undefined)).toEqual({ ok: true, value: undefined });
  });

  it.each<[string, Buffer]>([
    ['changed', Buffer.concat([deb.subarray(1), Buffer.from('x')])],
    ['longer than told', Buffer.concat([deb, deb])],
  ])('whose file is %s are thrown away', async (_what, content) => {
    server.files.set('skranke-test_1.10.0_amd64.deb', content);
    const from = source();
    await from.look();
    expect(await from.download(() => undefined)).toEqual({ ok: false, error: 'update.refused' });
    expect(left()).toEqual([]);
    expect(source().ready()).toBeNull();
  });

  it('are not followed elsewhere', async () => {
    const elsewhere = await updateServer();
    elsewhere.files.set('there', signed());
    elsewhere.files.set('file', deb);
    const lead =
      (to: string): Answer =>
      (_request, response) =>
        void response.writeHead(302, { location: `${elsewhere.address}/${to}` }).end();
    server.files.set('skranke-test_1.10.0_amd64.deb', lead('file'));
    const from = source();
    await from.look();
    expect(await from.download(() => undefined)).toEqual({ ok: false, error: 'update.noAnswer' });
    server.files.set(manifestName(runs), lead('there'));
    expect(await from.look()).toEqual({ ok: false, error: 'update.noAnswer' });
    expect(elsewhere.asked).toEqual([]);
    await elsewhere.end();
  });

  it('of an endless manifest are given up', async () => {
    server.files.set(manifestName(runs), (_request, response) => {
      response.writeHead(200);
      const more = (): void =>
        void (response.write('x'.repeat(10_000)) ? setImmediate(more) : response.once('drain', more));
      more();
    });
    expect(await source().look()).toEqual({ ok: false, error: 'update.refused' });
  });

  it('of a server that says nothing are given up', async () => {
    server.files.set(manifestName(runs), () => undefined);
    // The silence is over at once: no time has to pass for it.
    const clock = { ...systemClock, after: (_ms: number, callback: () => void) => systemClock.after(20, callback) };
    expect(await source({ clock }).look()).toEqual({ ok: false, error: 'update.noAnswer' });
  });

  it.runIf(process.platform === 'linux' && existsSync('/dev/full'))(
    'that a full disk does not take say so',
    async () => {
      const from = source();
      await from.look();
      mkdirSync(folder, { recursive: true });
      symlinkSync('/dev/full', join(folder, `${sum('sha256', deb)}.part`));
      expect(await from.download(() => undefined)).toEqual({ ok: false, error: 'update.diskFull' });
      expect(left()).toEqual([]);
    },
  );

  it('keep to the rate', async () => {
    let waited = 0;
    const clock = {
      ...systemClock,
      monotonic: () => waited,
      after: (ms: number, callback: () => void) => {
        if (ms === 30_000) return () => undefined;
        waited += ms;
        setImmediate(callback);
        return () => undefined;
      },
    };
    const from = source({ clock, bytesASecond: 100_000 });
    await from.look();
    await from.download(() => undefined);
    expect(Math.round(waited)).toBe(3_000);
  });

  it('are off without an address or a key', () => {
    expect(source().known).toBe(true);
    expect(source({ base: null }).known).toBe(false);
    expect(source({ runs: { ...runs, keys: [] } }).known).toBe(false);
  });

  it.each([
    ['https://updates.example/folder/', 'https://updates.example/folder'],
    ['http://127.0.0.1:8080/x', 'http://127.0.0.1:8080/x'],
    ['http://updates.example/folder', null],
    ['https://name:word@updates.example/', null],
    ['file:///etc', null],
  ])('take the address %s as %s', (address, taken) => {
    const profile = join(folder, '..');
    writeFileSync(join(profile, 'updates.json'), JSON.stringify({ address, channel: 'beta' }));
    const memory = updateMemory(profile, recordingLog());
    expect([memory.address, memory.channel]).toEqual([taken, 'beta']);
    memory.save({ ran: '1.0.0', updatedFrom: null, when: 'dayClosed' });
    const again = updateMemory(profile, recordingLog());
    expect([again.address, again.channel, again.load().when]).toEqual([taken, 'beta', 'dayClosed']);
  });
});
