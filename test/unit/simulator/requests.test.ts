import { describe, expect, it } from 'vitest';
import { codeOf, KEYS, paymentsPath, simulatedShop, START, type Headers } from '../../support/simulation/shop.ts';

const REFERENCE = 'sale-0001';

describe('idempotency [api 4.1]', () => {
  it('answers the same key and bytes with the first outcome, without a second effect', () => {
    const shop = simulatedShop();
    const first = shop.create(REFERENCE, { userFlow: 'QR' }, { 'idempotency-key': 'create' });
    const second = shop.create(REFERENCE, { userFlow: 'QR' }, { 'idempotency-key': 'create' });
    expect([first.status, second.status, second.body]).toEqual([201, 201, first.body]);
    shop.approve(REFERENCE);
    const captures = [shop.capture(REFERENCE, 10_000, 'capture'), shop.capture(REFERENCE, 10_000, 'capture')];
    expect(captures.map(({ status }) => status)).toEqual([200, 200]);
    expect(shop.payment(REFERENCE).captured).toBe(10_000);
    const refunds = [shop.refund(REFERENCE, 4000, 'refund')];
    shop.wait(60_000);
    refunds.push(shop.refund(REFERENCE, 4000, 'refund'));
    expect(refunds.map(({ status }) => status)).toEqual([200, 200]);
    expect(shop.payment(REFERENCE).refunded).toBe(4000);
  });

  it('refuses the same key with other content: 4020 create, 4010 capture, 4150 refund, 4020 across operations', () => {
    const shop = simulatedShop();
    shop.create(REFERENCE, {}, { 'idempotency-key': 'create' });
    const other = shop.create(REFERENCE, { paymentDescription: 'Another' }, { 'idempotency-key': 'create' });
    shop.approve(REFERENCE);
    shop.capture(REFERENCE, 10_000, 'capture');
    const capture = shop.capture(REFERENCE, 10_001, 'capture');
    shop.wait(60_000);
    shop.refund(REFERENCE, 100, 'refund');
    const refund = shop.refund(REFERENCE, 101, 'refund');
    const across = shop.refund(REFERENCE, 10_000, 'capture');
    expect([other, capture, refund, across].map((answer) => [answer.status, codeOf(answer)])).toEqual([
      [409, 4020],
      [409, 4010],
      [409, 4150],
      [409, 4020],
    ]);
    expect(shop.payment(REFERENCE)).toMatchObject({ captured: 10_000, refunded: 100 });
  });

  it('refuses a used reference under a new key with 4150', () => {
    const shop = simulatedShop();
    shop.create(REFERENCE);
    const again = shop.create(REFERENCE);
    expect([again.status, codeOf(again)]).toEqual([409, 4150]);
  });

  it('keeps a refusal for its key after the cause is gone; a new key passes', () => {
    const shop = simulatedShop({ unit: { pushAllowed: false } });
    const refused = shop.create(REFERENCE, {}, { 'idempotency-key': 'first' });
    shop.world.patchUnit({ pushAllowed: true });
    const still = shop.create(REFERENCE, {}, { 'idempotency-key': 'first' });
    expect([refused, still].map(codeOf)).toEqual([5080, 5080]);
    expect(shop.create(REFERENCE, {}, { 'idempotency-key': 'second' }).status).toBe(201);
  });

  it('forgets passing refusals (6250, 429), so that the same key can succeed later', () => {
    const shop = simulatedShop();
    shop.create(REFERENCE);
    shop.world.act(REFERENCE, 'start-processing', shop.now());
    expect(codeOf(shop.cancel(REFERENCE, {}, 'cancel'))).toBe(6250);
    shop.approve(REFERENCE);
    expect(shop.cancel(REFERENCE, {}, 'cancel').status).toBe(200);
    for (let n = 0; n < 5; n += 1) shop.refund(REFERENCE, 1);
    expect(shop.refund(REFERENCE, 100, 'refund').status).toBe(429);
    shop.wait(60_000);
    expect(codeOf(shop.refund(REFERENCE, 100, 'refund'))).toBe(6210);
  });
});

describe('rate limits [api 4.2]', () => {
  it('lets five of an operation through a minute for a reference, and says when to come back', () => {
    const shop = simulatedShop();
    const answers = Array.from({ length: 6 }, () => shop.create(REFERENCE));
    expect(answers.map(({ status }) => status)).toEqual([201, 409, 409, 409, 409, 429]);
    expect(answers[5]?.headers['retry-after']).toBe('60');
    expect(shop.create('sale-0002').status).toBe(201);
    shop.wait(59_999);
    expect(shop.create(REFERENCE).headers['retry-after']).toBe('1');
    shop.wait(1);
    expect(shop.create(REFERENCE).status).toBe(409);
  });

  it('counts every operation for itself: five creates, captures, cancels and refunds in one minute', () => {
    const shop = simulatedShop();
    const five = (call: () => { readonly status: number }): number[] => Array.from({ length: 6 }, () => call().status);
    expect(five(() => shop.create(REFERENCE))).toEqual([201, 409, 409, 409, 409, 429]);
    shop.approve(REFERENCE);
    expect(five(() => shop.capture(REFERENCE, 1_000))).toEqual([200, 200, 200, 200, 200, 429]);
    expect(five(() => shop.refund(REFERENCE, 1_000))).toEqual([200, 200, 200, 200, 200, 429]);
    expect(five(() => shop.cancel(REFERENCE))).toEqual([200, 400, 400, 400, 400, 429]);
    expect(shop.get(REFERENCE).status).toBe(200);
  });

  it('lets 120 gets and 120 readings of the event log a minute through', () => {
    const shop = simulatedShop();
    shop.create(REFERENCE);
    const events = () => shop.call('GET', paymentsPath(REFERENCE, 'events')).status;
    for (let n = 0; n < 120; n += 1) expect([shop.get(REFERENCE).status, events()]).toEqual([200, 200]);
    expect([shop.get(REFERENCE).status, events()]).toEqual([429, 429]);
    expect(shop.cancel(REFERENCE).status).toBe(200);
    shop.wait(60_000);
    expect(shop.get(REFERENCE).status).toBe(200);
  });

  it('counts creates without a reference as one payment', () => {
    const shop = simulatedShop();
    const answers = Array.from({ length: 6 }, () =>
      shop.call('POST', paymentsPath(), { amount: { currency: 'NOK', value: 100 } }),
    );
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 429]);
  });
});

describe('token [api 2]', () => {
  it('answers texts only, under both spellings', () => {
    const shop = simulatedShop();
    for (const path of ['/accesstoken/get', '/accessToken/get']) {
      const answer = shop.call('POST', path, undefined, { client_id: KEYS.clientId, client_secret: KEYS.clientSecret });
      const body: Record<string, unknown> = JSON.parse(answer.body);
      expect(answer.status).toBe(200);
      expect(body).toMatchObject({
        token_type: 'Bearer',
        expires_in: '3599',
        not_before: String(START / 1000),
        expires_on: String(START / 1000 + 3599),
      });
      expect(Object.values(body).every((value) => typeof value === 'string')).toBe(true);
    }
  });

  it('tells a wrong secret, a wrong id and missing headers apart from a wrong subscription key', () => {
    const shop = simulatedShop();
    expect(shop.token({ client_secret: 'wrong' }).status).toBe(401);
    expect(shop.token({ client_id: 'wrong' }).status).toBe(401);
    expect(shop.token({ client_id: undefined }).status).toBe(400);
    for (const key of ['wrong', undefined]) {
      const answer = shop.token({ 'ocp-apim-subscription-key': key });
      const body: unknown = JSON.parse(answer.body);
      expect([answer.status, body]).toEqual([
        401,
        { statusCode: 401, message: expect.stringContaining('subscription key') },
      ]);
      const refused = shop.call('GET', paymentsPath(REFERENCE), undefined, { 'ocp-apim-subscription-key': key });
      expect(JSON.parse(refused.body)).toMatchObject({
        title: 'Unauthorized',
        status: 401,
        detail: expect.stringContaining('subscription key'),
      });
    }
  });

  it('is good for an hour less a second, and needs the word Bearer', () => {
    const shop = simulatedShop();
    shop.create(REFERENCE);
    const { authorization } = shop.headers();
    const asked = (header: string | undefined): number =>
      shop.call('GET', paymentsPath(REFERENCE), undefined, { authorization: header }).status;
    expect([
      asked(authorization),
      asked(authorization?.slice(7)),
      asked(authorization?.toLowerCase()),
      asked(undefined),
    ]).toEqual([200, 401, 401, 401]);
    shop.wait(3_598_999);
    expect(asked(authorization)).toBe(200);
    shop.wait(1);
    expect(asked(authorization)).toBe(401);
  });
});

describe('headers', () => {
  const cases: readonly [string, Headers, number][] = [
    ['no serial number', { 'merchant-serial-number': undefined }, 400],
    ['a serial number of letters', { 'merchant-serial-number': 'shop' }, 400],
    ['the serial number of another shop', { 'merchant-serial-number': '999999' }, 401],
    ['no subscription key', { 'ocp-apim-subscription-key': undefined }, 401],
    ['no idempotency key', { 'idempotency-key': undefined }, 400],
    ['an idempotency key of 51 characters', { 'idempotency-key': 'k'.repeat(51) }, 400],
    ['a system name of 31 characters', { 'vipps-system-name': 'n'.repeat(31) }, 400],
    ['another content type', { 'content-type': 'text/plain' }, 415],
    ['no content type', { 'content-type': undefined }, 415],
    ['a content type with charset', { 'content-type': 'application/json; charset=utf-8' }, 201],
    ['an idempotency key of 50 characters', { 'idempotency-key': 'k'.repeat(50) }, 201],
  ];
  it.each(cases)('answers %s', (_, headers, status) => {
    expect(simulatedShop().create(REFERENCE, {}, headers).status).toBe(status);
  });

  it('takes a cancel without body, key or content type', () => {
    const shop = simulatedShop();
    shop.create(REFERENCE);
    expect(
      shop.call('POST', paymentsPath(REFERENCE, 'cancel'), undefined, {
        'idempotency-key': undefined,
        'content-type': undefined,
      }).status,
    ).toBe(200);
  });

  it('has no other doors', () => {
    const shop = simulatedShop();
    const doors: [string, string][] = [
      ['GET', '/epayment/v1/payments'],
      ['DELETE', paymentsPath(REFERENCE)],
      ['POST', '/epayment/v1/test/payments/sale-0001/capture'],
      ['GET', '/accesstoken/get'],
      ['GET', '/'],
    ];
    expect(doors.map(([method, path]) => shop.call(method, path).status)).toEqual([404, 404, 404, 404, 404]);
  });
});
