import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cipher } from '../../../electron/adapters/keys/cipher.ts';
import { createVault } from '../../../electron/adapters/keys/vault.ts';
import { credentialsSchema } from '../../../shared/settings.ts';
import type { Keychain } from '../../../shared/settings.ts';
import { recordingLog } from '../../support/till/recording-log.ts';

const keys = credentialsSchema.parse({
  clientId: 'canary-client-id',
  clientSecret: 'canary-secret',
  subscriptionKey: 'canary-subscription',
});

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-vault-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A keychain of the system: every machine has its own key. */
function keychain({ state = 'available' as Keychain, key = 7, renew = false } = {}): Cipher {
  const turn = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ key));
  return {
    keychain: async () => state,
    encrypt: async (text) => turn(Buffer.from(`sealed:${text}`)),
    decrypt: async (bytes) => {
      const text = turn(bytes).toString();
      if (!text.startsWith('sealed:')) throw new Error(`cannot read ${text}`);
      return { text: text.slice(7), renew };
    },
  };
}

function open(cipher: Cipher = keychain()) {
  const log = recordingLog();
  const secrets: string[] = [];
  return { log, secrets, vault: createVault({ folder, cipher, log, onSecret: (secret) => secrets.push(secret) }) };
}
const onDisk = () =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n');

describe('keys', () => {
  it('are missing at first', async () => {
    const { vault } = open();
    await expect(vault.status('test')).resolves.toBe('missing');
    await expect(vault.forApi('test')).resolves.toBeNull();
  });

  it('are there again after a restart, encrypted, for their owner only, and for their environment only', async () => {
    await expect(open().vault.keep('production', keys, false)).resolves.toEqual({ ok: true, value: 'stored' });
    expect(readdirSync(folder)).toEqual(['credentials-production.bin']);
    expect(onDisk()).not.toContain('canary');
    if (process.platform !== 'win32')
      expect(statSync(join(folder, 'credentials-production.bin')).mode & 0o777).toBe(0o600);
    const { vault, secrets } = open();
    await expect(vault.status('production')).resolves.toBe('stored');
    await expect(vault.forApi('production')).resolves.toEqual(keys);
    await expect(vault.status('test')).resolves.toBe('missing');
    expect(secrets).toEqual(Object.values(keys));
  });

  it.each([
    ['plain', 'production'],
    ['unavailable', 'production'],
    ['unavailable', 'test'],
  ] as const)(
    'are not written where the keychain is %s (%s), and may be kept for this run',
    async (state, environment) => {
      const { vault, secrets } = open(keychain({ state }));
      await expect(vault.keychain()).resolves.toBe(state);
      await expect(vault.keep(environment, keys, false)).resolves.toEqual({
        ok: false,
        error: 'setup.keychainUnavailable',
      });
      await expect(vault.status(environment)).resolves.toBe('missing');
      await expect(vault.keep(environment, keys, true)).resolves.toEqual({ ok: true, value: 'thisRunOnly' });
      await expect(vault.forApi(environment)).resolves.toEqual(keys);
      expect(secrets).toEqual(Object.values(keys));
      expect(readdirSync(folder)).toEqual([]);
      await expect(open(keychain({ state })).vault.status(environment)).resolves.toBe('missing');
    },
  );

  it('to test money are stored even where the keychain is plain', async () => {
    await expect(open(keychain({ state: 'plain' })).vault.keep('test', keys, false)).resolves.toEqual({
      ok: true,
      value: 'stored',
    });
    await expect(open(keychain({ state: 'plain' })).vault.forApi('test')).resolves.toEqual(keys);
  });

  it('that cannot be read are said to be rejected, stay on disk, are kept aside when others are typed', async () => {
    await open().vault.keep('test', keys, false);
    const before = readFileSync(join(folder, 'credentials-test.bin'));
    const { vault, log } = open(keychain({ key: 9 }));
    await expect(vault.status('test')).resolves.toBe('rejected');
    await expect(vault.forApi('test')).resolves.toBeNull();
    expect(readFileSync(join(folder, 'credentials-test.bin'))).toEqual(before);
    expect(log.lines).toEqual([
      { level: 'error', message: 'stored keys unreadable', fields: { environment: 'test', error: 'Error' } },
    ]);
    await expect(vault.keep('test', keys, false)).resolves.toEqual({ ok: true, value: 'stored' });
    expect(readFileSync(join(folder, 'credentials-test.unreadable-1.bin'))).toEqual(before);
    await expect(vault.status('test')).resolves.toBe('stored');
  });

  it('of another shape are not used', async () => {
    writeFileSync(join(folder, 'credentials-test.bin'), await keychain().encrypt('{"clientId":"canary-client-id"}'));
    const { vault, log } = open();
    await expect(vault.status('test')).resolves.toBe('rejected');
    expect(JSON.stringify(log.lines)).not.toContain('canary');
  });

  it('are rejected when the API says so, and used again once it takes them', async () => {
    const { vault } = open();
    await vault.keep('test', keys, false);
    vault.judged('test', false);
    await expect(vault.status('test')).resolves.toBe('rejected');
    await expect(vault.forApi('test')).resolves.toEqual(keys);
    vault.judged('test', true);
    await expect(vault.status('test')).resolves.toBe('stored');
    vault.judged('test', false);
    await vault.keep('test', keys, false);
    await expect(vault.status('test')).resolves.toBe('stored');
  });

  it('are encrypted anew when the system has a newer key', async () => {
    await open().vault.keep('test', keys, false);
    rmSync(join(folder, 'credentials-test.bin.new'), { force: true });
    const renewing: Cipher = {
      ...keychain({ renew: true }),
      encrypt: async (text) => Buffer.from(`newer:${text.length}`),
    };
    await expect(open(renewing).vault.status('test')).resolves.toBe('stored');
    expect(onDisk()).toMatch(/^newer:/);
  });

  it('are not lost when the keychain refuses to encrypt', async () => {
    await open().vault.keep('test', keys, false);
    const refusing: Cipher = { ...keychain(), encrypt: () => Promise.reject(new Error('canary locked')) };
    const { vault, log } = open(refusing);
    await expect(vault.keep('test', { ...keys, clientSecret: 'canary-other' }, false)).resolves.toEqual({
      ok: false,
      error: 'setup.keychainUnavailable',
    });
    await expect(vault.forApi('test')).resolves.toEqual(keys);
    expect(JSON.stringify(log.lines)).not.toContain('canary');
  });
});
