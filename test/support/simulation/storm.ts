import type { Fault, FaultPoint, Faults } from '../../../electron/simulator/faults.ts';
import type { Ways } from '../../../electron/simulator/fetch.ts';
import type { Random } from '../../../electron/simulator/random.ts';
import type { Route } from '../../../electron/simulator/wire.ts';
import { pick, randomFor } from './draw.ts';

/** Weights of what can happen to one call. */
export const WIRE_FAULTS = {
  'refuse-connection': 10,
  'drop-request': 10,
  'hang-before': 10,
  'delay-request': 10,
  'duplicate-request': 10,
  'error-before': 10,
  locked: 10,
  throttled: 10,
  unauthorized: 10,
  problem: 10,
  'delay-answer': 10,
  'drop-answer': 10,
  'hang-after': 10,
  'error-after': 10,
  'cut-off': 10,
  truncate: 10,
  'wrong-type': 10,
  'unknown-enum': 10,
  'extra-fields': 10,
  'stale-read': 20,
  html: 10,
  empty: 10,
  // Five megabytes for every hundredth call would only measure the memory.
  huge: 0.4,
  // The virtual line has nowhere to lead to: tried over HTTP.
  redirect: 0,
} as const satisfies Record<FaultPoint, number>;

/** Those that the weather holds. */
export const DRAWN_FAULTS = Object.entries(WIRE_FAULTS).flatMap(([name, weight]) => (weight > 0 ? [name] : []));

const WRITE_CHANCE = 0.14;
const READ_CHANCE = 0.04;
const SECOND_FAULT_CHANCE = 0.1;
const LONGEST_DELAY = 45_000;
const QUICK = { min: 20, max: 250 };
const SLOW = { min: 250, max: 2_500 };
const SLOW_CHANCE = 0.05;
/** "Try again later": for a capture its own code, else the service's general one. */
const LATER_CAPTURE = 6280;
const INTERNAL = 3010;

export interface StormOptions {
  readonly seed: number;
  /** Names of faults that stay away, as {@link StormOptions.onFault} told them. */
  readonly without: ReadonlySet<string>;
  /** Which sale and attempt a reference belongs to, as a name that does not depend on the other sales. */
  nameOf(reference: string): string;
  onFault(name: string, point: FaultPoint, route: Route): void;
}

/**
 * The weather on the line. What hits a call depends on the seed and on the call's own name (sale, attempt, operation,
 * how manieth), on nothing else: a story from which a sale or a fault is left out goes on as before in all that is
 * left.
 */
export class Storm implements Faults {
  readonly #options: StormOptions;
  readonly #calls = new Map<string, number>();
  #over = false;
  offline = false;

  constructor(options: StormOptions) {
    this.#options = options;
  }

  /**
   * All of it on one way, drawn: each call has one wait less, and both windows come up, a request and an answer that
   * are under way.
   */
  latency({ operation, reference }: Route): Ways {
    if (this.#over) return { there: QUICK.min, back: 0 };
    const random = randomFor(this.#options.seed, `line ${this.#nameOf(operation, reference)}`);
    const { min, max } = random.next() < SLOW_CHANCE ? SLOW : QUICK;
    const ms = random.between(min, max);
    return random.next() < 0.5 ? { there: ms, back: 0 } : { there: 0, back: ms };
  }

  decide(route: Route): readonly Fault[] {
    if (this.offline) return [fault('refuse-connection')];
    if (this.#over) return [];
    const { seed, without, onFault } = this.#options;
    const name = this.#nameOf(route.operation, route.reference, true);
    const random = randomFor(seed, name);
    const isRead = route.operation === 'get' || route.operation === 'events';
    const faults: Fault[] = [];
    for (
      let chance = isRead ? READ_CHANCE : WRITE_CHANCE;
      faults.length < 2 && random.next() < chance;
      chance = SECOND_FAULT_CHANCE
    ) {
      const drawn = draw(random, route);
      const fullName = `${name}: ${drawn.point}`;
      if (drawn.point === 'stale-read' && route.operation !== 'get') continue;
      if (without.has(fullName)) continue;
      onFault(fullName, drawn.point, route);
      faults.push(drawn);
    }
    return faults;
  }

  add(): void {
    throw new Error('a storm makes its own faults');
  }

  clear(): void {
    this.#over = true;
    this.offline = false;
  }

  rules(): [] {
    return [];
  }

  /** Counted when it leaves; asked again when it arrives. */
  #nameOf(operation: string, reference: string, counts = false): string {
    const kind = `${this.#options.nameOf(reference)} ${operation}`;
    const nth = (this.#calls.get(kind) ?? 0) + 1;
    if (counts) this.#calls.set(kind, nth);
    return `${kind} ${nth}`;
  }
}

const fault = (point: FaultPoint, more: Partial<Fault> = {}): Fault => ({ point, ms: 0, status: 0, code: 0, ...more });

function draw(random: Random, { operation }: Route): Fault {
  const point: FaultPoint = pick(random, WIRE_FAULTS);
  if (point === 'problem') return fault(point, { code: operation === 'capture' ? LATER_CAPTURE : INTERNAL });
  if (point === 'html' && random.next() < 0.5) return fault(point, { status: 502 });
  return point === 'delay-request' || point === 'delay-answer'
    ? fault(point, { ms: random.between(0, LONGEST_DELAY) })
    : fault(point);
}
