import { nodeHashing } from './adapters/hints/hashing.ts';
import { openHttpReceiver } from './adapters/hints/http-receiver.ts';
import type { HttpReceiver } from './adapters/hints/http-receiver.ts';
import { HintReceiver, statusOf } from './core/hints/receiver.ts';
import type { Answer } from './core/hints/receiver.ts';
import { ensureRegistered } from './core/hints/registering.ts';
import { MOST_BODY_BYTES } from './core/hints/signature.ts';
import type { ApiFailure } from './core/ports/api-failure.ts';
import type { HearsHints, Registration, RegistrationStore, Webhooks } from './core/ports/hints.ts';
import type { Log } from './core/ports/log.ts';
import { ok } from '../shared/result.ts';
import type { Result } from '../shared/result.ts';

/**
 * A receiver of the wallet's events on this machine, put together: for a development till that was given a port, and
 * for `npm run webhooks`.
 */
export interface HintsOptions {
  readonly port: number;
  /** Where the wallet delivers, if that is not the receiver's own address: a tunnel that leads to it. */
  readonly publicUrl?: string;
  readonly webhooks: Webhooks;
  readonly store: RegistrationStore;
  readonly hear: HearsHints;
  readonly log: Log;
  /** Told what came of each delivery. */
  answered?(answer: Answer): void;
}

export interface OpenHints {
  readonly registration: Registration;
  close(): Promise<void>;
}

/** Rejects where the port is taken. Nothing stays open when it cannot be registered. */
export async function openHints(options: HintsOptions): Promise<Result<OpenHints, ApiFailure>> {
  const { port, publicUrl, webhooks, store, hear, log, answered } = options;
  let registered: readonly Registration[] = [];
  const hints = new HintReceiver({ hashing: nodeHashing, registrations: () => registered, hear, log });
  const receiver: HttpReceiver = await openHttpReceiver({
    port,
    mostBodyBytes: MOST_BODY_BYTES,
    log,
    take: (delivery) => {
      const answer = hints.receive({ ...delivery, address: publicUrl ?? delivery.address });
      answered?.(answer);
      return statusOf(answer);
    },
  });
  const registration = await ensureRegistered(publicUrl ?? receiver.address, webhooks, store);
  if (!registration.ok) {
    await receiver.close();
    return registration;
  }
  registered = [registration.value];
  return ok({ registration: registration.value, close: () => receiver.close() });
}
