import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { approveAfter } from '../../electron/simulator/customer.ts';
import type { TerminalEvent } from '../../shared/ipc/contract.ts';
import { fuzzSeed } from '../support/fuzz/random.ts';
import { SimulatedCounter } from '../support/simulation/counter.ts';
import { simulateDay } from '../support/simulation/day.ts';
import { daysOf, simulateSales } from '../support/simulation/simulation.ts';
import { runDays } from './run.ts';

/** Three days from a fresh seed at each run; test/long/sales.test.ts sells many more. */
const FRESH_SALES = 600;
const LONGEST_MS = 300_000;

describe('days from one seed', () => {
  it('bring every sale to its end when nothing goes wrong', async () => {
    const { broken } = await simulateSales({ seed: 1, sales: 200, faults: false });
    expect(broken).toEqual([]);
  });

  it(
    `break no rule in ${FRESH_SALES} fresh sales with every kind of fault, customer, cashier and mishap`,
    async () => {
      const seed = fuzzSeed('fresh sales');
      const { broken, sales } = await runDays({
        seed,
        sales: FRESH_SALES,
        faults: true,
        workers: Math.min(4, availableParallelism()),
      });
      expect(
        broken.map((day) => `npm run simulate -- --seed ${day.seed} --sales ${day.sales}: ${day.broken.join('; ')}`),
      ).toEqual([]);
      expect(sales).toBe(FRESH_SALES);
    },
    LONGEST_MS,
  );

  it('are the same story each time', async () => {
    const story = async () => {
      const events: TerminalEvent[] = [];
      await simulateSales({ seed: 7, sales: 60, faults: true, onEvent: (event) => events.push(event) });
      return events;
    };
    expect(await story()).toEqual(await story());
  });

  it('begin with the day of the seed itself, so that any day of a run can be played alone', () => {
    const days = daysOf(11, 500);
    expect(days.map(({ sales }) => sales)).toEqual([200, 200, 100]);
    for (const { seed, sales } of days) expect(daysOf(seed, sales)).toEqual([{ seed, sales }]);
  });
});

describe('a story from which something is left out', () => {
  it('goes on as before in all that is left', async () => {
    const day = { seed: 9, sales: 40, faults: true };
    const { faults } = await simulateDay(day);
    const only = new Set(Array.from({ length: 25 }, (_, index) => index));
    const early = (names: readonly string[]) =>
      names.filter((name) => only.has(Number.parseInt(name, 10)) && / (?:create|capture) 1:/.test(name));
    const few = await simulateDay({ ...day, only });
    expect(early(faults).length).toBeGreaterThan(0);
    expect(early(few.faults)).toEqual(early(faults));
    const without = new Set(early(faults));
    expect(early((await simulateDay({ ...day, only, without })).faults)).toEqual([]);
  });
});

/**
 * The draw of people and faults has changed since these seeds failed; what they found is kept as the scene itself, or
 * as the day in test/long/sales.test.ts.
 */
describe('seeds that once failed', () => {
  it('1003: a second attempt was taken for closed by the journal and forgotten at a restart', async () => {
    const counter = new SimulatedCounter({ seed: 1003, behaviour: approveAfter(60_000) });
    await counter.open();
    const sale = await counter.sell(5_000);
    await counter.until(sale, 'waiting');
    await counter.press('cancel', sale);
    await counter.until(sale, 'terminated');
    const asked = await counter.till.handlers['sale.sendAgain']({
      saleId: sale,
      to: { method: 'code' },
      duplicateAcknowledged: false,
    });
    expect(asked.accepted).toBe(true);
    await counter.until(sale, 'waiting');
    counter.crash();
    counter.screen.clear();
    await counter.restart();
    expect(counter.till.hasOpenPayments).toBe(true);
    expect(counter.payment(sale)).toMatchObject({ attempt: 2, phase: { name: 'waiting' } });
  });

  it('1007: a counter that was closed went on publishing', async () => {
    const counter = new SimulatedCounter({
      seed: 1007,
      behaviour: approveAfter(1_000),
      latency: { min: 500, max: 500 },
    });
    await counter.open();
    const sale = await counter.sell(5_000);
    await counter.until(sale, 'authorized');
    await counter.press('capture', sale);
    await counter.clock.pass(100);
    counter.close();
    const { events } = counter;
    await counter.clock.pass(60_000);
    expect(counter.events).toBe(events);
    expect(counter.errors).toEqual([]);
  });

  it('2633929743: while the token was long in coming, six writes counted as sent left within a minute', async () => {
    const writes: number[] = [];
    const counter = new SimulatedCounter({
      seed: 1,
      behaviour: approveAfter(1_000),
      faults: [{ point: 'delay-answer', operations: ['token'], ms: 5_000 }],
      onRequest: ({ at, method, path }) => void (method === 'POST' && path.includes('/payments') && writes.push(at)),
    });
    await counter.open();
    const sale = await counter.sell(5_000);
    counter.diskFull = true;
    await counter.clock.pass(55_000);
    counter.diskFull = false;
    await counter.until(sale, 'authorized', 60_000);
    await counter.press('capture', sale);
    await counter.until(sale, 'captured', 120_000);
    const most = Math.max(...writes.map((from) => writes.filter((at) => at >= from && at < from + 60_000).length));
    expect(writes.length).toBeGreaterThan(5);
    expect(most).toBeLessThanOrEqual(5);
  });
});
