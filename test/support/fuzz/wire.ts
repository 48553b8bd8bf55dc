import { script } from '../../../electron/simulator/customer.ts';
import { routeOf } from '../../../electron/simulator/route-of.ts';
import type { Act } from '../../../electron/simulator/state.ts';
import type { WireRequest, WireResponse } from '../../../electron/simulator/wire.ts';
import type { World } from '../../../electron/simulator/world.ts';
import type { SaleId } from '../../../shared/ids.ts';
import { isFinal } from '../../../shared/payment-standing.ts';
import { currentPayment } from '../../../shared/payment.ts';
import type { Sale } from '../../../shared/payment.ts';
import { createdIn, eventsIn, reportIn } from './answer-model.ts';
import { mutateAnswer } from './answers.ts';
import type { Dice } from './random.ts';
import { SimulatedCounter } from '../simulation/counter.ts';
import { Oracle } from '../simulation/oracle.ts';

/** A day at a counter whose wallet answers in every way but the specified one. */

export interface WireFuzzOptions {
  readonly dice: Dice;
  readonly seed: number;
  readonly sales: number;
  /** Share of the answers that are mutated. */
  readonly share: number;
  /**
   * Whether an answer may be turned into a valid one that is not true: then only exceptions count, since nobody can see
   * through a perfect lie.
   */
  readonly mayLie: boolean;
}

export interface WireFuzzResult {
  readonly broken: readonly string[];
  readonly mutated: number;
  readonly paid: number;
}

const refusal = (status: number): boolean => status >= 400 && status < 500 && status !== 408;
const text = (body: string | Uint8Array): string => (typeof body === 'string' ? body : new TextDecoder().decode(body));

const timesIn = (body: string): string => [...body.matchAll(/"timestamp":("[^"]*")/g)].map(([, time]) => time).join();

/** Whether a mutated answer validly says something else than the true one. */
function isLie(request: WireRequest, truth: WireResponse, mutated: WireResponse): boolean {
  const route = routeOf(request);
  if (!route || route.operation === 'token') return false;
  // "No" about what was done.
  if (request.method === 'POST' && truth.status < 300 && refusal(mutated.status)) return true;
  if (refusal(truth.status) && refusal(mutated.status) && truth.body !== mutated.body) return true;
  if (mutated.status >= 300) return route.operation === 'get' && mutated.status === 404 && truth.status !== 404;
  if (route.operation === 'create') return truth.status !== 201 && createdIn(mutated.body, route.reference);
  if (route.operation === 'events') {
    const said = eventsIn(mutated.body, route.reference);
    const meant = eventsIn(truth.body, route.reference)?.entries ?? [];
    if (said === null) return false;
    const invented = said.entries.some(
      ({ name, success, key, value }) =>
        !meant.some(
          (each) =>
            each.name === name &&
            each.success === success &&
            each.key === key &&
            (value === null || each.value === value),
        ),
    );
    return (
      truth.status !== 200 ||
      invented ||
      (said.complete && said.entries.length !== meant.length) ||
      timesIn(mutated.body) !== timesIn(truth.body)
    );
  }
  const said = reportIn(mutated.body, route.reference, 'NOK');
  return said !== null && JSON.stringify(said) !== JSON.stringify(reportIn(truth.body, route.reference, 'NOK'));
}

/** Puts the mutator between the world and everybody who asks it. @returns how many answers were changed so far */
function bend(world: World, { dice, share, mayLie }: WireFuzzOptions, on: () => boolean): () => number {
  const tell = world.handle.bind(world);
  let mutated = 0;
  Object.assign(world, {
    handle(request: WireRequest, now: number): WireResponse {
      const truth = tell(request, now);
      if (!on() || !dice.chance(share)) return truth;
      const { status, headers, body } = mutateAnswer(dice, truth, ['unlikely-to-be-there'], { heavy: false });
      const bent = { status, headers, body: text(body) };
      if (!mayLie && isLie(request, truth, bent)) return truth;
      mutated += 1;
      return bent;
    },
  });
  return () => mutated;
}

const CUSTOMERS: readonly (readonly Act[])[] = [
  ['approve'],
  ['approve'],
  ['approve'],
  ['reject'],
  ['start-processing', 'approve'],
  [],
];

/**
 * A cashier without habits: presses something now and then, and at the end of the day what brings each sale to its end.
 */
function press(counter: SimulatedCounter, oracle: Oracle, sale: Sale, dice: Dice, closing: boolean): void {
  const { phase } = currentPayment(sale);
  if (isFinal(phase)) return;
  const wish =
    phase.name === 'authorized'
      ? dice.pick(
          closing && phase.captureProblem !== null
            ? (['release'] as const)
            : (['capture', 'capture', 'release'] as const),
        )
      : dice.pick(closing ? (['cancel'] as const) : (['cancel', 'checkNow', 'checkNow'] as const));
  if (wish === 'capture') oracle.wished(currentPayment(sale).reference);
  void counter.press(wish, sale.saleId);
}

const REST = 3 * 3_600_000;
/** Keys and limits, numbers, the journal: what must hold whatever the wallet says. */
const NOT_ABOUT_BOOKS: readonly number[] = [4, 5, 6];

export async function sellOnABentWire(options: WireFuzzOptions): Promise<WireFuzzResult> {
  const { dice, seed, sales, mayLie } = options;
  const oracle = new Oracle();
  const queue = Array.from({ length: sales }, () =>
    script(
      dice.pick(CUSTOMERS).map((act, index) => ({ after: dice.between(200, 20_000) + index * 20_000, act })),
      dice.chance(0.2) ? 'approve' : null,
    ),
  );
  const counter: SimulatedCounter = new SimulatedCounter({
    seed,
    behaviour: { queue, byPhone: {}, otherwise: script([]) },
    latency: { min: 20, max: 400 },
    onRequest: (request) => oracle.request(counter, request),
    onEvent: (event) => oracle.event(counter, event),
  });
  let bending = true;
  const mutated = bend(counter.world, options, () => bending);
  await counter.open();
  const started: SaleId[] = [];
  for (let sold = 0; sold < sales; sold += 1) {
    const msisdn = `479${dice.between(1_000_000, 9_999_998)}`.replace(/0000$/, '0001');
    oracle.watchNumber(msisdn);
    started.push(await counter.sell(dice.between(300, 500_000), msisdn));
    await counter.clock.pass(dice.between(0, 15_000));
    const sale = counter.screen.get(dice.pick(started.slice(-6)));
    if (sale) press(counter, oracle, sale, dice, false);
    if (dice.chance(0.02)) await counter.restart();
  }
  bending = false;
  for (let round = 0; round < 40 && counter.till.hasOpenPayments; round += 1) {
    for (const sale of counter.screen.values()) press(counter, oracle, sale, dice, true);
    await counter.clock.passUntil(() => !counter.till.hasOpenPayments, REST / 40);
  }
  if (!mayLie) oracle.atRest(counter);
  const told = mayLie ? oracle.broken.filter(({ rule }) => NOT_ABOUT_BOOKS.includes(rule)) : oracle.broken;
  const broken = [...told.map(({ rule, sentence }) => `rule ${rule}: ${sentence}`), ...counter.errors];
  const paid = counter.journal.takings(0).count;
  counter.till.stop();
  counter.journal.close();
  return { broken, mutated: mutated(), paid };
}
