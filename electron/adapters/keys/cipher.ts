import { safeStorage } from 'electron';
import type { Keychain } from '../../../shared/settings.ts';

/** The system's encryption with a key in its keychain. Its functions reject when the keychain refuses. */
export interface Cipher {
  keychain(): Promise<Keychain>;
  encrypt(text: string): Promise<Buffer>;
  /** `renew`: the system has a newer key; encrypt and store again. */
  decrypt(bytes: Buffer): Promise<{ readonly text: string; readonly renew: boolean }>;
}

/** As much of Electron's `safeStorage` as is used. Before Electron 42 there are only the synchronous functions. */
export type SafeStorage = Pick<
  Electron.SafeStorage,
  | 'isEncryptionAvailable'
  | 'encryptString'
  | 'decryptString'
  | 'getSelectedStorageBackend'
  | 'setUsePlainTextEncryption'
> &
  Partial<Pick<Electron.SafeStorage, 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'>>;

/**
 * Uses the asynchronous functions where Electron has them, the synchronous ones elsewhere. For use after the app is
 * ready. SECURITY: on Linux without a keychain Electron falls back to `basic_text`, a password in its own source code:
 * that is `plain`. What may be kept that way is the vault's to decide; Electron has to be told that it is meant.
 */
export function systemCipher(storage: SafeStorage = safeStorage, platform: NodeJS.Platform = process.platform): Cipher {
  const isPlain = () => platform === 'linux' && ['basic_text', 'unknown'].includes(storage.getSelectedStorageBackend());
  return {
    async keychain() {
      if (isPlain()) return 'plain';
      const available = storage.isAsyncEncryptionAvailable
        ? await storage.isAsyncEncryptionAvailable()
        : storage.isEncryptionAvailable();
      return available ? 'available' : 'unavailable';
    },
    async encrypt(text) {
      if (isPlain()) storage.setUsePlainTextEncryption(true);
      return storage.encryptStringAsync ? storage.encryptStringAsync(text) : storage.encryptString(text);
    },
    async decrypt(bytes) {
      if (isPlain()) storage.setUsePlainTextEncryption(true);
      if (!storage.decryptStringAsync) return { text: storage.decryptString(bytes), renew: false };
      const { result, shouldReEncrypt } = await storage.decryptStringAsync(bytes);
      return { text: result, renew: shouldReEncrypt };
    },
  };
}
