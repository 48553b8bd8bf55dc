import { describe, expect, it } from 'vitest';
import { createFaults, POINTS, weather, type FaultRule } from '../../../electron/simulator/faults.ts';
import { createFetch, type FetchClock, type InProcessFetch } from '../../../electron/simulator/fetch.ts';
import {
  createBody,
  KEYS,
  paymentsPath,
  simulatedShop,
  START,
  type SimulatedShop,
} from '../../support/simulation/shop.ts';

/** A clock in the hand: timers fire in order of time, each after the promises before it have settled. */
function handClock(): FetchClock & { run(): Promise<void> } {
  let now = START;
  let timers: { at: number; fn: () => void }[] = [];
  const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
  return {
    now: () => now,
    after: (ms, fn) => {
      const timer = { at: now + ms, fn };
      timers = [...timers, timer].sort((a, b) => a.at - b.at);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    run: async () => {
      await settled();
      for (let next = timers.shift(); next !== undefined; next = timers.shift()) {
        now = next.at;
        next.fn();
        await settled();
      }
    },
  };
}

const REFERENCE = 'sale-0001';
const URL_BASE = 'https://apitest.vipps.no';

interface Line {
  readonly shop: SimulatedShop;
  readonly clock: ReturnType<typeof handClock>;
  readonly fetch: InProcessFetch;
}

function line(...rules: FaultRule[]): Line {
  const shop = simulatedShop();
  const clock = handClock();
  return { shop, clock, fetch: createFetch({ world: shop.world, clock, faults: createFaults(1, rules) }) };
}

const init = (shop: SimulatedShop, method: string, body?: unknown, key?: string): RequestInit => ({
  method,
  headers: Object.entries(shop.headers(key)).filter((pair): pair is [string, string] => pair[1] !== undefined),
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
});
const create = ({ shop, fetch }: Line, key = 'create'): Promise<Response> =>
  fetch(URL_BASE + paymentsPath(), init(shop, 'POST', createBody(REFERENCE), key));
const get = ({ shop, fetch }: Line): Promise<Response> =>
  fetch(new URL(URL_BASE + paymentsPath(REFERENCE)), init(shop, 'GET'));
const causeOf = async (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'answered',
    (error: unknown) =>
      error instanceof TypeError && error.cause instanceof Error ? Reflect.get(error.cause, 'code') : error,
  );

describe('the fetch in process', () => {
  it('speaks with the world by string, URL and Request, in any case of header names', async () => {
    const own = line();
    expect((await create(own)).status).toBe(201);
    expect(await (await get(own)).json()).toMatchObject({ state: 'CREATED', reference: REFERENCE });
    const token = await own.fetch(
      new Request(`${URL_BASE}/accesstoken/get?x=1`, {
        method: 'POST',
        headers: {
          Client_Id: KEYS.clientId,
          CLIENT_SECRET: KEYS.clientSecret,
          'Ocp-Apim-Subscription-Key': KEYS.subscriptionKey,
        },
      }),
    );
    expect(token.status).toBe(200);
    const created = await own.fetch(
      new Request(URL_BASE + paymentsPath(), { ...init(own.shop, 'POST', createBody('sale-0002')) }),
    );
    expect([created.status, created.headers.get('content-type')]).toEqual([201, 'application/json; charset=utf-8']);
  });

  it('takes time on the line when told to, on its clock only', async () => {
    const shop = simulatedShop();
    const clock = handClock();
    const fetch = createFetch({ world: shop.world, clock, latency: { min: 80, max: 80 } });
    const call = create({ shop, clock, fetch });
    await clock.run();
    expect((await call).status).toBe(201);
    expect(clock.now()).toBe(START + 80);
    expect(shop.payment(REFERENCE).createdAt).toBe(START + 40);
  });

  it('rejects with the reason of the signal, at once or under way; a request under way still arrives', async () => {
    const own = line({ point: 'delay-request', ms: 5000 });
    const early = own.fetch(URL_BASE, { signal: AbortSignal.abort('too early') });
    await expect(early).rejects.toBe('too early');
    const stop = new AbortController();
    const call = own.fetch(URL_BASE + paymentsPath(), {
      ...init(own.shop, 'POST', createBody(REFERENCE)),
      signal: stop.signal,
    });
    stop.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    await own.clock.run();
    expect(own.shop.world.payment(REFERENCE)).toMatchObject({ createdAt: START + 5000 });
  });
});

describe('faults before the effect', () => {
  it.each([
    ['refuse-connection', 'ECONNREFUSED'],
    ['drop-request', 'ECONNRESET'],
  ] as const)('%s: fails with %s and nothing has happened', async (point, code) => {
    const own = line({ point });
    expect(await causeOf(create(own))).toBe(code);
    expect(own.shop.world.books()).toEqual([]);
    expect((await create(own)).status).toBe(201);
  });

  it.each([
    [{ point: 'error-before', status: 503 }, 503],
    [{ point: 'locked' }, 423],
    [{ point: 'throttled' }, 429],
    [{ point: 'unauthorized' }, 401],
    [{ point: 'problem', code: 7010 }, 400],
    [{ point: 'problem', code: 4150 }, 409],
  ] as const)('%o: answers and nothing has happened', async (rule, status) => {
    const own = line(rule);
    expect((await create(own)).status).toBe(status);
    expect(own.shop.world.books()).toEqual([]);
    expect((await create(own)).status).toBe(201);
  });

  it.each(['hang-before', 'hang-after'] as const)('%s: is answered never, and ends by the signal', async (point) => {
    const own = line({ point });
    const stop = new AbortController();
    const call = own.fetch(URL_BASE + paymentsPath(), {
      ...init(own.shop, 'POST', createBody(REFERENCE)),
      signal: stop.signal,
    });
    await own.clock.run();
    stop.abort('timeout');
    await expect(call).rejects.toBe('timeout');
    expect(own.shop.world.books().length).toBe(point === 'hang-after' ? 1 : 0);
  });
});

describe('faults after the effect', () => {
  it('drop-answer: the connection breaks, and the same key finds the first outcome', async () => {
    const own = line({ point: 'drop-answer' });
    expect(await causeOf(create(own))).toBe('ECONNRESET');
    expect(own.shop.world.books().length).toBe(1);
    expect((await create(own)).status).toBe(201);
    expect(own.shop.world.books().length).toBe(1);
  });

  it('error-after: 5xx although it happened', async () => {
    const own = line({ point: 'error-after', status: 502 });
    expect((await create(own)).status).toBe(502);
    expect(own.shop.world.books().length).toBe(1);
  });

  it('cut-off: the body breaks in the middle', async () => {
    const own = line({ point: 'cut-off' });
    const response = await create(own);
    expect(response.status).toBe(201);
    await expect(response.text()).rejects.toThrow('terminated');
  });

  const spoiled: readonly [FaultRule, (text: string, response: Response) => void][] = [
    [{ point: 'truncate' }, (text) => expect(() => void JSON.parse(text)).toThrow(SyntaxError)],
    [
      { point: 'wrong-type' },
      (text) => expect(JSON.parse(text)).toMatchObject({ state: 12, aggregate: [], amount: { value: 'about 24900' } }),
    ],
    [
      { point: 'unknown-enum' },
      (text) => expect(JSON.parse(text)).toMatchObject({ state: 'PONDERING', reference: REFERENCE }),
    ],
    [
      { point: 'extra-fields' },
      (text) =>
        expect(JSON.parse(text)).toMatchObject({
          state: 'CREATED',
          newThing: { nested: [1, null, 'two'] },
          amount: { newThing: {} },
        }),
    ],
    [
      { point: 'html' },
      (text, response) =>
        expect([text.includes('<html>'), response.headers.get('content-type'), response.status]).toEqual([
          true,
          'text/html',
          200,
        ]),
    ],
    [{ point: 'html', status: 502 }, (_, response) => expect(response.status).toBe(502)],
    [{ point: 'empty' }, (text, response) => expect([text, response.status]).toEqual(['', 200])],
    [{ point: 'huge' }, (text) => expect(text.length).toBeGreaterThan(5_000_000)],
  ];
  it.each(spoiled)('%o spoils the answer', async (rule, expectation) => {
    const own = line({ ...rule, operations: ['get'] });
    await create(own);
    const response = await get(own);
    expectation(await response.text(), response);
    expect(await (await get(own)).json()).toMatchObject({ state: 'CREATED' });
  });

  it('stale-read: GET as before the last change', async () => {
    const own = line({ point: 'stale-read' });
    await create(own);
    own.shop.approve(REFERENCE);
    expect(await (await get(own)).json()).toMatchObject({ state: 'CREATED' });
    expect(await (await get(own)).json()).toMatchObject({ state: 'AUTHORIZED' });
  });

  it('duplicate-request: arrives twice, takes effect once', async () => {
    const own = line({ point: 'duplicate-request', operations: ['capture'] });
    await create(own);
    own.shop.approve(REFERENCE);
    const body = { modificationAmount: { currency: 'NOK', value: 100 } };
    const response = await own.fetch(
      URL_BASE + paymentsPath(REFERENCE, 'capture'),
      init(own.shop, 'POST', body, 'capture'),
    );
    expect(response.status).toBe(200);
    expect(own.shop.payment(REFERENCE).captured).toBe(100);
  });

  it('delays count on the clock', async () => {
    const own = line({ point: 'delay-request', ms: 2000 }, { point: 'delay-answer', ms: 3000 });
    const call = create(own);
    await own.clock.run();
    expect((await call).status).toBe(201);
    expect(own.shop.payment(REFERENCE).createdAt).toBe(START + 2000);
    expect(own.clock.now()).toBe(START + 5000);
  });
});

describe('the plan', () => {
  it('hits by operation, reference and count', async () => {
    const own = line({ point: 'locked', operations: ['create'], reference: REFERENCE, from: 2, times: 2 });
    const statuses: number[] = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await create(own)).status);
    expect(statuses).toEqual([201, 423, 423, 201]);
    expect((await get(own)).status).toBe(200);
  });

  it('is the same for the same seed, and stops when cleared', () => {
    const draw = (seed: number): string => {
      const faults = createFaults(seed, weather(0.2, 5000));
      return JSON.stringify(
        Array.from({ length: 200 }, () => faults.decide({ operation: 'get', reference: REFERENCE })),
      );
    };
    expect(draw(3)).toBe(draw(3));
    expect(draw(3)).not.toBe(draw(4));
    const faults = createFaults(3, weather(1, 5000));
    expect(faults.decide({ operation: 'get', reference: REFERENCE }).map(({ point }) => point)).toEqual(
      POINTS.filter((point) => point !== 'problem' && point !== 'redirect'),
    );
    faults.clear();
    expect(faults.decide({ operation: 'get', reference: REFERENCE })).toEqual([]);
  });
});
