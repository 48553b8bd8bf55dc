import type { Cipher } from '../../../electron/adapters/keys/cipher.ts';
import type { Keychain } from '../../../shared/settings.ts';

/** Turns every bit: enough to see that what is kept went through it. */
export const turned = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0xff));

/** A keychain whose key is known; what is kept cannot be read as it stands. */
export const turnedCipher = (keychain: Keychain = 'available'): Cipher => ({
  keychain: () => Promise.resolve(keychain),
  encrypt: (text) => Promise.resolve(turned(Buffer.from(text))),
  decrypt: (bytes) => Promise.resolve({ text: turned(bytes).toString(), renew: false }),
});
