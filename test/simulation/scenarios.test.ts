import { expect, it } from 'vitest';
import { approveAfter } from '../../electron/simulator/customer.ts';
import { SimulatedCounter } from '../support/simulated-counter.ts';

it('a sale from request to receipt', async () => {
  const counter = new SimulatedCounter({ seed: 1, behaviour: approveAfter(1_000) });
  await counter.open();
  const sale = await counter.sell(24_900);
  await counter.until(sale, 'authorized');
  await counter.press('capture', sale);
  const paid = await counter.until(sale, 'captured');
  expect(counter.book(paid.reference)?.captured).toBe(24_900);
  expect(counter.errors).toEqual([]);
  console.log(counter.requests, counter.events);
});
