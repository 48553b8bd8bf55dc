import { describe, expect, it } from 'vitest';
import type { TerminalEvent } from '../../shared/ipc/contract.ts';
import { simulateSales } from '../support/simulation.ts';

describe('a day from one seed', () => {
  it('brings every sale to its end when nothing goes wrong', async () => {
    const { broken } = await simulateSales({ seed: 1, sales: 200, faults: false });
    expect(broken).toEqual([]);
  });

  it.each([11, 12, 13])('breaks no rule in 100 sales with every fault, crashes and people who change their minds (seed %i)', async (seed) => {
    const { broken, requests } = await simulateSales({ seed, sales: 100, faults: true });
    expect(broken).toEqual([]);
    expect(requests).toBeGreaterThan(1_000);
  });

  it('is the same story each time', async () => {
    const story = async () => {
      const events: TerminalEvent[] = [];
      await simulateSales({ seed: 7, sales: 25, faults: true, onEvent: (event) => events.push(event) });
      return events;
    };
    expect(await story()).toEqual(await story());
  });

  it.each([
    [1003, 'a second attempt was taken for closed by the journal and forgotten at a restart'],
    [1007, 'a counter that was closed went on publishing'],
  ])('seed %i, that once failed: %s', async (seed) => {
    const { broken } = await simulateSales({ seed, sales: 100, faults: true });
    expect(broken).toEqual([]);
  });
});
