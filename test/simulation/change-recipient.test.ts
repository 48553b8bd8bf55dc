import { describe, expect, it } from 'vitest';
import { approveAfter, MANUAL, script } from '../../electron/simulator/customer.ts';
import type { FaultRule } from '../../electron/simulator/faults.ts';
import type { Behaviour } from '../../electron/simulator/state.ts';
import type { SaleId } from '../../shared/ids.ts';
import { minor } from '../../shared/money.ts';
import { msisdnSchema } from '../../shared/phone.ts';
import { PHONE, SimulatedCounter } from '../support/simulation/counter.ts';
import type { SentRequest } from '../support/simulation/counter.ts';
import { Oracle } from '../support/simulation/oracle.ts';
import { addressed } from '../support/till/addressed.ts';

const AMOUNT = 24_900;
const OTHER = msisdnSchema.parse('4798765432');
const IGNORES: Behaviour = { ...MANUAL, otherwise: script([]) };

async function counterWith(behaviour: Behaviour, faults: readonly FaultRule[] = [], oracle: Oracle | null = null) {
  const sent: SentRequest[] = [];
  const counter: SimulatedCounter = new SimulatedCounter({
    seed: 7,
    behaviour,
    faults,
    onRequest: (request) => {
      sent.push(request);
      oracle?.request(counter, request);
    },
    onEvent: (event) => oracle?.event(counter, event),
  });
  await counter.open();
  const change = (saleId: SaleId, msisdn: typeof OTHER | null, duplicateAcknowledged = false) =>
    counter.till.handlers['sale.change']({
      saleId,
      reference: counter.payment(saleId).reference,
      ...addressed(msisdn),
      duplicateAcknowledged,
    });
  const creates = () => sent.filter(({ method, path }) => method === 'POST' && path.endsWith('/payments'));
  const states = () => {
    counter.world.advance(counter.clock.now());
    return counter.world.books().map(({ state }) => state);
  };
  return { counter, sent, change, creates, states };
}

describe('another number for a live request', () => {
  it('withdraws, reads back, and only then asks the other customer, under a reference of its own', async () => {
    const { counter, sent, change, creates, states } = await counterWith(IGNORES);
    const sale = await counter.sell(AMOUNT);
    const first = await counter.until(sale, 'waiting');
    expect(await change(sale, OTHER)).toEqual({ accepted: true });
    expect(counter.screen.get(sale)?.changingTo).toEqual({
      method: 'phone',
      recipient: { country: 'NO', lastTwo: '32', lastFour: '5432' },
    });
    expect(creates()).toHaveLength(1);
    await counter.clock.passUntil(() => counter.payment(sale).attempt === 2, 30_000);
    const order = sent.slice(sent.findIndex(({ path }) => path.endsWith('/cancel')));
    const proof = order.findIndex(({ path, method }) => method === 'POST' && path.endsWith('/payments'));
    // The answer to the cancel tells the state; were it lost, a GET would.
    expect(order.slice(0, proof).map(({ path }) => path)).toContain(`/epayment/v1/payments/${first.reference}/cancel`);
    const second = await counter.until(sale, 'waiting');
    expect(second.reference).not.toBe(first.reference);
    expect(second.recipient).toEqual({ country: 'NO', lastTwo: '32', lastFour: '5432' });
    expect(states()).toEqual(['TERMINATED', 'CREATED']);
    expect(counter.screen.get(sale)?.changingTo).toBeNull();
    expect(JSON.parse(creates()[1]?.body ?? '{}')).toMatchObject({
      customer: { phoneNumber: OTHER },
      userFlow: 'PUSH_MESSAGE',
    });
  });

  it('sends nothing when the customer approves meanwhile, and shows that', async () => {
    const { counter, change, creates } = await counterWith({ ...MANUAL, otherwise: script([], 'approve') });
    const sale = await counter.sell(AMOUNT);
    await counter.until(sale, 'waiting');
    await change(sale, OTHER);
    const approved = await counter.until(sale, 'authorized');
    expect(approved.phase).toMatchObject({ cancelLost: true });
    expect(counter.screen.get(sale)?.changingTo).toBeNull();
    await counter.clock.pass(180_000);
    expect(creates()).toHaveLength(1);
  });

  it('may withdraw late, after a part was asked for: the wallet leaves what is approved as it is', async () => {
    const late: FaultRule[] = [
      { point: 'delay-request', operations: ['cancel'], times: 1, ms: 9_000 },
      { point: 'unauthorized', operations: ['cancel'], times: 1 },
    ];
    const oracle = new Oracle();
    const { counter, sent, change } = await counterWith(
      { ...MANUAL, otherwise: script([{ after: 1_000, act: 'approve' }]) },
      late,
      oracle,
    );
    const sale = await counter.sell(AMOUNT);
    await counter.until(sale, 'waiting');
    await change(sale, OTHER);
    const { reference } = await counter.until(sale, 'authorized');
    oracle.wished(reference);
    await counter.till.handlers['payment.capturePart']({
      saleId: sale,
      reference,
      before: minor(0),
      amount: minor(20_000),
      parts: null,
      rest: 'release',
      reason: null,
    });
    const asked = counter.clock.now();
    await counter.until(sale, 'captured');
    const withdrawals = sent.filter(({ body }) => body === '{"cancelTransactionOnly":true}');
    expect(withdrawals.map(({ at }) => at > asked)).toEqual([false, true]);
    expect(counter.payment(sale).amounts).toMatchObject({ captured: 20_000, cancelled: 4_900 });
    expect(oracle.broken).toEqual([]);
  });

  it('waits while the withdrawal is not known, and gives the wish up when the customer must have gone', async () => {
    const lost: FaultRule[] = [{ point: 'drop-request', operations: ['cancel', 'get'], times: null }];
    const { counter, change, creates, states } = await counterWith(IGNORES);
    const sale = await counter.sell(AMOUNT);
    await counter.until(sale, 'waiting');
    counter.faults.add(lost);
    await change(sale, OTHER);
    await counter.clock.pass(60_000);
    expect(counter.screen.get(sale)?.changingTo).not.toBeNull();
    await counter.clock.pass(61_000);
    expect(counter.screen.get(sale)?.changingTo).toBeNull();
    counter.faults.clear();
    await counter.until(sale, 'terminated', 120_000);
    await counter.clock.pass(60_000);
    expect(creates()).toHaveLength(1);
    expect(states()).toEqual(['TERMINATED']);
  });

  it('does not ask by surprise after a crash in the middle: the sale is found withdrawn', async () => {
    const { counter, change, creates } = await counterWith(IGNORES);
    const sale = await counter.sell(AMOUNT);
    await counter.until(sale, 'waiting');
    await change(sale, OTHER);
    counter.crash();
    await counter.restart();
    await counter.until(sale, 'terminated', 60_000);
    await counter.clock.pass(60_000);
    expect(creates()).toHaveLength(1);
    expect(counter.screen.get(sale)?.changingTo).toBeNull();
  });

  it('is refused for what cannot be withdrawn', async () => {
    const { counter, change } = await counterWith(approveAfter(500));
    const sale = await counter.sell(AMOUNT);
    await counter.until(sale, 'authorized');
    expect(await change(sale, OTHER)).toEqual({ accepted: false, error: 'wallet.alreadyApproved', duplicateOf: null });
    await counter.press('release', sale);
    expect(await change(sale, OTHER)).toEqual({ accepted: false, error: 'sale.busy', duplicateOf: null });
    expect(counter.screen.get(sale)?.changingTo).toBeNull();
  });
});

describe('another number that was just asked for the same amount', () => {
  it('is asked about before anything is withdrawn, and sent to when it is meant', async () => {
    const { counter, sent, change, states } = await counterWith(IGNORES);
    const earlier = await counter.sell(AMOUNT, OTHER);
    await counter.until(earlier, 'waiting');
    const sale = await counter.sell(AMOUNT);
    await counter.until(sale, 'waiting');
    expect(await change(sale, OTHER)).toEqual({ accepted: false, error: 'sale.duplicate', duplicateOf: earlier });
    await counter.clock.pass(5_000);
    expect(sent.filter(({ path }) => path.endsWith('/cancel'))).toEqual([]);
    expect(counter.screen.get(sale)?.changingTo).toBeNull();
    expect(states()).toEqual(['CREATED', 'CREATED']);
    expect(await change(sale, OTHER, true)).toEqual({ accepted: true });
    await counter.clock.passUntil(
      () => counter.payment(sale).attempt === 2 && counter.payment(sale).phase.name === 'waiting',
      30_000,
    );
    expect(states()).toEqual(['CREATED', 'TERMINATED', 'CREATED']);
  });

  it('is no question about the sale itself, and one about a sale that is being changed to that number', async () => {
    const { counter, change } = await counterWith(IGNORES, [
      { point: 'delay-answer', operations: ['cancel'], ms: 5_000, times: null },
    ]);
    const sale = await counter.sell(AMOUNT);
    await counter.until(sale, 'waiting');
    expect(await change(sale, msisdnSchema.parse(PHONE))).toEqual({ accepted: true });
    await counter.clock.passUntil(
      () => counter.payment(sale).attempt === 2 && counter.payment(sale).phase.name === 'waiting',
      30_000,
    );
    expect(await change(sale, OTHER)).toEqual({ accepted: true });
    const start = await counter.till.handlers['sale.start']({
      lines: [],
      total: minor(AMOUNT),
      to: { method: 'phone', msisdn: OTHER },
      duplicateAcknowledged: false,
    });
    expect(start).toEqual({ accepted: false, error: 'sale.duplicate', duplicateOf: sale });
  });
});

describe('a code instead of a number', () => {
  it('is what the wallet gave, is not for a number, and sells like any other', async () => {
    const { counter, creates } = await counterWith(approveAfter(3_000));
    const sale = await counter.sell(AMOUNT, null);
    const waiting = await counter.until(sale, 'waiting');
    expect(waiting.recipient).toBeNull();
    expect(waiting.codeForm).toBe('image');
    expect(waiting.phase).toMatchObject({ code: expect.stringContaining('/qr-image/v1?token=') });
    expect(JSON.parse(creates()[0]?.body ?? '{}')).toMatchObject({
      userFlow: 'QR',
      qrFormat: { format: 'IMAGE/PNG', size: 1024 },
    });
    expect(creates()[0]?.body).not.toContain('phoneNumber');
    await counter.until(sale, 'authorized');
    await counter.press('capture', sale);
    await counter.until(sale, 'captured');
  });

  it('is learnt from a later answer when the first was lost', async () => {
    const { counter } = await counterWith(IGNORES, [{ point: 'drop-answer', operations: ['create'] }]);
    const sale = await counter.sell(AMOUNT, null);
    await counter.until(sale, 'waiting', 60_000);
    await counter.clock.passUntil(() => {
      const { phase } = counter.payment(sale);
      return phase.name === 'waiting' && phase.code !== null;
    }, 30_000);
    expect(counter.payment(sale).phase).toMatchObject({ code: expect.stringContaining('/qr-image/') });
  });

  it('takes the place of a number in one touch', async () => {
    const { counter, change, states } = await counterWith(IGNORES);
    const sale = await counter.sell(AMOUNT);
    await counter.until(sale, 'waiting');
    await change(sale, null);
    await counter.clock.passUntil(
      () => counter.payment(sale).attempt === 2 && counter.payment(sale).phase.name === 'waiting',
      30_000,
    );
    expect(counter.payment(sale).recipient).toBeNull();
    expect(states()).toEqual(['TERMINATED', 'CREATED']);
  });
});
