import { describe, expect, it } from 'vitest';
import { approveAfter } from '../../electron/simulator/customer.ts';
import type { SentRequest } from '../support/simulation/counter.ts';
import { SimulatedCounter } from '../support/simulation/counter.ts';

const MINUTE = 60_000;
const AMOUNT = 24_900;

async function counterThatRemembers(approvedAfter: number) {
  const sent: SentRequest[] = [];
  const counter = new SimulatedCounter({
    seed: 5,
    behaviour: approveAfter(approvedAfter),
    latency: { min: 200, max: 200 },
    onRequest: (request) => sent.push(request),
  });
  await counter.open();
  const sentTo = (end: string) => sent.filter(({ method, path }) => method === 'POST' && path.endsWith(end)).length;
  return { counter, sentTo };
}

describe('a power cut', () => {
  it('before the request left: the customer is never asked out of the blue, whatever the clock says', async () => {
    const { counter, sentTo } = await counterThatRemembers(5_000);
    const sale = await counter.sell(AMOUNT);
    await counter.clock.pass(50);
    counter.crash();
    const before = sentTo('/payments');
    // Started again twenty hours later, with the clock set back to a moment after the sale.
    await counter.clock.pass(20 * 60 * MINUTE);
    counter.clock.machine.setWallClock(-20 * 60 * MINUTE);
    counter.screen.clear();
    await counter.restart();
    await counter.clock.pass(10 * MINUTE);
    expect(counter.payment(sale)).toMatchObject({ phase: { name: 'registering', mayExist: true } });
    expect(sentTo('/payments')).toBe(before);
    expect(counter.world.books()).toHaveLength(0);
    // Settled that nothing is there: a person may send a new request.
    await counter.until(sale, 'refused', 6 * MINUTE);
    expect(sentTo('/payments')).toBe(before);
    const again = await counter.till.handlers['sale.sendAgain']({
      saleId: sale,
      to: { method: 'code' },
      duplicateAcknowledged: true,
    });
    expect(again.accepted).toBe(true);
    await counter.until(sale, 'waiting');
    counter.crash();
  });

  it('before a capture left: it is not sent the next morning, and a person is asked', async () => {
    const { counter, sentTo } = await counterThatRemembers(1_000);
    const sale = await counter.sell(AMOUNT);
    await counter.until(sale, 'authorized');
    counter.faults.add([{ point: 'hang-before', operations: ['capture'], times: null }]);
    await counter.press('capture', sale);
    await counter.clock.pass(5_000);
    counter.crash();
    const before = sentTo('/capture');
    counter.faults.clear();
    await counter.clock.pass(15 * 60 * MINUTE);
    counter.screen.clear();
    await counter.restart();
    expect(counter.payment(sale)).toMatchObject({ phase: { name: 'capturing' }, certainty: { name: 'unclear' } });
    await counter.until(sale, 'authorized', 10 * MINUTE);
    expect(counter.payment(sale)).toMatchObject({ attention: 'sale.captureNotMade', amounts: { captured: 0 } });
    expect(sentTo('/capture')).toBe(before);
    await counter.press('capture', sale);
    await counter.until(sale, 'captured');
    expect(counter.payment(sale).attention).toBeNull();
    expect(counter.book(counter.payment(sale).reference)?.captured).toBe(AMOUNT);
    counter.crash();
  });
});
