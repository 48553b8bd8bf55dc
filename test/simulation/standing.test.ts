import { expect, it } from 'vitest';
import { saleIdSchema } from '../../shared/ids.ts';
import { approvedSale, opened } from '../support/till/closing-acts.ts';

const snapshot = async (counter: Awaited<ReturnType<typeof opened>>) =>
  counter.till.handlers['terminal.snapshot'](undefined);

it('the core knows what stands before the customer and what came late, whatever becomes of the window', async () => {
  const counter = await opened();
  const stand = (saleId: string | null) =>
    counter.till.handlers['till.stand']({ saleId: saleId === null ? null : saleIdSchema.parse(saleId) });
  expect((await snapshot(counter)).standing).toEqual({ saleId: null, late: [] });
  const first = await counter.sell(10_000);
  const reply = await stand(first);
  const told = await snapshot(counter);
  expect(reply).toEqual({ accepted: true, seq: told.seq });
  expect(told.standing).toEqual({ saleId: first, late: [] });
  const second = await approvedSale(counter, 5_000);
  const late = [counter.payment(second).reference];
  expect((await snapshot(counter)).standing).toEqual({ saleId: first, late });
  expect(await stand('5f0f6c1e-6e0e-4a55-9d4c-0d2c6f8f1a11')).toEqual({ accepted: false, error: 'sale.unknown' });
  await stand(second);
  expect((await snapshot(counter)).standing).toEqual({ saleId: second, late });
  await counter.press('capture', second);
  await counter.until(second, 'captured');
  expect((await snapshot(counter)).standing).toEqual({ saleId: second, late: [] });
  const { books } = await snapshot(counter);
  await stand(null);
  await counter.till.handlers['network.changed']({ online: true });
  expect((await snapshot(counter)).books).toBe(books);
  expect(counter.errors).toEqual([]);
});
