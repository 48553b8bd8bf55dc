import { describe, expect, it } from 'vitest';
import { nodeHashing } from '../../../electron/adapters/hints/hashing.ts';
import { PAYMENT_EVENTS } from '../../../electron/core/hints/payload.ts';
import { prove } from '../../../electron/core/hints/signature.ts';
import { signedHeaders } from '../../../electron/simulator/webhooks.ts';
import type { Outgoing } from '../../../electron/simulator/webhooks.ts';
import { restoreWorld } from '../../../electron/simulator/world.ts';
import { simulatedShop } from '../../support/simulation/shop.ts';
import type { SimulatedShop } from '../../support/simulation/shop.ts';

const PATH = '/webhooks/v1/webhooks';
const HERE = 'http://127.0.0.1:8080/hints';

const register = (shop: SimulatedShop, url = HERE, events: readonly unknown[] = PAYMENT_EVENTS) =>
  shop.call('POST', PATH, { url, events });
const list = (shop: SimulatedShop): { id: string; url: string; events: string[] }[] =>
  JSON.parse(shop.call('GET', PATH).body).webhooks;
const namesOf = (outgoing: readonly Outgoing[]) => outgoing.map(({ body }) => JSON.parse(body).name);
const taken = (shop: SimulatedShop, isTaken = true) => {
  const due = shop.world.takeDeliveries(shop.now());
  for (const { id } of due) shop.world.delivered(id, isTaken, shop.now());
  return due;
};

describe('registrations of the simulated service', () => {
  it('tell their secret once, and are listed and deleted', () => {
    const shop = simulatedShop();
    const answer = register(shop);
    const { id, secret } = JSON.parse(answer.body);
    expect(answer.status).toBe(201);
    expect(secret).toMatch(/.{20,}/);
    expect(list(shop)).toEqual([{ id, url: HERE, events: PAYMENT_EVENTS }]);
    expect(shop.call('GET', PATH).body).not.toContain(secret);
    expect(shop.call('DELETE', `${PATH}/${id}`).status).toBe(204);
    expect(list(shop)).toEqual([]);
    expect(shop.call('DELETE', `${PATH}/${id}`).status).toBe(400);
  });

  it('are at most 25 for each event', () => {
    const shop = simulatedShop();
    const some = ['epayments.payment.created.v1'];
    for (let n = 0; n < 25; n += 1) expect(register(shop, `https://x.example/${n}`, some).status).toBe(201);
    expect(register(shop, HERE, some).status).toBe(400);
    expect(register(shop, HERE, ['epayments.payment.captured.v1']).status).toBe(201);
  });

  it.each([
    ['http elsewhere', 'http://hooks.example.com/', PAYMENT_EVENTS],
    ['no address', 'hooks', PAYMENT_EVENTS],
    ['an address with a password', 'https://a:b@hooks.example.com/', PAYMENT_EVENTS],
    ['an unknown event', HERE, ['payments.everything']],
    ['no event', HERE, []],
    ['events that are no texts', HERE, [7]],
  ])('refuse %s', (_, url, events) => {
    const shop = simulatedShop();
    expect(register(shop, url, events).status).toBe(400);
    expect(list(shop)).toEqual([]);
  });
});

describe('deliveries of the simulated service', () => {
  it('are signed as the official steps say, and tell what happened since the registration', () => {
    const shop = simulatedShop();
    shop.create('sale-0001');
    const { id, secret } = JSON.parse(register(shop).body);
    shop.approve('sale-0001');
    const [delivery] = shop.world.takeDeliveries(shop.now());
    expect(JSON.parse(delivery!.body)).toMatchObject({
      msn: '123456',
      reference: 'sale-0001',
      name: 'AUTHORIZED',
      amount: { currency: 'NOK', value: 24_900 },
      success: true,
    });
    const headers = signedHeaders(delivery!.webhook, delivery!.body, shop.now());
    const body = new TextEncoder().encode(delivery!.body);
    expect(prove({ address: HERE, headers, body }, [{ id, url: HERE, secret }], nodeHashing)).toBe('proved');
    expect(prove({ address: HERE, headers, body }, [{ id, url: HERE, secret: 'x' }], nodeHashing)).toBe(
      'wrongSignature',
    );
  });

  it('wait for each other within a payment, and for nobody else', () => {
    const shop = simulatedShop();
    register(shop);
    for (const reference of ['sale-0001', 'sale-0002']) {
      shop.create(reference);
      shop.approve(reference);
    }
    expect(namesOf(taken(shop, false))).toEqual(['CREATED', 'CREATED']);
    expect(namesOf(taken(shop))).toEqual([]);
    shop.wait(2_000);
    expect(namesOf(taken(shop))).toEqual(['CREATED', 'CREATED']);
    expect(namesOf(taken(shop))).toEqual(['AUTHORIZED', 'AUTHORIZED']);
    expect(shop.world.nextToTell()).toBeNull();
  });

  it('are repeated by the plan for a week, also over a restart, then given up', () => {
    const shop = simulatedShop();
    register(shop, HERE, ['epayments.payment.created.v1']);
    shop.create('sale-0001');
    const start = shop.now();
    const times: number[] = [];
    let { world } = shop;
    let now = start;
    for (let tries = 0; tries < 60; tries += 1) {
      const due = world.takeDeliveries(now);
      if (due.length === 0) break;
      times.push((now - start) / 1_000);
      world.delivered(due[0]!.id, false, now);
      world = restoreWorld(world.snapshot())!;
      now = world.nextToTell() ?? Number.POSITIVE_INFINITY;
      // The payment itself ends meanwhile, which nobody asked to be told.
      if (now === start + 600_000) {
        world.takeDeliveries(now - 1);
        world.advance(now);
        world.books();
        now = world.nextToTell() ?? Number.POSITIVE_INFINITY;
      }
    }
    const HOUR = 3_600;
    expect(times.slice(0, 8)).toEqual([0, 2, 4, 6, 66, 186, 186 + HOUR, 186 + 2 * HOUR]);
    expect(times).toHaveLength(29 + 6);
    expect(times.at(-1)).toBeLessThanOrEqual(7 * 24 * HOUR);
  });

  it('tell of an end that nobody asked for, at its moment', () => {
    const shop = simulatedShop();
    register(shop);
    shop.create('sale-0001');
    taken(shop);
    const ends = shop.world.nextToTell();
    expect(ends).toBe(shop.now() + 600_000);
    shop.wait(600_000);
    expect(namesOf(taken(shop))).toEqual(['EXPIRED']);
  });

  it('end with their registration', () => {
    const shop = simulatedShop();
    const { id } = JSON.parse(register(shop).body);
    shop.create('sale-0001');
    expect(taken(shop, false)).toHaveLength(1);
    shop.call('DELETE', `${PATH}/${id}`);
    shop.wait(60_000);
    expect(taken(shop)).toEqual([]);
  });
});
