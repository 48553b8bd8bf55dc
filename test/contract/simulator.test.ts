import { describe, expect, it } from 'vitest';
import { exchange } from '../../electron/simulator/exchange.ts';
import { createFaults } from '../../electron/simulator/faults.ts';
import { PROBLEM_CODES } from '../../electron/simulator/problems.ts';
import { available, validateRequest, validateResponse, WHERE } from '../support/reading/openapi.ts';
import {
  codeOf,
  createBody,
  KEYS,
  paymentsPath,
  RECEIPT,
  simulatedShop,
  START,
  type SimulatedShop,
} from '../support/simulation/shop.ts';

/** Every kind of answer that the simulator gives, held against the official files with a standard validator. */

/** What the official files have against the answers of a shop, its 401, 404 and 429 included. */
const complaints = (shop: SimulatedShop): string[] =>
  shop.traffic.flatMap(({ request, response }) =>
    validateResponse(
      request.method,
      request.path,
      response.status,
      response.body,
      response.headers['content-type'],
    ).map((complaint) => `${request.method} ${request.path} ${response.status}: ${complaint}`),
  );

const approveBody = { customer: { phoneNumber: '4791234567' } };
const testPath = (reference: string): string => `/epayment/v1/test/payments/${reference}/approve`;

/** One of each success, with everything a till may send. */
function successes(): SimulatedShop {
  const shop = simulatedShop();
  shop.token();
  shop.create('push-0001', { receipt: RECEIPT, metadata: { till: '2' }, profile: { scope: 'name phoneNumber' } });
  shop.create('push-0002', { customer: { personalQr: 'https://qr.vipps.no/28/2/01/031/4791234567?v=1' } });
  shop.create('code-0001', { userFlow: 'QR' });
  shop.create('code-0002', { userFlow: 'QR', qrFormat: { format: 'TEXT/TARGETURL' }, customer: undefined });
  shop.create('code-0003', { userFlow: 'QR', qrFormat: { format: 'IMAGE/PNG', size: 300 } });
  shop.create('link-0001', { userFlow: 'WEB_REDIRECT', returnUrl: 'https://example.com/back' });
  shop.create('link-0002', { userFlow: 'NATIVE_REDIRECT', returnUrl: 'shop://back' });
  shop.call('POST', testPath('push-0001'), approveBody);
  shop.capture('push-0001', 10_000);
  shop.refund('push-0001', 4000);
  shop.cancel('push-0001');
  shop.cancel('push-0002', { cancelTransactionOnly: true });
  shop.world.act('code-0001', 'reject', shop.now());
  for (const reference of ['push-0001', 'push-0002', 'code-0001', 'code-0002', 'link-0001', 'link-0002']) {
    shop.get(reference);
    shop.call('GET', paymentsPath(reference, 'events'));
  }
  shop.wait(600_000);
  shop.get('code-0002');
  shop.call('GET', paymentsPath('code-0002', 'events'));
  return shop;
}

/** Every refusal of create, then every refusal of the other operations; each shop's traffic is kept. */
function refusals(): SimulatedShop[] {
  const shops: SimulatedShop[] = [];
  const shop = (options: Parameters<typeof simulatedShop>[0] = {}): SimulatedShop => {
    const made = simulatedShop(options);
    shops.push(made);
    return made;
  };
  const create = (more: Record<string, unknown>, unit = {}): void => void shop({ unit }).create('sale-0001', more);
  const long = { receipt: RECEIPT, expiresAt: new Date(START + 86_400_000).toISOString() };
  create({ amount: { currency: 'NOK', value: 99 } });
  create({ amount: { currency: 'DKK', value: 99 } });
  create({ customer: undefined });
  create({ customer: { phoneNumber: '4791230000' } });
  create({ customer: { phoneNumber: '47912345678' } });
  create({ customer: { personalQr: 'https://example.com' } });
  create({ customer: { customerToken: 'token' } });
  create({ userFlow: 'WEB_REDIRECT', returnUrl: 'http://example.com' });
  create({ paymentMethod: { type: 'CARD' } });
  create({ paymentMethod: { type: 'WALLET', blockedSources: ['COMMERCIAL_CARDS'] } });
  create({ shipping: { fixedOptions: [] } });
  create({ metadata: { a: '', b: '', c: '', d: '', e: '', f: '' } });
  create({ metadata: { ['k'.repeat(101)]: '' } });
  create({ metadata: { k: 'v'.repeat(501) } });
  create({ profile: { scope: 'shoeSize' } });
  create({ profile: { scope: 'nin' } });
  create(long);
  create({ ...long, receipt: undefined }, { longLivingAllowed: true });
  create({ ...long, expiresAt: new Date(START).toISOString() }, { longLivingAllowed: true });
  create({ ...long, expiresAt: new Date(START + 61 * 86_400_000).toISOString() }, { longLivingAllowed: true });
  create({}, { pushAllowed: false });
  create({}, { bankAccountVerified: false });
  create({}, { paymentAllowed: false });

  const form = shop();
  form.create('short');
  form.create('sale-0002', { directCapture: true });
  form.call('POST', paymentsPath(), '{');
  form.create('sale-0003', {}, { 'idempotency-key': undefined });
  form.create('sale-0004', {}, { 'merchant-serial-number': undefined });
  form.create('sale-0005', {}, { 'content-type': 'text/plain' });
  form.capture('bad', 1);
  form.token({ client_id: undefined });
  form.token({ client_secret: 'wrong' });

  const states = shop();
  states.get('gone-0001');
  states.cancel('gone-0001');
  states.create('wait-0001', {}, { 'idempotency-key': 'used' });
  states.create('wait-0001', { paymentDescription: 'Other' }, { 'idempotency-key': 'used' });
  states.create('wait-0001');
  states.capture('wait-0001', 1);
  states.refund('wait-0001', 1);
  states.create('busy-0001');
  states.world.act('busy-0001', 'start-processing', states.now());
  states.cancel('busy-0001');
  states.create('paid-0001');
  states.approve('paid-0001');
  states.cancel('paid-0001', { cancelTransactionOnly: true });
  states.capture('paid-0001', 25_000);
  states.capture('paid-0001', 0);
  states.capture('paid-0001', 24_900, 'all');
  states.wait(60_000);
  states.capture('paid-0001', 1, 'all');
  states.cancel('paid-0001');
  states.capture('paid-0001', 1);
  states.refund('paid-0001', 123);
  states.wait(60_000);
  states.refund('paid-0001', 30_000);
  states.refund('paid-0001', 24_900, 'back');
  states.refund('paid-0001', 1, 'back');
  states.refund('paid-0001', 1);
  states.call('POST', testPath('paid-0001'), approveBody);
  states.create('free-0001');
  states.approve('free-0001');
  states.cancel('free-0001');
  states.cancel('free-0001');
  states.capture('free-0001', 1);
  states.refund('free-0001', 1);
  states.create('lost-0001');
  states.approve('lost-0001');
  states.world.act('lost-0001', 'release-funds', states.now());
  states.capture('lost-0001', 24_900);
  states.create('done-0001');
  states.call('POST', testPath('done-0001'), { token: 'wrong' });
  states.wait(600_000);
  states.cancel('done-0001');
  states.capture('done-0001', 1);
  states.wait(370 * 86_400_000);
  states.cancel('lost-0001');
  states.capture('lost-0001', 1);

  const late = shop({ unit: { partialCaptureAllowed: false, refundAllowed: true } });
  late.create('sale-0001');
  late.approve('sale-0001');
  late.capture('sale-0001', 1);
  late.capture('sale-0001', 24_900);
  late.world.patchUnit({ refundAllowed: false });
  late.refund('sale-0001', 1);
  late.world.patchUnit({ refundAllowed: true });
  late.wait(366 * 86_400_000);
  late.refund('sale-0001', 1);
  return shops;
}

/** Codes that only a fault brings about, and one that the test environment never gives. */
const BY_FAULT = [3010, 6160, 6280];
const NEVER_HERE = [10_020];

const againstTheFiles = (): void => {
  it('gives successes as declared, for every operation', () => {
    const shop = successes();
    expect(complaints(shop)).toEqual([]);
    expect(shop.traffic.map(({ response }) => response.status).filter((status) => status >= 300)).toEqual([]);
    const seen = new Set(
      shop.traffic.map(
        ({ request }) => `${request.method} ${request.path.replace(/\/(push|code|link)-\d+/, '/{reference}')}`,
      ),
    );
    expect(seen.size).toBe(8);
  });

  it('refuses as declared, with every code it knows', () => {
    const shops = refusals();
    expect(shops.flatMap(complaints)).toEqual([]);
    const codes = new Set(
      shops.flatMap((shop) =>
        shop.traffic
          .filter(
            ({ response, request }) =>
              response.status >= 400 && request.path.startsWith('/epayment') && response.status !== 401,
          )
          .map(({ response }) => codeOf(response)),
      ),
    );
    expect(PROBLEM_CODES.filter((code) => !codes.has(code))).toEqual([...BY_FAULT, ...NEVER_HERE]);
  });

  it('refuses as declared where a fault brings the code about', async () => {
    for (const code of BY_FAULT) {
      const shop = simulatedShop();
      const request = { method: 'POST', path: paymentsPath('sale-0001', 'capture'), headers: {}, body: '' };
      const outcome = await exchange(shop.world, createFaults(1, [{ point: 'problem', code }]), request, {
        now: shop.now,
        wait: () => Promise.resolve(),
      });
      if (outcome.kind !== 'answer') throw new Error(`The exchange ended with ${outcome.kind}`);
      const { status, body, headers } = outcome.response;
      expect(codeOf(outcome.response)).toBe(code);
      expect(validateResponse('POST', request.path, status, body, headers['content-type'])).toEqual([]);
    }
  });

  it('takes what the file allows: the requests of the successes pass the file too', () => {
    for (const { request } of successes().traffic) {
      expect(validateRequest(request.method, request.path, request.headers, request.body)).toEqual([]);
    }
  });

  it('refuses every form that the file forbids', () => {
    const shop = simulatedShop();
    const bodies: Record<string, unknown>[] = [
      createBody('short'),
      createBody('sale-0001', { amount: { currency: 'NOK', value: 1.5 } }),
      createBody('sale-0001', { amount: { currency: 'nok', value: 100 } }),
      createBody('sale-0001', { amount: { currency: 'NOK', value: -1 } }),
      createBody('sale-0001', { customer: { phoneNumber: '12345678' } }),
      createBody('sale-0001', { userFlow: 'PUSH' }),
      createBody('sale-0001', { qrFormat: { size: 300 } }),
      createBody('sale-0001', { paymentDescription: 'x'.repeat(101) }),
      createBody('sale-0001', { receipt: { ...RECEIPT, orderLines: [] } }),
      createBody('sale-0001', { receipt: { orderLines: RECEIPT.orderLines } }),
      createBody('sale-0001', { expiresAt: 'tomorrow' }),
      createBody('sale-0001', { surprise: 1 }),
    ];
    for (const body of bodies) {
      expect(validateRequest('POST', paymentsPath(), shop.headers(), JSON.stringify(body))).not.toEqual([]);
      const answer = shop.call('POST', paymentsPath(), body);
      expect([answer.status, body['reference']]).toEqual([400, body['reference']]);
      shop.wait(60_000);
    }
  });

  it("turns away as declared: without token or key, with another shop's number, too often, unknown payment", () => {
    const shop = simulatedShop();
    const seen = new Set<number>();
    const ask = (headers: Record<string, string | undefined>) => {
      for (const [method, path, body] of [
        ['POST', paymentsPath(), createBody('sale-0001')],
        ['GET', paymentsPath('gone-0001'), undefined],
        ['GET', paymentsPath('gone-0001', 'events'), undefined],
        ['POST', paymentsPath('gone-0001', 'cancel'), {}],
      ] as const) {
        seen.add(shop.call(method, path, body, headers).status);
      }
    };
    for (let n = 0; n < 6; n += 1) ask({});
    for (let n = 0; n < 120; n += 1) seen.add(shop.get('gone-0001').status);
    for (const wrong of [
      { authorization: undefined },
      { authorization: 'Bearer x' },
      { 'ocp-apim-subscription-key': undefined },
      { 'ocp-apim-subscription-key': 'x' },
      { 'merchant-serial-number': '999999' },
    ])
      ask(wrong);
    for (const wrong of [
      { 'merchant-serial-number': 'shop' },
      { 'vipps-system-name': 'x'.repeat(31) },
      { 'ocp-apim-subscription-key': undefined },
    ])
      seen.add(shop.token(wrong).status);
    expect(complaints(shop)).toEqual([]);
    expect([...seen].toSorted((a, b) => a - b)).toEqual([201, 400, 401, 404, 409, 429]);
  });

  it('takes what the file allows: approve without a body or with an empty one, and two spaces in a scope', () => {
    const shop = simulatedShop();
    for (const [reference, body] of [
      ['sale-0001', undefined],
      ['sale-0002', {}],
    ] as const) {
      shop.create(reference, { profile: { scope: 'name  phoneNumber ' } });
      expect(shop.call('POST', testPath(reference), body).status).toBe(200);
      expect(shop.payment(reference).state).toBe('AUTHORIZED');
    }
    for (const { request } of shop.traffic)
      expect(validateRequest(request.method, request.path, request.headers, request.body)).toEqual([]);
    expect(complaints(shop)).toEqual([]);
  });

  it('refuses before the token what the file forbids there', () => {
    const shop = simulatedShop();
    for (const wrong of [
      { 'merchant-serial-number': 'shop' },
      { 'vipps-system-version': 'x'.repeat(31) },
      { 'vipps-system-plugin-name': 'x'.repeat(31) },
    ])
      expect(shop.token(wrong).status).toBe(400);
    expect(
      shop.token({ 'merchant-serial-number': KEYS.merchantSerialNumber, 'vipps-system-name': 'skranke' }).status,
    ).toBe(200);
  });

  it('is checked by a validator that finds faults', () => {
    const body = { reference: 'sale-0001', redirectUrl: 'not a url' };
    expect(validateResponse('POST', paymentsPath(), 201, JSON.stringify(body))).toHaveLength(1);
    expect(validateResponse('POST', paymentsPath(), 202, '{}')).toEqual(['status 202 is not declared']);
    expect(validateResponse('GET', paymentsPath('sale-0001'), 200, '{}').length).toBeGreaterThan(5);
    expect(validateRequest('POST', paymentsPath(), {}, '{}').length).toBeGreaterThan(5);
  });
};

const withoutTheFiles = (): void => {
  it(`skipped: the official OpenAPI files are not in ${WHERE}`, () => {
    process.stdout.write(
      `Contract tests of the simulator were skipped: the official OpenAPI files are not in ${WHERE}.\n`,
    );
    expect(available).toBe(false);
  });
};

describe('the simulator against the official files', available ? againstTheFiles : withoutTheFiles);
