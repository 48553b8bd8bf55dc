import { nodeHashing } from '../../../electron/adapters/hints/hashing.ts';
import { PAYMENT_EVENTS } from '../../../electron/core/hints/payload.ts';
import { HintReceiver, statusOf } from '../../../electron/core/hints/receiver.ts';
import type { Registration } from '../../../electron/core/ports/hints.ts';
import { createCourier } from '../../../electron/simulator/courier.ts';
import type { Courier, DeliveryFault, Posted } from '../../../electron/simulator/courier.ts';
import type { WireRequest } from '../../../electron/simulator/wire.ts';
import type { World } from '../../../electron/simulator/world.ts';
import { PRACTICE_CREDENTIALS, PRACTICE_SERIAL_NUMBER } from '../../../shared/practice.ts';
import type { SimulatedCounter } from './counter.ts';
import { pick, randomFor } from './draw.ts';

/** Weights of what befalls a delivery; each delivery has a chance of one. */
export const HINT_FAULTS = {
  lost: 10,
  late: 10,
  doubled: 10,
  swapped: 10,
  'wrong-signature': 10,
  'other-body': 10,
  'other-amount': 10,
  'untrue-event': 10,
  stranger: 5,
  'unknown-event': 5,
  'too-long': 0.5,
  flood: 4,
} as const satisfies Record<DeliveryFault, number>;
/** One that arrives as it is. */
export const ARRIVES = 'arrives';

const FAULT_CHANCE = 0.2;
const WAY = { min: 20, max: 120 };
const ADDRESS = 'http://127.0.0.1:65001/hints';
/** What the wallet has not signed. */
const FORGED: ReadonlySet<DeliveryFault> = new Set(['wrong-signature', 'other-body']);
const NO_TIMER = () => undefined;

export interface HintLineDeps {
  readonly seed: number;
  readonly counter: () => SimulatedCounter;
  /** A name that does not depend on the other sales. */
  nameOf(reference: string): string;
  readonly without: ReadonlySet<string>;
  onFault(name: string, fault: DeliveryFault | null, reference: string): void;
  /** A forged delivery was taken. */
  forgedTaken(reference: string): void;
}

/**
 * The way of the wallet's events to the till: registered, signed and delivered as the simulated service does it, in
 * virtual time, with everything that can befall them.
 */
export class HintLine {
  readonly #deps: HintLineDeps;
  #courier: Courier | null = null;
  #registered: readonly Registration[] = [];
  readonly #nth = new Map<string, number>();
  #over = false;

  constructor(deps: HintLineDeps) {
    this.#deps = deps;
  }

  /** The same world, which wakes the courier whenever something may have happened in it. */
  watched(world: World): World {
    const wakes = <A extends readonly unknown[], T>(act: (...args: A) => T) => {
      return (...args: A): T => {
        const done = act(...args);
        this.#courier?.wake();
        return done;
      };
    };
    return {
      ...world,
      handle: wakes(world.handle),
      act: wakes(world.act),
      actInPortal: wakes(world.actInPortal),
      setPhoneOnline: wakes(world.setPhoneOnline),
    };
  }

  open(world: World): void {
    const { counter, seed } = this.#deps;
    const { clock } = counter();
    this.#registered = [registered(world, clock.now())];
    const receiver = new HintReceiver({
      hashing: nodeHashing,
      registrations: () => this.#registered,
      hear: (hint) => counter().isUp && !clock.machine.isAsleep && counter().till.hear(hint),
      log: { info: NO_TIMER, warn: NO_TIMER, error: NO_TIMER },
    });
    const ways = randomFor(seed, 'ways of hints');
    this.#courier = createCourier({
      world,
      clock,
      fault: ({ reference }) => this.#fault(reference),
      post: (posted) =>
        new Promise((resolve) => {
          clock.after(ways.between(WAY.min, WAY.max), () => resolve(this.#arrived(receiver, posted)));
        }),
    });
    this.#courier.wake();
  }

  /** From now on every event arrives as it is. */
  clear(): void {
    this.#over = true;
  }

  stop(): void {
    this.#courier?.stop();
  }

  #arrived(receiver: HintReceiver, { url, headers, body, fault }: Posted): number {
    const status = statusOf(receiver.receive({ address: url, headers, body: new TextEncoder().encode(body) }));
    if (fault !== null && FORGED.has(fault) && status < 300) {
      const { reference }: { reference: string } = JSON.parse(body);
      this.#deps.forgedTaken(reference);
    }
    return status;
  }

  #fault(reference: string) {
    const { seed, nameOf, without, onFault } = this.#deps;
    const kind = `${nameOf(reference)} hint`;
    const nth = (this.#nth.get(kind) ?? 0) + 1;
    this.#nth.set(kind, nth);
    const random = randomFor(seed, `${kind} ${nth}`);
    const fault = random.next() < FAULT_CHANCE ? pick(random, HINT_FAULTS) : null;
    const name = `${kind} ${nth}: ${fault ?? ARRIVES}`;
    if (this.#over || (fault !== null && without.has(name))) return null;
    onFault(name, fault, reference);
    return fault === null ? null : { fault, random };
  }
}

/** Registers like every other program, with a token of its own. */
function registered(world: World, now: number): Registration {
  const { clientId, clientSecret, subscriptionKey } = PRACTICE_CREDENTIALS;
  const own = { 'ocp-apim-subscription-key': subscriptionKey, 'merchant-serial-number': PRACTICE_SERIAL_NUMBER };
  const send = (request: Omit<WireRequest, 'method'>): unknown =>
    JSON.parse(world.handle({ method: 'POST', ...request }, now).body);
  const keys = { client_id: clientId, client_secret: clientSecret };
  const token = send({ path: '/accesstoken/get', headers: { ...own, ...keys }, body: '' });
  const answer = send({
    path: '/webhooks/v1/webhooks',
    headers: { ...own, authorization: `Bearer ${textIn(token, 'access_token')}` },
    body: JSON.stringify({ url: ADDRESS, events: PAYMENT_EVENTS }),
  });
  return { id: textIn(answer, 'id'), url: ADDRESS, secret: textIn(answer, 'secret') };
}

function textIn(value: unknown, name: string): string {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : null;
  if (typeof found !== 'string') throw new Error(`the answer has no ${name}`);
  return found;
}
