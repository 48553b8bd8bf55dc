import { describe, expect, it } from 'vitest';
import { approveAfter } from '../../electron/simulator/customer.ts';
import type { FaultRule } from '../../electron/simulator/faults.ts';
import { saleScreen } from '../../renderer/state/select-screen.ts';
import { minor, ZERO } from '../../shared/money.ts';
import { SimulatedCounter } from '../support/simulation/counter.ts';

const AMOUNT = 24_900;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/**
 * How long the wallet of these tests keeps a reservation: as in Denmark, so that fewer looks have to be lived through.
 */
const KEPT_FOR = 14 * DAY;

/** A sale that the customer has approved and nobody touches. */
async function reserved(faults: readonly FaultRule[] = []) {
  const reads: number[] = [];
  const counter = new SimulatedCounter({
    seed: 11,
    behaviour: approveAfter(60_000),
    faults,
    onRequest: ({ method, path, at }) => void (method === 'GET' && path.includes('/payments/') && reads.push(at)),
  });
  await counter.open();
  const sale = await counter.sell(AMOUNT);
  await counter.until(sale, 'waiting');
  counter.world.patchUnit({ country: 'DK' });
  await counter.until(sale, 'authorized', 90_000);
  const { reference } = counter.payment(sale);
  const authorizedAt = counter.book(reference)?.authorizedAt ?? 0;
  const lapsesIn = () => authorizedAt + KEPT_FOR - counter.clock.now();
  reads.length = 0;
  return { counter, sale, reference, reads, lapsesIn };
}

describe('a reservation that nobody touches', () => {
  it('is looked at every half hour and no more often, and nothing is written for it', async () => {
    const { counter, sale, reference, reads } = await reserved();
    const before = counter.journal.sale(sale).length;
    await counter.clock.pass(29 * MINUTE);
    expect(reads).toEqual([]);
    await counter.clock.pass(DAY - 29 * MINUTE);
    expect(reads).toHaveLength(48);
    expect(counter.journal.sale(sale)).toHaveLength(before);
    expect(counter.payment(sale)).toMatchObject({
      reference,
      phase: { name: 'authorized' },
      certainty: { name: 'confirmed' },
    });
  });

  it('is told as released within half an hour of its lapse', async () => {
    const { counter, sale, lapsesIn } = await reserved();
    await counter.clock.pass(lapsesIn() - 1);
    expect(counter.payment(sale).phase.name).toBe('authorized');
    await counter.clock.pass(30 * MINUTE + 1_000);
    const payment = counter.payment(sale);
    expect(payment.phase.name).toBe('cancelled');
    expect(saleScreen(payment)).toEqual({ name: 'released' });
    expect(payment.movements).toMatchObject([{ kind: 'release', amount: AMOUNT, key: null }]);
    expect(counter.till.hasOpenPayments).toBe(false);
  });

  it.each([
    ['capture', 'captured', 'paid'],
    ['cancel', 'cancelled', 'released'],
  ] as const)('%s in the portal is found while the till runs', async (act, phase, screen) => {
    const { counter, sale, reference } = await reserved();
    expect(counter.world.actInPortal(reference, act, null, counter.clock.now())).toBeNull();
    await counter.clock.pass(31 * MINUTE);
    expect(counter.payment(sale).phase.name).toBe(phase);
    expect(saleScreen(counter.payment(sale)).name).toBe(screen);
  });

  it('is not taken for unknown by a look that fails, and for as long as nobody can ask it is', async () => {
    const { counter, sale } = await reserved();
    counter.faults.add([{ point: 'drop-request', operations: ['get'], times: 1 }]);
    await counter.clock.pass(31 * MINUTE);
    expect(counter.payment(sale).certainty.name).toBe('confirmed');
    counter.faults.add([{ point: 'drop-request', operations: ['get'], times: null }]);
    await counter.clock.pass(2 * 60 * MINUTE);
    expect(counter.payment(sale).certainty.name).toBe('unclear');
    counter.faults.clear();
    await counter.clock.pass(MINUTE);
    expect(counter.payment(sale)).toMatchObject({
      certainty: { name: 'confirmed' },
      attention: null,
      phase: { name: 'authorized' },
    });
  });
});

describe('a capture that comes too late', () => {
  /** A reservation that has lapsed, before the till has looked. */
  async function lapsed() {
    const { counter, sale, lapsesIn } = await reserved();
    // From here on the looks do not fall on the moment of the lapse.
    await counter.clock.pass(10 * MINUTE);
    await counter.press('checkNow', sale);
    await counter.clock.pass(lapsesIn() + 1_000);
    expect(counter.payment(sale).phase.name).toBe('authorized');
    return { counter, sale };
  }

  it('is refused, and the look that follows shows that the reservation is gone', async () => {
    const { counter, sale } = await lapsed();
    await counter.press('capture', sale);
    await counter.until(sale, 'cancelled', 5_000);
    expect(counter.journal.sale(sale)).toContainEqual(
      expect.objectContaining({ type: 'capture.rejected', problem: 'wallet.periodOver' }),
    );
    expect(counter.payment(sale)).toMatchObject({ attention: null, amounts: { captured: 0, cancelled: AMOUNT } });
    expect(saleScreen(counter.payment(sale))).toEqual({ name: 'released' });
  });

  it('is looked up soon, also when the first looks fail', async () => {
    const { counter, sale } = await lapsed();
    counter.faults.add([{ point: 'drop-request', operations: ['get'], times: 2 }]);
    await counter.press('capture', sale);
    await counter.clock.pass(2_000);
    expect(counter.payment(sale).phase).toMatchObject({ name: 'authorized', captureProblem: 'wallet.periodOver' });
    await counter.until(sale, 'cancelled', MINUTE);
    expect(counter.payment(sale).attention).toBeNull();
  });

  it('calls for a person while the wallet still shows the money as reserved, until it has lapsed', async () => {
    const { counter, sale, lapsesIn } = await reserved([
      { point: 'problem', code: 6100, operations: ['capture'], times: null },
    ]);
    await counter.press('capture', sale);
    await counter.clock.pass(5_000);
    expect(counter.payment(sale)).toMatchObject({
      phase: { name: 'authorized', captureProblem: 'wallet.periodOver' },
      attention: 'wallet.periodOver',
    });
    await counter.clock.pass(lapsesIn() + 31 * MINUTE);
    expect(counter.payment(sale)).toMatchObject({ phase: { name: 'cancelled' }, attention: null });
  });
});

describe('a sales unit that captures everything or nothing', () => {
  async function partRefused() {
    const { counter, sale, reference } = await reserved();
    counter.world.patchUnit({ partialCaptureAllowed: false });
    const part = {
      saleId: sale,
      reference,
      before: ZERO,
      amount: minor(10_000),
      parts: null,
      rest: 'release',
      reason: 'One of two was sold out',
    } as const;
    expect(await counter.till.handlers['payment.capturePart'](part)).toEqual({ accepted: true });
    await counter.clock.pass(5_000);
    const payment = counter.payment(sale);
    expect(payment).toMatchObject({
      phase: { name: 'authorized', captureProblem: 'wallet.partialCaptureNotAllowed' },
      amounts: { authorized: AMOUNT, captured: 0, cancelled: 0 },
    });
    expect(saleScreen(payment)).toEqual({ name: 'attention', problem: 'wallet.partialCaptureNotAllowed' });
    return { counter, sale, reference };
  }

  it.each([
    ['capture', 'captured', 'paid'],
    ['release', 'cancelled', 'released'],
  ] as const)(
    'refuses a part and moves nothing; %s of all of it is then as open as before',
    async (button, phase, screen) => {
      const { counter, sale } = await partRefused();
      expect(await counter.press(button, sale)).toEqual({ accepted: true });
      const payment = await counter.until(sale, phase);
      expect(payment.attention).toBeNull();
      expect(saleScreen(payment).name).toBe(screen);
    },
  );
});
