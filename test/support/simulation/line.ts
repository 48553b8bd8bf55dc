import type { Faults } from '../../../electron/simulator/faults.ts';
import { createFetch } from '../../../electron/simulator/fetch.ts';
import type { Ways } from '../../../electron/simulator/fetch.ts';
import type { Route, WireRequest } from '../../../electron/simulator/wire.ts';
import type { World } from '../../../electron/simulator/world.ts';
import type { VirtualClock } from '../till/virtual-clock.ts';

/** Time on the line, ms; the same both ways, or as it is for each call. */
export type Latency = { readonly min: number; readonly max: number } | ((route: Route) => Ways);

export interface LineDeps {
  readonly world: World;
  readonly clock: VirtualClock;
  readonly faults: Faults;
  readonly seed: number;
  readonly baseUrl: string;
  readonly latency: Latency | undefined;
  /** Whether the app is without power. Asked anew each time: it can end while the asker waits. */
  isDead(): boolean;
  leaves(request: WireRequest): void;
  /** The gateway turned a call away for its token: it never became one. */
  turnedAway(path: string, key: string | null): void;
  /** An answer came before that of an earlier call about the same payment. */
  overtaken(): void;
}

/** One for each, so that nothing gathers on it. */
const never = (): Promise<never> => new Promise(() => undefined);

/** The line to the wallet as one life of the till has it: no answer reaches a machine that sleeps, or a dead app. */
export function lineOf(deps: LineDeps): ReturnType<typeof createFetch> {
  const { world, clock, faults, seed, latency } = deps;
  const ways = latency ? { latency } : {};
  const send = createFetch({ world, clock, faults, seed, ...ways, onRequest: (request) => deps.leaves(request) });
  // Oldest first; a till has few calls under way at a time.
  const underWay: { readonly payment: string | null }[] = [];
  return async (input, init) => {
    if (deps.isDead()) return never();
    const url = input instanceof Request ? input.url : String(input);
    const call = { payment: url.split('/', 7)[6] ?? null };
    underWay.push(call);
    try {
      const answer = await send(input, init);
      const key = new Headers(init?.headers).get('idempotency-key');
      if (answer.status === 401) deps.turnedAway(url.slice(deps.baseUrl.length), key);
      return answer;
    } finally {
      if (clock.machine.isAsleep) await clock.machine.awake();
      if (deps.isDead()) await never();
      const place = underWay.indexOf(call);
      const ofSame = underWay.findIndex(({ payment }) => payment === call.payment);
      if (call.payment !== null && ofSame < place) deps.overtaken();
      underWay.splice(place, 1);
    }
  };
}
