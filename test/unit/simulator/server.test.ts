import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ensurePhone } from '../../../build/bundle.ts';
import { createFaults, type FaultRule } from '../../../electron/simulator/faults.ts';
import { salesUnit } from '../../../electron/simulator/sales-unit.ts';
import { serve, type SimulatorServer } from '../../../electron/simulator/server.ts';
import { loadWorld, saveWorld } from '../../../electron/simulator/state-file.ts';
import { createWorld, type World } from '../../../electron/simulator/world.ts';
import { createBody, KEYS, paymentsPath, simulatedShop } from '../../support/simulation/shop.ts';

const REFERENCE = 'sale-0001';
const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

interface Running {
  readonly server: SimulatorServer;
  readonly world: World;
  call(method: string, path: string, body?: unknown, key?: string): Promise<Response>;
  control(method: string, door: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
}

async function running(rules: readonly FaultRule[] = [], onChange?: () => void, phone?: string): Promise<Running> {
  const world = createWorld({ unit: salesUnit(KEYS), seed: 1, now: Date.now() });
  const server = await serve({
    world,
    port: 0,
    faults: createFaults(1, rules),
    ...(onChange === undefined ? {} : { onChange }),
    ...(phone === undefined ? {} : { phone }),
  });
  closers.push(() => server.close());
  const token = await fetch(`${server.url}/accessToken/get`, {
    method: 'POST',
    headers: {
      client_id: KEYS.clientId,
      client_secret: KEYS.clientSecret,
      'Ocp-Apim-Subscription-Key': KEYS.subscriptionKey,
    },
  });
  const { access_token }: { access_token: string } = JSON.parse(await token.text());
  return {
    server,
    world,
    call: (method, path, body, key = 'key-1') =>
      fetch(server.url + path, {
        method,
        headers: {
          AUTHORIZATION: `Bearer ${access_token}`,
          'ocp-apim-subscription-KEY': KEYS.subscriptionKey,
          'Merchant-Serial-Number': KEYS.merchantSerialNumber,
          'Content-Type': 'application/json',
          'Idempotency-Key': key,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    control: (method, door, body, headers = {}) =>
      fetch(`${server.url}/_simulator/${door}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
  };
}

/** With the Host header of our choice, which fetch does not allow. */
const statusWithHost = (server: SimulatorServer, path: string, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: server.port, path, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });

describe('the server', () => {
  it('sells over a real socket: create, approve, capture, refund, books', async () => {
    const { call, control } = await running();
    expect((await call('POST', paymentsPath(), createBody(REFERENCE), 'create')).status).toBe(201);
    const act = await control('POST', 'customer', { reference: REFERENCE, act: 'approve' });
    expect(await act.json()).toMatchObject({ outcome: 'done', at: expect.any(Number) });
    const capture = await call(
      'POST',
      paymentsPath(REFERENCE, 'capture'),
      { modificationAmount: { currency: 'NOK', value: 24_900 } },
      'capture',
    );
    expect([capture.status, capture.headers.get('content-type')]).toEqual([
      200,
      'application/problem+json; charset=utf-8',
    ]);
    const read = await call('GET', paymentsPath(REFERENCE));
    expect(await read.json()).toMatchObject({ state: 'AUTHORIZED', aggregate: { capturedAmount: { value: 24_900 } } });
    const books = await control('GET', 'books');
    expect(await books.json()).toMatchObject({ payments: [{ reference: REFERENCE, captured: 24_900, refunded: 0 }] });
  });

  it('logs what arrived, when, without secrets, and forgets on request', async () => {
    const { call, control } = await running();
    const before = performance.timeOrigin + performance.now();
    await call('POST', paymentsPath(), createBody(REFERENCE), 'create');
    const after = performance.timeOrigin + performance.now();
    const log: { requests: { path: string; arrivedAt: number; headers: Record<string, string>; body: string }[] } =
      JSON.parse(await (await control('GET', 'requests?after=1')).text());
    const [entry] = log.requests;
    expect(log.requests).toHaveLength(1);
    expect(entry).toMatchObject({
      path: paymentsPath(),
      body: JSON.stringify(createBody(REFERENCE)),
      headers: { 'idempotency-key': 'create', authorization: 'hidden' },
    });
    expect(entry?.arrivedAt).toBeGreaterThanOrEqual(before);
    expect(entry?.arrivedAt).toBeLessThanOrEqual(after);
    const all = await (await control('GET', 'requests')).text();
    for (const secret of [KEYS.clientSecret, KEYS.subscriptionKey, 'Bearer']) expect(all).not.toContain(secret);
    await control('DELETE', 'requests');
    expect(await (await control('GET', 'requests')).json()).toEqual({ requests: [] });
  });

  it('lets its clock be set ahead', async () => {
    const { call, control } = await running();
    await call('POST', paymentsPath(), createBody(REFERENCE), 'create');
    expect(await (await control('GET', 'waiting')).json()).toMatchObject({ payments: [{ reference: REFERENCE }] });
    await control('POST', 'clock', { advanceMs: 600_000 });
    expect(await (await call('GET', paymentsPath(REFERENCE))).json()).toMatchObject({ state: 'EXPIRED' });
    expect(await (await control('POST', 'customer', { reference: REFERENCE, act: 'approve' })).json()).toMatchObject({
      outcome: 'too-late',
    });
  });

  it('is steered: behaviour, scripts, sales unit, faults, phone', async () => {
    const { call, control } = await running();
    await control('POST', 'scripts', { scripts: [{ steps: [{ after: 0, act: 'reject' }], onCancel: null }] });
    await control('POST', 'behaviour', {
      queue: [],
      byPhone: {},
      otherwise: { steps: [{ after: 0, act: 'approve' }], onCancel: null },
    });
    await call('POST', paymentsPath(), createBody(REFERENCE), 'create');
    expect(await (await call('GET', paymentsPath(REFERENCE))).json()).toMatchObject({ state: 'AUTHORIZED' });
    const unit = await control('PATCH', 'sales-unit', { pushAllowed: false });
    expect(await unit.json()).toMatchObject({ pushAllowed: false, clientSecret: 'hidden', subscriptionKey: 'hidden' });
    expect((await call('POST', paymentsPath(), createBody('sale-0002'), 'second')).status).toBe(400);
    await control('POST', 'faults', { rules: [{ point: 'error-before', status: 503, operations: ['get'] }] });
    expect((await call('GET', paymentsPath(REFERENCE))).status).toBe(503);
    expect(await (await control('POST', 'phone', { online: false })).json()).toMatchObject({ online: false });
    expect(await (await control('POST', 'customer', { reference: REFERENCE, act: 'reject' })).json()).toMatchObject({
      outcome: 'no-network',
    });
    for (const [door, body] of [
      ['faults', { rules: [{ point: 'nonsense' }] }],
      ['customer', '{'],
      ['sales-unit-x', {}],
    ] as const) {
      expect([400, 404]).toContain((await control('POST', door, body)).status);
    }
  });

  it.each([
    [{ point: 'drop-request' }, 0],
    [{ point: 'refuse-connection' }, 0],
    [{ point: 'drop-answer' }, 1],
  ] as const)('%o breaks the socket', async (rule, payments) => {
    const { call, world } = await running([{ ...rule, operations: ['create'] }]);
    await expect(call('POST', paymentsPath(), createBody(REFERENCE), 'create')).rejects.toThrow('fetch failed');
    expect(world.books()).toHaveLength(payments);
    expect((await call('POST', paymentsPath(), createBody(REFERENCE), 'create')).status).toBe(201);
  });

  it('cut-off breaks the socket in the middle of the body', async () => {
    const { call } = await running([{ point: 'cut-off', operations: ['create'] }]);
    const response = await call('POST', paymentsPath(), createBody(REFERENCE), 'create');
    expect(response.status).toBe(201);
    await expect(response.text()).rejects.toThrow('terminated');
  });

  it('refuses a body above one megabyte with 413 and goes on', async () => {
    const { call, world } = await running();
    const answer = await call('POST', paymentsPath(), 'x'.repeat(1_100_000)).then((response) => response.status);
    expect(answer).toBe(413);
    expect(world.books()).toEqual([]);
    expect((await call('POST', paymentsPath(), createBody(REFERENCE))).status).toBe(201);
  });

  it('keeps web pages of others away from the control face and the phone', async () => {
    const { server, control } = await running([], undefined, await ensurePhone());
    for (const origin of ['https://example.com', 'null', 'http://127.0.0.1:1', `https://127.0.0.1:${server.port}`]) {
      expect((await control('GET', 'books', undefined, { origin })).status).toBe(403);
    }
    expect((await control('GET', 'books', undefined, { origin: server.url })).status).toBe(200);
    for (const path of ['/_simulator/books', '/phone', '/phone.js']) {
      expect(await statusWithHost(server, path, `attacker.example:${server.port}`)).toBe(403);
      expect(await statusWithHost(server, path, `localhost:${server.port}`)).toBe(200);
    }
  });

  it('serves the phone with a strict policy and nothing inline', async () => {
    const { server } = await running([], undefined, await ensurePhone());
    const page = await fetch(`${server.url}/phone?lang=nb`);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    const html = await page.text();
    expect(html).not.toMatch(/<style|style=|<script>| on\w+=/);
    for (const [file, type] of [
      ['phone.css', 'text/css'],
      ['phone.js', 'text/javascript'],
    ] as const) {
      const asset = await fetch(`${server.url}/${file}`);
      expect([asset.status, asset.headers.get('content-type')]).toEqual([200, `${type}; charset=utf-8`]);
      expect(html).toContain(`/${file}`);
    }
    for (const path of ['/phone.html', '/phone/index.html', '/phone/../simulator.js', '/phone.js.map'])
      expect(await statusWithHost(server, path, `localhost:${server.port}`)).toBe(404);
  });

  it('says that the page of the phone is not built, and serves the rest', async () => {
    const { server, control } = await running();
    expect((await fetch(`${server.url}/phone`)).status).toBe(503);
    expect((await control('GET', 'phone')).status).toBe(200);
  });

  it('shows the phone what the customer sees, through to the receipt', async () => {
    const { call, control } = await running();
    const { receipt } = {
      receipt: {
        orderLines: [
          {
            name: 'Hoodie',
            id: '1',
            totalAmount: 24_900,
            totalAmountExcludingTax: 19_920,
            totalTaxAmount: 4980,
            taxRate: 2500,
          },
        ],
        bottomLine: { currency: 'NOK', posId: 'pos-2', receiptNumber: '0042' },
      },
    };
    await call('POST', paymentsPath(), createBody(REFERENCE, { receipt }), 'create');
    const status = async (): Promise<unknown> => (await control('GET', 'phone')).json();
    expect(await status()).toMatchObject({
      wallet: 'Vipps',
      online: true,
      payments: [{ status: 'incoming', amount: 24_900, receipt: { posId: 'pos-2', receiptNumber: '0042', tax: 4980 } }],
    });
    await control('POST', 'customer', { reference: REFERENCE, act: 'dismiss' });
    expect(await status()).toMatchObject({ payments: [{ status: 'put-away' }] });
    await control('POST', 'customer', { reference: REFERENCE, act: 'approve' });
    expect(await status()).toMatchObject({ payments: [{ status: 'reserved' }] });
    await call(
      'POST',
      paymentsPath(REFERENCE, 'capture'),
      { modificationAmount: { currency: 'NOK', value: 24_900 } },
      'capture',
    );
    expect(await status()).toMatchObject({ payments: [{ status: 'paid', captured: 24_900 }] });
  });

  it('shows the phone what was taken of an amount, what waits, what was released and what came back', async () => {
    const { call, control } = await running();
    await call('POST', paymentsPath(), createBody(REFERENCE), 'create');
    await control('POST', 'customer', { reference: REFERENCE, act: 'approve' });
    const shown = async () => {
      const { payments }: { payments: Record<string, unknown>[] } = JSON.parse(
        await (await control('GET', 'phone')).text(),
      );
      const { status, captured, reserved, released, refunded } = payments[0] ?? {};
      return [status, captured, reserved, released, refunded];
    };
    const portal = async (act: string, amount?: number) =>
      (await control('POST', 'portal', { reference: REFERENCE, act, amount })).json();
    expect(await shown()).toEqual(['reserved', 0, 24_900, 0, 0]);
    expect(await portal('capture', 10_000)).toEqual({ outcome: 'done', code: null });
    expect(await shown()).toEqual(['part-paid', 10_000, 14_900, 0, 0]);
    expect(await portal('cancel')).toEqual({ outcome: 'done', code: null });
    expect(await shown()).toEqual(['part-released', 10_000, 0, 14_900, 0]);
    expect(await portal('refund', 10_001)).toEqual({ outcome: 'refused', code: 6150 });
    await portal('refund', 4_000);
    expect(await shown()).toEqual(['part-refunded', 10_000, 0, 14_900, 4_000]);
    await portal('refund');
    expect(await shown()).toEqual(['refunded', 10_000, 0, 14_900, 10_000]);
    expect(await (await control('POST', 'portal', { reference: 'nothing-0001', act: 'refund' })).json()).toEqual({
      outcome: 'unknown-payment',
      code: null,
    });
    expect((await control('POST', 'portal', { reference: REFERENCE, act: 'refund', amount: -1 })).status).toBe(400);
  });

  it('opens its books and takes entries of others into them', async () => {
    const { call, control } = await running();
    await call('POST', paymentsPath(), createBody(REFERENCE), 'create');
    await control('POST', 'customer', { reference: REFERENCE, act: 'approve' });
    await call(
      'POST',
      paymentsPath(REFERENCE, 'capture'),
      { modificationAmount: { currency: 'NOK', value: 24_900 } },
      'capture',
    );
    const other = {
      topic: 'funds',
      entryType: 'capture',
      amount: 700,
      reference: 'other-till-0001',
      pspReference: 'other-1',
    };
    expect(await (await control('POST', 'ledger', { entries: [other] })).json()).toEqual({ entered: 1 });
    expect((await control('POST', 'ledger', { entries: [{ ...other, amount: 0.5 }] })).status).toBe(400);
    expect(await (await control('GET', 'ledger')).json()).toMatchObject({
      funds: [
        { reference: REFERENCE, amount: 24_900 },
        { reference: 'other-till-0001', amount: 700 },
      ],
      fees: [{ amount: -448 }],
    });
    expect((await control('PATCH', 'sales-unit', { ledgerDelay: 0, timeZone: 'UTC' })).status).toBe(200);
    expect((await control('PATCH', 'sales-unit', { timeZone: 'Nowhere/City' })).status).toBe(400);
    const listed = await call('GET', '/settlement/v1/ledgers?settlesForRecipientHandles=api:123456');
    const {
      items: [ledger],
    }: { items: { ledgerId: string }[] } = JSON.parse(await listed.text());
    await control('POST', 'clock', { advanceMs: 10_000 });
    const feed = await call('GET', `/report/v2/ledgers/${ledger?.ledgerId ?? ''}/funds/feed`);
    expect(await feed.json()).toMatchObject({ items: [{ reference: REFERENCE }, { reference: 'other-till-0001' }] });
  });
});

describe('the state file', () => {
  const folder = (): string => {
    const path = mkdtempSync(join(tmpdir(), 'simulator-'));
    closers.push(() => rmSync(path, { recursive: true, force: true }));
    return path;
  };

  it('is written before the answer goes out, and read back whole', async () => {
    const file = join(folder(), 'deep', 'world.json');
    const state: { world: World | null } = { world: null };
    const own = await running([{ point: 'drop-answer', operations: ['create'] }], () => {
      if (state.world !== null) saveWorld(file, state.world);
    });
    state.world = own.world;
    await expect(own.call('POST', paymentsPath(), createBody(REFERENCE), 'create')).rejects.toThrow('fetch failed');
    const loaded = loadWorld(file, 1);
    if (loaded.kind !== 'world') throw new Error(`The file was ${loaded.kind}`);
    expect(loaded.world.books()).toEqual(own.world.books());
  });

  it('is set aside when damaged, and told apart from none', () => {
    const path = folder();
    const file = join(path, 'world.json');
    expect(loadWorld(file, 7)).toEqual({ kind: 'none' });
    const shop = simulatedShop();
    saveWorld(file, shop.world);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.slice(0, -20));
    expect(loadWorld(file, 7)).toEqual({ kind: 'damaged', setAside: `${file}.damaged-7` });
    expect(readdirSync(path)).toEqual(['world.json.damaged-7']);
    expect(readFileSync(`${file}.damaged-7`, 'utf8')).toBe(text.slice(0, -20));
  });
});
