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

  it('shows forty newest sales and forgets a finished one only when no work on it is left', async () => {
    const { broken } = await simulateSales({ seed: 2, sales: 120, faults: true });
    expect(broken).toEqual([]);
  });
});
