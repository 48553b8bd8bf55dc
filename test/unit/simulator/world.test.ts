import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approveAfter, MANUAL, script } from '../../../electron/simulator/customer.ts';
import type { Act, Behaviour, Crowd, Payment } from '../../../electron/simulator/state.ts';
import { restoreWorld } from '../../../electron/simulator/world.ts';
import { codeOf, paymentsPath, simulatedShop, START, type SimulatedShop } from '../../support/simulation/shop.ts';

const REFERENCE = 'sale-0001';
const AMOUNT = 24_900;

const CROWD: Crowd = {
  approve: 6,
  reject: 2,
  ignore: 1,
  processing: 2,
  approveOnCancel: 1,
  delay: { min: 0, max: 90_000 },
};

describe('the customer', () => {
  const afterOneMinute = (behaviour: Behaviour): Payment => {
    const shop = simulatedShop({ behaviour });
    shop.create(REFERENCE);
    shop.wait(60_000);
    return shop.payment(REFERENCE);
  };

  it('approves, rejects or ignores by script, at the scripted moment', () => {
    expect(afterOneMinute(approveAfter(3000)).events.at(-1)).toMatchObject({ name: 'AUTHORIZED', at: START + 3000 });
    expect(afterOneMinute({ ...MANUAL, otherwise: script([{ after: 7, act: 'reject' }]) })).toMatchObject({
      state: 'ABORTED',
    });
    expect(afterOneMinute({ ...MANUAL, otherwise: script([]) }).state).toBe('CREATED');
  });

  it('goes through 3-D Secure, where a cancel meets 6250', () => {
    const shop = simulatedShop({
      behaviour: {
        ...MANUAL,
        otherwise: script([
          { after: 1000, act: 'start-processing' },
          { after: 9000, act: 'approve' },
        ]),
      },
    });
    shop.create(REFERENCE);
    shop.wait(5000);
    expect(codeOf(shop.cancel(REFERENCE, { cancelTransactionOnly: true }))).toBe(6250);
    shop.wait(4000);
    expect(shop.payment(REFERENCE)).toMatchObject({ state: 'AUTHORIZED', processing: false });
  });

  it('can approve at the very moment the cancel arrives: 6060, and the money is reserved', () => {
    const shop = simulatedShop({ behaviour: { ...MANUAL, otherwise: script([], 'approve') } });
    shop.create(REFERENCE);
    shop.wait(5000);
    expect(codeOf(shop.cancel(REFERENCE, { cancelTransactionOnly: true }))).toBe(6060);
    expect(shop.payment(REFERENCE)).toMatchObject({ state: 'AUTHORIZED', authorized: AMOUNT });
  });

  it('is chosen by queue first, then by number, then by default', () => {
    const reject = script([{ after: 0, act: 'reject' }]);
    const shop = simulatedShop({
      behaviour: {
        queue: [script([])],
        byPhone: { '4791111111': reject },
        otherwise: script([{ after: 0, act: 'approve' }]),
      },
    });
    const numbers = ['4791111111', '4791111111', '4792222222'];
    numbers.forEach((phoneNumber, n) => shop.create(`sale-000${n}`, { customer: { phoneNumber } }));
    expect(numbers.map((_, n) => shop.payment(`sale-000${n}`).state)).toEqual(['CREATED', 'ABORTED', 'AUTHORIZED']);
  });

  it('cannot answer without network; a scripted answer waits until it is back', () => {
    const shop = simulatedShop({ behaviour: approveAfter(1000) });
    shop.create(REFERENCE);
    shop.world.setPhoneOnline(false, shop.now());
    shop.wait(2000);
    expect(shop.payment(REFERENCE).state).toBe('CREATED');
    expect(shop.world.act(REFERENCE, 'approve', shop.now())).toBe('no-network');
    shop.wait(3000);
    shop.world.setPhoneOnline(true, shop.now());
    expect(shop.payment(REFERENCE).events.at(-1)).toMatchObject({ name: 'AUTHORIZED', at: START + 5000 });
  });

  it('cannot change a final answer', () => {
    const shop = simulatedShop();
    shop.create(REFERENCE);
    shop.world.act(REFERENCE, 'reject', shop.now());
    expect(shop.world.act(REFERENCE, 'approve', shop.now())).toBe('not-waiting');
    expect(shop.world.act('sale-0002', 'approve', shop.now())).toBe('unknown-payment');
  });
});

type Step = readonly [
  kind: 'create' | 'capture' | 'refund' | 'cancel' | 'cancelOnly' | 'act' | 'wait',
  payment: number,
  value: number,
];
const ACTS: readonly Act[] = ['approve', 'reject', 'start-processing', 'dismiss', 'release-funds'];

const referenceOf = (payment: number): string => `sale-000${payment}`;

function play(shop: SimulatedShop, [kind, payment, value]: Step): void {
  const reference = referenceOf(payment);
  switch (kind) {
    case 'create':
      return void shop.create(reference, { amount: { currency: 'NOK', value: 100 + value } });
    case 'capture':
    case 'refund':
      return void shop[kind](reference, value);
    case 'cancel':
      return void shop.cancel(reference);
    case 'cancelOnly':
      return void shop.cancel(reference, { cancelTransactionOnly: true });
    case 'act':
      return void shop.world.act(reference, ACTS[value % ACTS.length] ?? 'approve', shop.now());
    case 'wait':
      return shop.wait(value * 60);
  }
}

const step: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom('create', 'capture', 'capture', 'refund', 'cancel', 'cancelOnly', 'act', 'act', 'wait'),
  fc.integer({ min: 0, max: 3 }),
  fc.oneof(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 20_000 })),
);

function conserves(payment: Payment): void {
  const { state, value, authorized, captured, cancelled, refunded } = payment;
  expect(refunded).toBeLessThanOrEqual(captured);
  if (state === 'TERMINATED') expect([authorized, captured, cancelled, refunded]).toEqual([0, 0, value, 0]);
  else if (state === 'AUTHORIZED') {
    expect(authorized).toBe(value);
    expect(captured + cancelled).toBeLessThanOrEqual(authorized);
  } else expect([authorized, captured, cancelled, refunded]).toEqual([0, 0, 0, 0]);
  const summed = (name: string): number =>
    payment.events.filter((event) => event.success && event.name === name).reduce((sum, event) => sum + event.value, 0);
  expect([summed('CAPTURED'), summed('REFUNDED')]).toEqual([captured, refunded]);
  expect(summed('CANCELLED')).toBe(state === 'AUTHORIZED' ? cancelled : 0);
}

describe('the books', () => {
  it('conserve money under any sequence of calls and customers', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), fc.integer({ min: 0, max: 1000 }), (steps, seed) => {
        const shop = simulatedShop({ seed, behaviour: { ...MANUAL, otherwise: CROWD } });
        for (const next of steps) {
          play(shop, next);
          shop.world.books().forEach(conserves);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('never leave a final state', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const shop = simulatedShop({ behaviour: { ...MANUAL, otherwise: CROWD } });
        const final = new Map<string, string>();
        for (const next of steps) {
          play(shop, next);
          for (const { reference, state } of shop.world.books()) {
            expect(final.get(reference) ?? state).toBe(state);
            if (state !== 'CREATED') final.set(reference, state);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('are the same for the same seed and the same calls, and differ for another seed', () => {
    const books = (seed: number): string => {
      const shop = simulatedShop({ seed, behaviour: { ...MANUAL, otherwise: CROWD } });
      for (let n = 0; n < 40; n += 1) {
        shop.create(`sale-000${n}`);
        shop.wait(10_000);
        if (n % 3 === 0) shop.cancel(`sale-000${n}`, { cancelTransactionOnly: true });
      }
      shop.wait(120_000);
      return JSON.stringify(shop.world.books());
    };
    expect(books(7)).toBe(books(7));
    expect(books(7)).not.toBe(books(8));
  });

  it('show a stale read as it was before the last change', () => {
    const shop = simulatedShop();
    shop.create(REFERENCE);
    expect(shop.world.staleView(REFERENCE)).toMatchObject({ state: 'CREATED' });
    shop.approve(REFERENCE);
    expect(shop.world.staleView(REFERENCE)).toMatchObject({
      state: 'CREATED',
      aggregate: { authorizedAmount: { value: 0 } },
    });
    shop.capture(REFERENCE, 100);
    expect(shop.world.staleView(REFERENCE)).toMatchObject({
      state: 'AUTHORIZED',
      aggregate: { capturedAmount: { value: 0 } },
    });
  });

  it('can be pruned of finished payments only', () => {
    const shop = simulatedShop();
    for (const reference of ['sale-0001', 'sale-0002', 'sale-0003']) {
      shop.create(reference);
      shop.approve(reference);
    }
    shop.capture('sale-0001', AMOUNT);
    shop.capture('sale-0002', 100);
    shop.cancel('sale-0003');
    expect(shop.world.prune(shop.now()).length).toBe(0);
    expect(shop.world.prune(shop.now() + 1).map(({ reference }) => reference)).toEqual(['sale-0001', 'sale-0003']);
    expect(shop.world.books().map(({ reference }) => reference)).toEqual(['sale-0002']);
    expect(shop.create('sale-0001').status).toBe(201);
  });
});

describe('a snapshot', () => {
  it('goes on exactly as the world it was taken of', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 25 }),
        fc.array(step, { maxLength: 25 }),
        fc.integer({ min: 0, max: 1000 }),
        (before, after, seed) => {
          const shop = simulatedShop({ seed, behaviour: { ...MANUAL, otherwise: CROWD } });
          for (const next of before) play(shop, next);
          const twin = restoreWorld(shop.world.snapshot());
          if (twin === null) throw new Error('The snapshot was refused');
          // The rate limits are not part of a snapshot.
          shop.wait(60_000);
          const from = shop.traffic.length;
          const acts: [string, Act, number][] = [];
          for (const next of after) {
            if (next[0] === 'act')
              acts.push([referenceOf(next[1]), ACTS[next[2] % ACTS.length] ?? 'approve', shop.now()]);
            else if (next[0] !== 'wait') play(shop, next);
          }
          for (const { request, response } of shop.traffic.slice(from))
            expect(twin.handle(request, shop.now())).toEqual(response);
          for (const [reference, act, now] of acts)
            expect(twin.act(reference, act, now)).toBe(shop.world.act(reference, act, now));
          expect(twin.books()).toEqual(shop.world.books());
        },
      ),
      { numRuns: 100 },
    );
  });

  it('keeps the idempotency keys and the tokens', () => {
    const shop = simulatedShop();
    shop.create(REFERENCE, { userFlow: 'QR' }, { 'idempotency-key': 'create' });
    const sent = shop.traffic.at(-1);
    const twin = restoreWorld(shop.world.snapshot());
    if (sent === undefined || twin === null) throw new Error('Nothing to compare');
    expect(twin.handle(sent.request, shop.now())).toEqual(sent.response);
    expect(
      twin.handle({ ...sent.request, path: paymentsPath(REFERENCE), method: 'GET', body: '' }, shop.now()).status,
    ).toBe(200);
  });

  it.each(['', '{', '{}', '[]', '{"format":2}', 'null'])('is refused when it is %j', (text) => {
    expect(restoreWorld(text)).toBeNull();
  });

  it('is refused when one figure in it is damaged', () => {
    const shop = simulatedShop();
    shop.create(REFERENCE);
    expect(restoreWorld(shop.world.snapshot().replace('"captured":0', '"captured":"0"'))).toBeNull();
  });
});
