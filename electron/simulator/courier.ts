import type { Random } from './random.ts';
import { signedHeaders, type Outgoing } from './webhooks.ts';
import type { World } from './world.ts';

/**
 * Carries what the world has to tell to whoever registered, in the world's time, virtual or real. What can go wrong on
 * the way, and who lies, is drawn by whoever holds it.
 */

/**
 * What befalls one delivery. `lost`, `late`, `doubled` and `swapped` (it comes after those that follow it) are of the
 * real one; the others come beside it. Not signed by the wallet: `wrong-signature`, `other-body` (changed on the way).
 * Signed and untrue: `other-amount`, `untrue-event`, `stranger` (no such payment), `flood` (hundreds more of them).
 * Signed and useless: `unknown-event`, `too-long` (a megabyte).
 */
export const DELIVERY_FAULTS = [
  'lost',
  'late',
  'doubled',
  'swapped',
  'wrong-signature',
  'other-body',
  'other-amount',
  'untrue-event',
  'stranger',
  'unknown-event',
  'too-long',
  'flood',
] as const;
export type DeliveryFault = (typeof DELIVERY_FAULTS)[number];

/** One request to a receiver. */
export interface Posted {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Null for the real one as it should be. */
  readonly fault: DeliveryFault | null;
}

export interface CourierDeps {
  readonly world: World;
  readonly clock: { now(): number; after(ms: number, callback: () => void): () => void };
  /** @returns the status of the answer; null where there was none */
  post(posted: Posted): Promise<number | null>;
  /** What befalls this delivery, with numbers for it; null: nothing. */
  fault(outgoing: Outgoing): { readonly fault: DeliveryFault; readonly random: Random } | null;
}

export interface Courier {
  /** Something may have happened in the world. */
  wake(): void;
  stop(): void;
}

const FLOOD = 400;
const FLOOD_MS = 10_000;
const LONGEST_WAY = 90_000;
const MEGABYTE = 1024 * 1024;
const LIES: Readonly<Record<string, string>> = { CREATED: 'AUTHORIZED', AUTHORIZED: 'CAPTURED', CAPTURED: 'REFUNDED' };

/** The body with other fields; an event of its own, so that no receiver takes it for one that it has heard. */
function changed({ body }: Outgoing, random: Random, more: Readonly<Record<string, unknown>>): string {
  const event: Record<string, unknown> = JSON.parse(body);
  return JSON.stringify({ ...event, pspReference: random.uuid(), ...more });
}

function lie(fault: DeliveryFault, outgoing: Outgoing, random: Random): string {
  const { name, amount }: { name: string; amount: { currency: string; value: number } } = JSON.parse(outgoing.body);
  switch (fault) {
    case 'other-amount':
      return changed(outgoing, random, { amount: { ...amount, value: amount.value * 10 } });
    case 'untrue-event':
      return changed(outgoing, random, { name: LIES[name] ?? 'TERMINATED' });
    case 'stranger':
      return changed(outgoing, random, { reference: `stranger-${random.hex(8)}` });
    case 'unknown-event':
      return changed(outgoing, random, { name: 'SPLIT' });
    case 'too-long':
      return changed(outgoing, random, { more: 'x'.repeat(MEGABYTE) });
    default:
      return changed(outgoing, random, {});
  }
}

export function createCourier({ world, clock, post, fault: faultOf }: CourierDeps): Courier {
  let stopTimer = (): void => undefined;
  let stopped = false;

  const send = async (
    outgoing: Outgoing,
    fault: DeliveryFault | null,
    body = outgoing.body,
  ): Promise<number | null> => {
    const { webhook } = outgoing;
    const signer = fault === 'wrong-signature' ? { ...webhook, secret: 'a guess' } : webhook;
    const signed = signedHeaders(signer, fault === 'other-body' ? outgoing.body : body, clock.now());
    const status = await post({ url: webhook.url, headers: signed, body, fault });
    return stopped ? null : status;
  };
  const later = (ms: number, work: () => void): void => void clock.after(ms, () => void (stopped || work()));
  const end = (outgoing: Outgoing, taken: boolean): void => {
    world.delivered(outgoing.id, taken, clock.now());
    wake();
  };
  const real = (outgoing: Outgoing, fault: DeliveryFault | null = null): void =>
    void send(outgoing, fault).then((status) => end(outgoing, status !== null && status >= 200 && status < 300));

  function deliver(outgoing: Outgoing): void {
    const drawn = faultOf(outgoing);
    if (drawn === null) return real(outgoing);
    const { fault, random } = drawn;
    const way = random.between(100, LONGEST_WAY);
    switch (fault) {
      case 'lost':
        return end(outgoing, true);
      case 'late':
        return later(way, () => real(outgoing, fault));
      case 'doubled':
        later(way, () => void send(outgoing, fault));
        return real(outgoing);
      case 'swapped':
        later(way, () => void send(outgoing, fault));
        return end(outgoing, true);
      case 'flood':
        for (let n = 1; n <= FLOOD; n += 1)
          later((n * FLOOD_MS) / FLOOD, () => void send(outgoing, fault, lie(fault, outgoing, random)));
        return real(outgoing);
      default:
        void send(outgoing, fault, lie(fault, outgoing, random));
        return real(outgoing);
    }
  }

  function wake(): void {
    if (stopped) return;
    stopTimer();
    for (const outgoing of world.takeDeliveries(clock.now())) deliver(outgoing);
    const next = world.nextToTell();
    if (next !== null) stopTimer = clock.after(Math.max(1, next - clock.now()), wake);
  }

  return {
    wake,
    stop: () => {
      stopped = true;
      stopTimer();
    },
  };
}
