import { describe, expect, it } from 'vitest';
import { approveAfter, MANUAL, script } from '../../electron/simulator/customer.ts';
import type { FaultRule } from '../../electron/simulator/faults.ts';
import type { Behaviour } from '../../electron/simulator/state.ts';
import { SimulatedCounter } from '../support/simulation/counter.ts';
import type { Moment, SentRequest } from '../support/simulation/counter.ts';

const AMOUNT = 24_900;
const MINUTE = 60_000;

interface Options {
  readonly behaviour?: Behaviour;
  readonly faults?: readonly FaultRule[];
  readonly takesPayment?: 'atHandover' | 'onApproval';
  /** The power goes at the first such moment. */
  readonly cutAt?: (moment: Moment) => boolean;
}

/** A shop whose goods change hands at once. */
async function kiosk({ cutAt, ...options }: Options = {}) {
  const sent: SentRequest[] = [];
  let cuts = 1;
  const counter = new SimulatedCounter({
    seed: 5,
    behaviour: approveAfter(3_000),
    takesPayment: 'onApproval',
    ...options,
    onRequest: (request) => void sent.push(request),
    cutsPower: (moment) => cutAt !== undefined && cutAt(moment) && cuts-- > 0,
  });
  await counter.open();
  return { counter, captures: () => sent.filter(({ path }) => path.endsWith('/capture')) };
}

const writes = (type: string) => (moment: Moment) =>
  moment.kind === 'after-write' && moment.events.some((event) => event.type === type);

describe('a shop that takes payments on approval', () => {
  it('is paid without a press, by one capture that stands in the journal with the approval', async () => {
    const { counter, captures } = await kiosk();
    const sale = await counter.sell(AMOUNT);
    const paid = await counter.until(sale, 'captured');
    expect(counter.book(paid.reference)?.captured).toBe(AMOUNT);
    expect(captures()).toHaveLength(1);
    const types = counter.journal.sale(sale).map(({ type }) => type);
    expect(types[types.indexOf('payment.reported') + 1]).toBe('capture.requested');
    expect(paid.movements).toMatchObject([{ kind: 'capture', amount: AMOUNT, by: null }]);
  });

  it('is no other shop: at handover a person takes it', async () => {
    const { counter, captures } = await kiosk({ takesPayment: 'atHandover' });
    const sale = await counter.sell(AMOUNT);
    await counter.until(sale, 'authorized');
    await counter.clock.pass(20 * MINUTE);
    expect(captures()).toEqual([]);
  });

  it('takes it once when the answer is lost, and a press of a person changes nothing', async () => {
    const { counter, captures } = await kiosk({
      faults: [{ point: 'drop-answer', operations: ['capture'], times: 1 }],
    });
    const sale = await counter.sell(AMOUNT);
    await counter.clock.passUntil(() => captures().length > 0, MINUTE);
    await counter.press('capture', sale);
    const paid = await counter.until(sale, 'captured', 10 * MINUTE);
    expect(counter.book(paid.reference)?.captured).toBe(AMOUNT);
    expect(new Set(captures().map(({ key }) => key)).size).toBe(1);
  });

  it('takes what was approved while the till was away', async () => {
    const { counter, captures } = await kiosk({ behaviour: approveAfter(30_000) });
    const sale = await counter.sell(AMOUNT);
    await counter.until(sale, 'waiting');
    counter.crash();
    await counter.clock.pass(MINUTE);
    await counter.restart();
    await counter.until(sale, 'captured');
    expect(captures()).toHaveLength(1);
  });

  it.each([
    ['before the approval is written', (moment: Moment) => moment.kind === 'before-write' && isApproval(moment)],
    ['when it is written and nothing has left', writes('capture.requested')],
    ['when the capture has left', (moment: Moment) => moment.kind === 'leaves' && moment.path.endsWith('/capture')],
  ])('never takes it twice when the power goes %s', async (_, cutAt) => {
    const { counter, captures } = await kiosk({ cutAt });
    const sale = await counter.sell(AMOUNT);
    await counter.clock.passUntil(() => !counter.isUp, MINUTE);
    expect(counter.isUp).toBe(false);
    await counter.restart();
    const isDecided = () => ['authorized', 'captured'].includes(counter.payment(sale).phase.name);
    expect(await counter.clock.passUntil(isDecided, 30 * MINUTE)).toBe(true);
    const { reference, phase } = counter.payment(sale);
    // What was written and did not arrive is a person's to decide anew; what arrived is paid.
    if (phase.name !== 'captured') {
      expect(counter.book(reference)?.captured).toBe(0);
      expect((await counter.press('capture', sale)).accepted).toBe(true);
    }
    await counter.until(sale, 'captured', 10 * MINUTE);
    expect(counter.book(reference)?.captured).toBe(AMOUNT);
    expect(captures().length).toBeLessThanOrEqual(2);
  });

  it('leaves to a person what was approved although it was to be withdrawn', async () => {
    const { counter, captures } = await kiosk({
      behaviour: { ...MANUAL, otherwise: script([], 'approve') },
    });
    const sale = await counter.sell(AMOUNT);
    await counter.until(sale, 'waiting');
    await counter.press('cancel', sale);
    const approved = await counter.until(sale, 'authorized');
    await counter.clock.pass(5 * MINUTE);
    expect(approved.phase).toMatchObject({ cancelLost: true });
    expect(captures()).toEqual([]);
  });

  it('leaves to a person what is found long after the customer has gone', async () => {
    const { counter, captures } = await kiosk({ behaviour: approveAfter(60_000) });
    const sale = await counter.sell(AMOUNT);
    await counter.until(sale, 'waiting');
    counter.crash();
    await counter.clock.pass(60 * MINUTE);
    await counter.restart();
    await counter.until(sale, 'authorized');
    await counter.clock.pass(5 * MINUTE);
    expect(captures()).toEqual([]);
  });

  it('leaves a refused capture to a person', async () => {
    const { counter, captures } = await kiosk({
      faults: [{ point: 'error-before', operations: ['capture'], times: 1, status: 400 }],
    });
    await counter.sell(AMOUNT);
    await counter.clock.passUntil(() => captures().length > 0, MINUTE);
    await counter.clock.pass(20 * MINUTE);
    expect(new Set(captures().map(({ key }) => key)).size).toBe(1);
  });
});

const isApproval = (moment: Moment): boolean =>
  'events' in moment && moment.events.some((event) => event.type === 'payment.reported');
