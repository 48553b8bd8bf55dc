import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSigner, renewSigner } from '../../../electron/adapters/keys/signing-key.ts';
import { err } from '../../../shared/result.ts';
import { recordingLog } from '../../support/till/recording-log.ts';
import { turned, turnedCipher as cipher } from '../../support/till/turned-cipher.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-signing-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const place = (with_ = cipher()) => ({ folder, cipher: with_, log: recordingLog() });
const open = (environment: 'practice' | 'test' | 'production', with_ = cipher(), first: string | null = '1') =>
  openSigner(place(with_), environment, first);

describe('the secret that signs audit files', () => {
  it('is made once, kept encrypted, and signs the same after every start', async () => {
    const first = await open('production');
    const again = await open('production');
    expect(first.ok && again.ok && first.value.sign('0;2016-11-24') === again.value.sign('0;2016-11-24')).toBe(true);
    expect(first.ok && first.value.version).toBe('1');
    expect(readdirSync(folder)).toEqual(['signing-production.bin']);
    const kept = readFileSync(join(folder, 'signing-production.bin'));
    expect(kept.toString()).not.toContain('key');
    const { key } = JSON.parse(turned(kept).toString()) as { key: string };
    expect(Buffer.from(key, 'base64')).toHaveLength(16);
  });

  it('is another one in each environment, and none is kept for practice', async () => {
    const [practice, test, production] = await Promise.all([open('practice'), open('test'), open('production')]);
    const signatures = [practice, test, production].map((signer) => (signer.ok ? signer.value.sign('x') : 'none'));
    expect(new Set(signatures).size).toBe(3);
    expect(readdirSync(folder).toSorted()).toEqual(['signing-production.bin', 'signing-test.bin']);
  });

  it('is not made anew by itself where one signed before; a person asks for one, with its fingerprint', async () => {
    const first = await open('production');
    rmSync(join(folder, 'signing-production.bin'));
    expect(await open('production', cipher(), null)).toEqual(err('export.signingKeyGone'));
    expect(readdirSync(folder)).toEqual([]);
    const second = await renewSigner(place(), 'production', '2');
    expect(await open('production', cipher(), null)).toMatchObject({ value: { version: '2' } });
    expect([first.ok && first.value.version, second.ok && second.value.version]).toEqual(['1', '2']);
    const [before, after] = [first, second].map((signer) => (signer.ok ? signer.value.fingerprint : ''));
    expect(before).toMatch(/^[0-9a-f]{16}$/);
    expect(after).not.toBe(before);
  });

  it('is never kept for real sales where the system does not encrypt', async () => {
    expect(await open('production', cipher('plain'))).toEqual(err('setup.keychainUnavailable'));
    expect(await renewSigner(place(cipher('plain')), 'production', '2')).toEqual(err('setup.keychainUnavailable'));
    expect((await open('test', cipher('plain'))).ok).toBe(true);
    expect(readdirSync(folder)).toEqual(['signing-test.bin']);
  });

  it('is not made anew where it cannot be read: that would break the chain of signatures', async () => {
    const path = join(folder, 'signing-production.bin');
    writeFileSync(path, 'not what was kept');
    expect(await open('production')).toEqual(err('export.signingKeyGone'));
    expect(readFileSync(path, 'utf8')).toBe('not what was kept');
    expect(await open('test', cipher('unavailable'))).toEqual(err('setup.keychainUnavailable'));
    expect(readdirSync(folder)).toEqual(['signing-production.bin']);
    // A person says so: what could not be read is kept aside.
    expect((await renewSigner(place(), 'production', '2')).ok).toBe(true);
    expect(readFileSync(join(folder, 'signing-production.before-1.bin'), 'utf8')).toBe('not what was kept');
  });
});
