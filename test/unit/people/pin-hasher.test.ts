import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Cipher } from '../../../electron/adapters/keys/cipher.ts';
import { COST, createPinHasher } from '../../../electron/adapters/people/pin-hasher.ts';
import type { Keychain } from '../../../shared/settings.ts';
import { recordingLog } from '../../support/till/recording-log.ts';

const keptSchema = z.object({ sealed: z.boolean(), text: z.string() });
const kept = (text: string) => keptSchema.parse(JSON.parse(text));
const BACKWARDS = (text: string) => [...text].toReversed().join('');

/** A keychain that turns texts round, or none. */
const cipher = (keychain: Keychain): Cipher => ({
  keychain: () => Promise.resolve(keychain),
  encrypt: (text) => Promise.resolve(Buffer.from(BACKWARDS(text))),
  decrypt: (bytes) => Promise.resolve({ text: BACKWARDS(bytes.toString()), renew: false }),
});
const hasher = (keychain: Keychain = 'available', log = recordingLog()) => createPinHasher(cipher(keychain), log);

describe('what is made of a PIN', () => {
  it('costs memory and time as OWASP asks of scrypt, and is salted: the same PIN never looks the same', async () => {
    // N=2^15 r=8 p=3 is one of the equal settings of the password storage cheat sheet; memory is 128·N·r bytes.
    expect(128 * COST.N * COST.r).toBeGreaterThanOrEqual(32 * 1024 * 1024);
    expect(COST.N * COST.p).toBeGreaterThanOrEqual(2 ** 15 * 3);
    const plain = hasher('unavailable');
    const [first, second] = [await plain.hash('4711'), await plain.hash('4711')];
    expect(first).not.toBe(second);
    expect(JSON.parse(kept(first).text)).toMatchObject(COST);
  });

  it('knows the PIN again and no other', async () => {
    const { hash, verify } = hasher();
    const text = await hash('4711');
    expect([await verify('4711', text), await verify('4712', text), await verify('47110', text)]).toEqual([
      'right',
      'wrong',
      'wrong',
    ]);
  });

  it('is sealed where the system has a keychain, so that no copied file can be tried out; else as it is', async () => {
    expect(kept(await hasher('available').hash('4711')).sealed).toBe(true);
    for (const keychain of ['plain', 'unavailable'] as const)
      expect(kept(await hasher(keychain).hash('4711')).sealed).toBe(false);
  });

  it('is not believed where there is a keychain and it is not sealed: somebody put their own hash there', async () => {
    const own = await hasher('unavailable').hash('0000');
    expect(await hasher('available').verify('0000', own)).toBe('unreadable');
    expect(await hasher('plain').verify('0000', own)).toBe('right');
  });

  it('is neither right nor wrong where the keychain has another key now, and the log quotes nothing', async () => {
    const text = await hasher().hash('4711');
    const log = recordingLog();
    const refusing: Cipher = { ...cipher('available'), decrypt: () => Promise.reject(new Error('no key for 4711')) };
    expect(await createPinHasher(refusing, log).verify('4711', text)).toBe('unreadable');
    for (const broken of [
      '',
      'x',
      '{}',
      JSON.stringify({ sealed: false, text: '{"N":2,"r":8,"p":1,"salt":"","key":""}' }),
    ])
      expect(await createPinHasher(cipher('plain'), log).verify('4711', broken)).toBe('unreadable');
    expect(JSON.stringify(log.lines)).not.toContain('4711');
  });

  it('does not hold the main process up: other work goes on while a PIN is hashed', async () => {
    let turns = 0;
    let done = false;
    const hashing = hasher()
      .hash('4711')
      .then(() => (done = true));
    while (!done) {
      turns += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await hashing;
    // Were it synchronous, the event loop would turn a handful of times.
    expect(turns).toBeGreaterThan(100);
  });
});
