import type { Cipher } from '../../../electron/adapters/keys/cipher.ts';

/**
 * The system's encryption, which answers only when the test says so: a keychain that asks its owner first. It hides
 * nothing.
 */
export class SlowCipher implements Cipher {
  #waiting: (() => void)[] = [];
  /** Whether it answers at once. */
  quick = true;

  /** How many questions wait for an answer. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Everything that waits is answered. */
  answer(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const each of waiting) each();
  }

  async keychain() {
    await this.#turn();
    return 'available' as const;
  }

  async encrypt(text: string) {
    await this.#turn();
    return Buffer.from(`sealed:${text}`);
  }

  async decrypt(bytes: Buffer) {
    await this.#turn();
    return { text: bytes.toString().slice('sealed:'.length), renew: false };
  }

  #turn(): Promise<void> {
    return this.quick ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }
}
