import { describe, expect, it } from 'vitest';
import { createFaults, type FaultRule } from '../../../electron/simulator/faults.ts';
import { exchange, type Exchange } from '../../../electron/simulator/exchange.ts';
import { restoreWorld } from '../../../electron/simulator/world.ts';
import { codeOf, paymentsPath, simulatedShop, type SimulatedShop } from '../../support/simulation/shop.ts';

/**
 * What moves money after the sale: by hand in the wallet's own portal, by refunds that go wrong on the way, and by keys
 * that the service has forgotten.
 */

const REFERENCE = 'sale-0001';
const AMOUNT = 24_900;

function approved(shop = simulatedShop()): SimulatedShop {
  shop.create(REFERENCE);
  shop.approve(REFERENCE);
  return shop;
}
const figures = (shop: SimulatedShop) => {
  const { state, authorized, captured, cancelled, refunded } = shop.payment(REFERENCE);
  return { state, authorized, captured, cancelled, refunded };
};
const events = (
  shop: SimulatedShop,
): { name: string; amount: { value: number }; idempotencyKey: string | null; success: boolean }[] =>
  JSON.parse(shop.call('GET', paymentsPath(REFERENCE, 'events')).body);

describe('the portal', () => {
  it('captures a part, releases the rest and refunds, each without a key of ours', () => {
    const shop = approved();
    const { world } = shop;
    expect(world.actInPortal(REFERENCE, 'capture', 10_000, shop.now())).toBeNull();
    expect(world.actInPortal(REFERENCE, 'cancel', null, shop.now())).toBeNull();
    expect(world.actInPortal(REFERENCE, 'refund', 4_000, shop.now())).toBeNull();
    expect(world.actInPortal(REFERENCE, 'refund', null, shop.now())).toBeNull();
    expect(figures(shop)).toEqual({
      state: 'AUTHORIZED',
      authorized: AMOUNT,
      captured: 10_000,
      cancelled: 14_900,
      refunded: 10_000,
    });
    expect(
      events(shop)
        .slice(2)
        .map(({ name, amount, idempotencyKey }) => [name, amount.value, idempotencyKey]),
    ).toEqual([
      ['CAPTURED', 10_000, null],
      ['CANCELLED', 14_900, null],
      ['REFUNDED', 4_000, null],
      ['REFUNDED', 6_000, null],
    ]);
  });

  it('is held to the same rules', () => {
    const shop = approved();
    const { world } = shop;
    expect(world.actInPortal('nothing-0001', 'refund', 1, shop.now())).toBe('unknown-payment');
    expect(world.actInPortal(REFERENCE, 'refund', 1, shop.now())).toBe(6020);
    expect(world.actInPortal(REFERENCE, 'capture', AMOUNT + 1, shop.now())).toBe(6090);
    expect(world.actInPortal(REFERENCE, 'capture', null, shop.now())).toBeNull();
    expect(world.actInPortal(REFERENCE, 'cancel', null, shop.now())).toBe(6040);
    expect(figures(shop)).toMatchObject({ captured: AMOUNT, cancelled: 0, refunded: 0 });
  });
});

describe('refunds after a part was captured', () => {
  it('go up to what was captured, whether the rest waits or was released', () => {
    for (const release of [false, true]) {
      const shop = approved();
      shop.capture(REFERENCE, 10_000);
      if (release) shop.cancel(REFERENCE, {});
      expect(codeOf(shop.refund(REFERENCE, 10_001))).toBe(6150);
      expect(shop.refund(REFERENCE, 9_999).status).toBe(200);
      shop.wait(60_001);
      expect(codeOf(shop.refund(REFERENCE, 2))).toBe(6150);
      expect(shop.refund(REFERENCE, 1).status).toBe(200);
      expect(codeOf(shop.refund(REFERENCE, 1))).toBe(6180);
      expect(figures(shop)).toMatchObject({ captured: 10_000, refunded: 10_000, cancelled: release ? 14_900 : 0 });
    }
  });

  it('leave the rest of the reservation alone: it can still be captured', () => {
    const shop = approved();
    shop.capture(REFERENCE, 10_000);
    shop.refund(REFERENCE, 10_000);
    expect(shop.capture(REFERENCE, 14_900).status).toBe(200);
    expect(figures(shop)).toMatchObject({ captured: AMOUNT, refunded: 10_000 });
  });
});

describe('a refund that goes wrong on the way', () => {
  const send = async (shop: SimulatedShop, rule: FaultRule, key: string): Promise<Exchange> => {
    const request = {
      method: 'POST',
      path: paymentsPath(REFERENCE, 'refund'),
      headers: shop.headers(key),
      body: JSON.stringify({ modificationAmount: { currency: 'NOK', value: 5_000 } }),
    };
    return exchange(shop.world, createFaults(1, [rule]), request, { now: shop.now, wait: () => Promise.resolve() });
  };
  const captured = (): SimulatedShop => {
    const shop = approved();
    shop.capture(REFERENCE, AMOUNT);
    return shop;
  };

  it.each<[FaultRule['point'], number, string | number]>([
    ['drop-request', 0, 'reset'],
    ['hang-before', 0, 'silence'],
    ['error-before', 0, 500],
    ['locked', 0, 423],
    ['throttled', 0, 429],
    ['unauthorized', 0, 401],
    ['drop-answer', 5_000, 'reset'],
    ['hang-after', 5_000, 'silence'],
    ['error-after', 5_000, 500],
    ['cut-off', 5_000, 'cut'],
    ['duplicate-request', 5_000, 200],
    ['delay-answer', 5_000, 200],
  ])('%s: %i are refunded, and the same key brings it to 5000 once', async (point, refunded, seen) => {
    const shop = captured();
    const outcome = await send(shop, { point, operations: ['refund'] }, 'refund-1');
    expect(outcome.kind === 'answer' ? outcome.response.status : outcome.kind).toBe(seen);
    expect(figures(shop).refunded).toBe(refunded);
    shop.wait(60_001);
    expect(shop.refund(REFERENCE, 5_000, 'refund-1').status).toBe(200);
    expect(figures(shop).refunded).toBe(5_000);
  });
});

describe('how long keys are remembered', () => {
  it('is for ever, unless the sales unit says otherwise', () => {
    const shop = approved();
    const first = shop.capture(REFERENCE, 1_000, 'capture-1');
    shop.wait(30 * 86_400_000);
    expect(shop.capture(REFERENCE, 1_000, 'capture-1').body).toBe(first.body);
    expect(figures(shop).captured).toBe(1_000);

    shop.world.patchUnit({ keysRememberedFor: 60_000 });
    expect(shop.capture(REFERENCE, 2_000, 'capture-2').status).toBe(200);
    shop.wait(59_999);
    shop.capture(REFERENCE, 2_000, 'capture-2');
    expect(figures(shop).captured).toBe(3_000);
    // Forgotten: the same key and bytes take the money a second time, and other bytes are no conflict.
    shop.wait(1);
    shop.capture(REFERENCE, 2_000, 'capture-2');
    expect(figures(shop).captured).toBe(5_000);
    shop.wait(60_000);
    expect(shop.capture(REFERENCE, 3_000, 'capture-2').status).toBe(200);
    expect(codeOf(shop.capture(REFERENCE, 3_001, 'capture-2'))).toBe(4010);
  });

  it('goes with a snapshot; one from before the setting existed is read', () => {
    const shop = approved();
    shop.capture(REFERENCE, AMOUNT, 'capture-1');
    const kept = JSON.parse(shop.world.snapshot());
    for (const name of [
      'keysRememberedFor',
      'timeZone',
      'ledgerAccess',
      'managementAccess',
      'captureType',
      'feePermille',
      'ledgerDelay',
      'ledgerClosesAfter',
    ])
      delete kept.unit[name];
    for (const [, known] of kept.keys) delete known.at;
    delete kept.ledger;
    const world = restoreWorld(JSON.stringify(kept));
    expect(world?.unit()).toMatchObject({ keysRememberedFor: null, timeZone: 'Europe/Oslo', ledgerAccess: 'granted' });
    expect(world?.payment(REFERENCE)).toMatchObject({ captured: AMOUNT });
    expect(world?.ledger(shop.now()).funds).toEqual([]);
  });
});
