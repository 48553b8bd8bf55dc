import type { FaultRule } from '../../electron/simulator/faults.ts';
import type { Random } from '../../electron/simulator/random.ts';
import type { DrivenCounter } from './counter.ts';
import { pause } from './fault.ts';
import type { Shop } from './fault.ts';
import { Lost } from './lost.ts';

/**
 * SIGKILL at moments drawn from the seed: in a sale, while the terminal starts, while it asks about open payments, and
 * straight after it opened. After each round of one to four kills every sale is brought to its end, and journal and
 * books are compared.
 */
const MOMENTS = {
  sale: 'SIGKILL in a sale',
  start: 'SIGKILL while it starts',
  recovery: 'SIGKILL while it asks about open payments',
  again: 'SIGKILL straight after a start',
} as const;
type Moment = keyof typeof MOMENTS;

/** What each kill was, told when its round has ended well. */
export interface KillCount {
  survived(kind: string): void;
}

/** A slow line, so that more kills fall between a request and its answer. */
const slow = (random: Random): FaultRule[] => [
  { point: 'delay-request', probability: 0.5, times: null, ms: random.between(50, 500) },
  { point: 'delay-answer', probability: 0.5, times: null, ms: random.between(50, 700) },
];

/** Does so many kills on one profile. @throws Lost with the moments of the round that lost something */
export async function killOften(shop: Shop, kills: number, count: KillCount, stopped: () => boolean): Promise<void> {
  const counter = await shop.open();
  await counter.customers('crowd');
  await counter.start();
  for (let done = 0; done < kills && !stopped();) {
    const moments = drawMoments(shop.random).slice(0, kills - done);
    await round(counter, moments);
    for (const moment of moments) count.survived(MOMENTS[moment]);
    done += moments.length;
  }
}

const drawMoments = (random: Random): readonly Moment[] => [
  'sale',
  ...(['start', 'recovery', 'again'] as const).filter(() => random.next() < 0.34),
];

async function round(counter: DrivenCounter, moments: readonly Moment[]): Promise<void> {
  const { random, simulator } = counter;
  const story: string[] = [];
  try {
    await simulator.faults(slow(random));
    counter.keepTending(random.between(600, 2_500));
    const selling = sellSome(counter, random.between(1, 4));
    for (const moment of moments) {
      const whom = random.next() < 0.5 ? 'main' : 'all';
      story.push(`${MOMENTS[moment]} after ${await reach(counter, moment)} ms (${whom})`);
      await counter.kill(whom);
    }
    await selling;
    await counter.start();
    await counter.settle();
  } catch (error) {
    throw new Lost(`${story.join(', ')}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function sellSome(counter: DrivenCounter, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    // A terminal that dies in the middle cannot answer.
    await counter.sell().catch(() => undefined);
    await pause(counter.random.between(0, 500));
  }
}

/** Waits for the drawn moment. @returns ms waited */
async function reach(counter: DrivenCounter, moment: Moment): Promise<number> {
  const { random } = counter;
  // Half of them while requests are on their way, the others anywhere between the request and the capture.
  const inSale = random.next() < 0.5 ? random.between(0, 700) : random.between(0, 2_600);
  const ms = {
    sale: inSale,
    start: random.between(0, 900),
    recovery: random.between(0, 500),
    again: random.between(0, 300),
  }[moment];
  if (moment === 'start' || moment === 'recovery') counter.spawn();
  // The page answers while the till is still asking about its open payments.
  if (moment === 'recovery') await counter.snapshot().catch(() => undefined);
  if (moment === 'again') await counter.start();
  await pause(ms);
  return ms;
}
