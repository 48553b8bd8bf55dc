import type { ApiFailure } from './api-failure.ts';
import type { Result } from '../../../shared/result.ts';

/**
 * What is kept of an event that the wallet has sent by itself: enough to ask about the payment, and nothing that could
 * be taken for an answer. Amounts, states and persons are not read.
 */
export interface Hint {
  /** The sales unit, as the event names it. */
  readonly msn: string;
  readonly reference: string;
  /** Of the event, as it spells it. */
  readonly name: string;
  /** Of the event; null where it was missing or odd. */
  readonly pspReference: string | null;
  readonly success: boolean;
}

/** Who is told of hints. @returns whether it was taken; what is not is delivered again by the wallet */
export type HearsHints = (hint: Hint) => boolean;

/** An address that the wallet's API delivers events to, and what it signs them with. */
export interface Registration {
  readonly id: string;
  /** As it was registered: path and host of it are signed. */
  readonly url: string;
  readonly secret: string;
}

/** One delivery as it arrived. */
export interface Delivery {
  /** The address at which it arrived, as it was registered. */
  readonly address: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The exact bytes. */
  readonly body: Uint8Array;
}

/** Hashes and their comparison: Base64 of what they are made of. */
export interface Hashing {
  sha256(bytes: Uint8Array): string;
  /** Key and text as UTF-8. */
  hmacSha256(key: string, text: string): string;
  /** In a time that does not depend on where they differ. */
  isSame(a: string, b: string): boolean;
}

/** Registrations at the wallet's API. Its list tells no secret; that is told once, by `register`. */
export interface Webhooks {
  register(url: string, events: readonly string[]): Promise<Result<Registration, ApiFailure>>;
  list(): Promise<Result<readonly RegisteredAddress[], ApiFailure>>;
  /** What is not there any more counts as removed. */
  remove(id: string): Promise<Result<null, ApiFailure>>;
}

export interface RegisteredAddress {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
}

/** Registrations with their secrets, kept over restarts: read by whoever verifies deliveries, shown nowhere. */
export interface RegistrationStore {
  read(): Promise<readonly Registration[]>;
  /** Replaces what is kept. @returns false where the keychain refuses: then they last as long as the program */
  write(registrations: readonly Registration[]): Promise<boolean>;
}
