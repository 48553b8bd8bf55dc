import { script } from '../../electron/simulator/customer.ts';
import { weather } from '../../electron/simulator/faults.ts';
import type { FaultRule } from '../../electron/simulator/faults.ts';
import { createRandom } from '../../electron/simulator/random.ts';
import type { Random } from '../../electron/simulator/random.ts';
import type { Script } from '../../electron/simulator/state.ts';
import type { TerminalEvent } from '../../shared/ipc/contract.ts';
import { BRISK, Cashier, drawHabit } from './simulated-cashier.ts';
import { SimulatedCounter } from './simulated-counter.ts';
import { Oracle } from './simulation-oracle.ts';

export interface SimulationOptions {
  readonly seed: number;
  readonly sales: number;
  /** Everything that can go wrong does, customers and cashiers included; without, every customer approves and every cashier captures. */
  readonly faults: boolean;
  /** Receives what was published, for comparing runs. */
  onEvent?(event: TerminalEvent): void;
}

export interface SimulationResult {
  readonly sales: number;
  /** Real time. */
  readonly seconds: number;
  /** Published to the screen. */
  readonly events: number;
  readonly requests: number;
  /** Rules of the design that did not hold, each as a sentence; empty when all is well. */
  readonly broken: readonly string[];
}

const LATENCY = { min: 20, max: 600 };
const CHANCE = 0.012;
const CRASH_CHANCE = 0.03;
const LONGEST_DELAY = 45_000;
/** More than any budget of the machine: the wallet's ten minutes, the resends of a create, and the wait until it is proved that none arrived. */
const REST = 60 * 60_000;

/** Five megabytes for every hundredth call would only measure the memory. */
const storm = (): FaultRule[] => weather(CHANCE, LONGEST_DELAY).map((rule) => (rule.point === 'huge' ? { ...rule, probability: CHANCE / 40 } : rule));

function drawCustomer(random: Random): Script {
  const dice = random.next();
  const soon = random.between(200, 25_000);
  if (dice < 0.6) return script([{ after: soon, act: 'approve' }]);
  if (dice < 0.68) return script([{ after: soon, act: 'reject' }]);
  if (dice < 0.78) return script([], 'approve');
  if (dice < 0.84) return script([{ after: soon, act: 'start-processing' }, { after: soon + random.between(1_000, 20_000), act: 'approve' }]);
  if (dice < 0.88) return script([{ after: 599_000, act: 'approve' }]);
  if (dice < 0.92) return script([{ after: random.between(1_000, 5_000), act: 'approve' }, { after: random.between(5_000, 9_000), act: 'release-funds' }]);
  return dice < 0.97 ? script([{ after: random.between(60_000, 500_000), act: 'approve' }]) : script([]);
}

/** Sells from one seed in virtual time and holds every step against the books of the simulated wallet. One seed, one story. */
export async function simulateSales({ seed, sales, faults, onEvent }: SimulationOptions): Promise<SimulationResult> {
  const started = performance.now();
  const random = createRandom(seed);
  const oracle = faults ? new Oracle() : null;
  const queue = Array.from({ length: faults ? Math.min(10_000, sales * 3) : 0 }, () => drawCustomer(random));
  const counter = new SimulatedCounter({
    seed,
    behaviour: { queue, byPhone: {}, otherwise: faults ? script([]) : { approve: 1, reject: 0, ignore: 0, processing: 0, approveOnCancel: 0, delay: { min: 300, max: 3_000 } } },
    ...(faults ? { latency: LATENCY, faults: storm() } : {}),
    ...(oracle ? { onRequest: (request) => oracle.request(counter, request) } : {}),
    onEvent: (event) => {
      onEvent?.(event);
      oracle?.event(counter, event);
      if (event.type === 'sale') cashier.see(event.sale);
    },
  });
  const cashier: Cashier = new Cashier(counter);
  await counter.open();
  for (let sold = 0; sold < sales; sold += 1) {
    const msisdn = `479${String(random.between(1_000_000, 9_999_999))}`.replace(/0000$/, '0001');
    oracle?.watchNumber(msisdn);
    await cashier.sell(random.between(300, 500_000), msisdn, faults ? drawHabit(random) : BRISK);
    await counter.clock.pass(random.between(0, faults ? 60_000 : 2_000));
    if (faults && random.next() < CRASH_CHANCE) {
      counter.crash();
      await counter.clock.pass(random.between(0, 90_000));
      await counter.restart();
    }
  }
  counter.faults.clear();
  cashier.closing = faults;
  cashier.lookAround();
  await counter.clock.passUntil(() => !counter.till.hasOpenPayments, REST);
  oracle?.atRest(counter);
  const broken = [...(oracle?.broken ?? []), ...counter.errors];
  if (!faults && counter.journal.takings(0).count !== sales) broken.push(`${counter.journal.takings(0).count} of ${sales} sales were paid`);
  counter.till.stop();
  counter.journal.close();
  return { sales, seconds: (performance.now() - started) / 1_000, events: counter.events, requests: counter.requests, broken };
}
