import { describe, expect, it } from 'vitest';
import { codeOf, createBody, KEYS, paymentsPath, RECEIPT, simulatedShop, START, type Body, type Headers } from '../support/simulated-shop.ts';
import type { WireResponse } from '../../electron/simulator/wire.ts';

const REFERENCE = 'sale-0001';
const AMOUNT = 24_900;

interface Refusal {
  readonly extraDetails: readonly { readonly name: string; readonly reason: string }[];
}
const fieldsOf = (response: WireResponse): string[] => {
  const body: Refusal = JSON.parse(response.body);
  return body.extraDetails.map(({ name }) => name);
};

describe('idempotency (vipps-facts 4.1)', () => {
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
    expect([other, capture, refund, across].map((answer) => [answer.status, codeOf(answer)])).toEqual([[409, 4020], [409, 4010], [409, 4150], [409, 4020]]);
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
    for (let n = 0; n < 2; n += 1) shop.capture(REFERENCE, 1);
    expect(shop.refund(REFERENCE, 100, 'refund').status).toBe(429);
    shop.wait(60_000);
    expect(codeOf(shop.refund(REFERENCE, 100, 'refund'))).toBe(6210);
  });
});

describe('rate limits (vipps-facts 4.3)', () => {
  it('lets five writes a minute through for a reference, and says when to come back', () => {
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

  it('lets 120 reads a minute through, get and events together', () => {
    const shop = simulatedShop();
    shop.create(REFERENCE);
    for (let n = 0; n < 60; n += 1) {
      expect(shop.get(REFERENCE).status).toBe(200);
      expect(shop.call('GET', paymentsPath(REFERENCE, 'events')).status).toBe(200);
    }
    expect(shop.get(REFERENCE).status).toBe(429);
    expect(shop.cancel(REFERENCE).status).toBe(200);
    shop.wait(60_000);
    expect(shop.get(REFERENCE).status).toBe(200);
  });

  it('counts creates without a reference as one payment', () => {
    const shop = simulatedShop();
    const answers = Array.from({ length: 6 }, () => shop.call('POST', paymentsPath(), { amount: { currency: 'NOK', value: 100 } }));
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 429]);
  });
});

describe('token (vipps-facts 2)', () => {
  it('answers texts only, under both spellings', () => {
    const shop = simulatedShop();
    for (const path of ['/accesstoken/get', '/accessToken/get']) {
      const answer = shop.call('POST', path, undefined, { client_id: KEYS.clientId, client_secret: KEYS.clientSecret });
      const body: Record<string, unknown> = JSON.parse(answer.body);
      expect(answer.status).toBe(200);
      expect(body).toMatchObject({ token_type: 'Bearer', expires_in: '3599', not_before: String(START / 1000), expires_on: String(START / 1000 + 3599) });
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
      expect([answer.status, body]).toEqual([401, { statusCode: 401, message: expect.stringContaining('subscription key') }]);
    }
  });

  it('is good for an hour less a second, and needs the word Bearer', () => {
    const shop = simulatedShop();
    shop.create(REFERENCE);
    const { authorization } = shop.headers();
    const asked = (header: string | undefined): number => shop.call('GET', paymentsPath(REFERENCE), undefined, { authorization: header }).status;
    expect([asked(authorization), asked(authorization?.slice(7)), asked(authorization?.toLowerCase()), asked(undefined)]).toEqual([200, 401, 401, 401]);
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
    expect(shop.call('POST', paymentsPath(REFERENCE, 'cancel'), undefined, { 'idempotency-key': undefined, 'content-type': undefined }).status).toBe(200);
  });

  it('has no other doors', () => {
    const shop = simulatedShop();
    const doors: [string, string][] = [['GET', '/epayment/v1/payments'], ['DELETE', paymentsPath(REFERENCE)], ['POST', '/epayment/v1/test/payments/sale-0001/capture'], ['GET', '/accesstoken/get'], ['GET', '/']];
    expect(doors.map(([method, path]) => shop.call(method, path).status)).toEqual([404, 404, 404, 404, 404]);
  });
});

describe('create: form', () => {
  const wrong: readonly [string, Body, string][] = [
    ['an unknown field', { directCapture: true }, 'directCapture'],
    ['a text for an amount', { amount: { currency: 'NOK', value: '100' } }, 'Amount.Value'],
    ['a decimal amount', { amount: { currency: 'NOK', value: 100.5 } }, 'Amount.Value'],
    ['more than the maximum', { amount: { currency: 'NOK', value: 65_000_001 } }, 'Amount.Value'],
    ['an unknown inner field', { amount: { currency: 'NOK', value: 100, type: 'PURCHASE' } }, 'Amount.type'],
    ['a number with a plus', { customer: { phoneNumber: '+4791234567' } }, 'Customer.PhoneNumber'],
    ['a number as number', { customer: { phoneNumber: 4_791_234_567 } }, 'Customer.PhoneNumber'],
    ['two ways to the customer', { customer: { phoneNumber: '4791234567', personalQr: 'https://qr.vipps.no/p/1' } }, 'Customer'],
    ['a short reference', { reference: 'short' }, 'Reference'],
    ['a reference with underscore', { reference: 'sale_0001' }, 'Reference'],
    ['no flow', { userFlow: undefined }, 'UserFlow'],
    ['a short description', { paymentDescription: 'ab' }, 'PaymentDescription'],
    ['a bottom line as list', { receipt: { ...RECEIPT, bottomLine: [RECEIPT.bottomLine] } }, 'Receipt.BottomLine'],
    ['a line without tax rate', { receipt: { ...RECEIPT, orderLines: [{ ...RECEIPT.orderLines[0], taxRate: undefined }] } }, 'Receipt.OrderLines.0'],
    ['a negative line', { receipt: { ...RECEIPT, orderLines: [{ ...RECEIPT.orderLines[0], totalAmount: -1 }] } }, 'Receipt.OrderLines.0'],
    ['no lines', { receipt: { ...RECEIPT, orderLines: [] } }, 'Receipt.OrderLines'],
  ];
  it.each(wrong)('refuses %s and names the field, without a code', (_, more, field) => {
    const shop = simulatedShop();
    const answer = shop.create(REFERENCE, more);
    expect([answer.status, answer.headers['content-type'], codeOf(answer)]).toEqual([400, 'application/problem+json; charset=utf-8', null]);
    expect(fieldsOf(answer)).toContain(field);
    expect(shop.world.books()).toEqual([]);
  });

  it.each(['{', '[]', '"text"', 'null', ''])('refuses the body %j', (body) => {
    expect(simulatedShop().call('POST', paymentsPath(), body).status).toBe(400);
  });

  it('names the reference rule in the reason', () => {
    expect(simulatedShop().create('short').body).toContain("must match the regular expression '^[a-zA-Z0-9-]{8,64}$'");
  });
});

describe('create: rules', () => {
  const ahead = (ms: number): string => new Date(START + ms).toISOString();
  const MINUTE = 60_000;
  const long = { receipt: RECEIPT };
  const refusals: readonly [string, number, Body, Parameters<typeof simulatedShop>[0]?][] = [
    ['99 øre', 6010, { amount: { currency: 'NOK', value: 99 } }],
    ['zero', 6010, { amount: { currency: 'NOK', value: 0 } }],
    ['kroner of another country', 5040, { amount: { currency: 'DKK', value: 1000 } }],
    ['a receipt in another currency', 5040, { receipt: { ...RECEIPT, bottomLine: { currency: 'EUR' } } }],
    ['a push where it is off', 5080, {}, { unit: { pushAllowed: false } }],
    ['a push without customer', 4140, { customer: undefined }],
    ['a number without wallet', 7010, { customer: { phoneNumber: '4791230000' } }],
    ['a number on the list without wallet', 7010, { customer: { phoneNumber: '4791234567' } }, { unit: { withoutWallet: ['4791234567'] } }],
    ['a number outside the Nordic countries', 7010, { customer: { phoneNumber: '491701234567' } }],
    ['a Norwegian number with nine digits', 4070, { customer: { phoneNumber: '47912345678' } }],
    ['a code that is not the wallet\'s', 4060, { customer: { personalQr: 'https://example.com/p/1' } }],
    ['an unknown check-in', 4050, { customer: { customerToken: 'token-1' } }],
    ['web without a way back', 4140, { userFlow: 'WEB_REDIRECT' }],
    ['a way back over http', 4090, { userFlow: 'WEB_REDIRECT', returnUrl: 'http://example.com' }],
    ['a card form outside the web', 4160, { paymentMethod: { type: 'CARD' } }],
    ['blocked cards in Norway', 5010, { paymentMethod: { type: 'WALLET', blockedSources: ['COMMERCIAL_CARDS'] } }],
    ['express', 5020, { shipping: { fixedOptions: [] } }],
    ['six pairs of metadata', 4100, { metadata: Object.fromEntries(Array.from({ length: 6 }, (_, n) => [`k${n}`, 'v'])) }],
    ['a long metadata key', 4120, { metadata: { ['k'.repeat(101)]: 'v' } }],
    ['a long metadata value', 4130, { metadata: { k: 'v'.repeat(501) } }],
    ['an unknown scope', 4080, { profile: { scope: 'name shoeSize' } }],
    ['the national identity number', 5030, { profile: { scope: 'nin' } }],
    ['an own expiry', 5050, { ...long, expiresAt: ahead(60 * MINUTE) }],
    ['an own expiry without receipt', 6130, { expiresAt: ahead(60 * MINUTE) }, { unit: { longLivingAllowed: true } }],
    ['an expiry in ten minutes', 6120, { ...long, expiresAt: ahead(10 * MINUTE) }, { unit: { longLivingAllowed: true } }],
    ['an expiry in sixty days', 6110, { ...long, expiresAt: ahead(60 * 24 * 60 * MINUTE) }, { unit: { longLivingAllowed: true } }],
    ['an unverified bank account', 5060, {}, { unit: { bankAccountVerified: false } }],
    ['a shop that may not sell', 5070, {}, { unit: { paymentAllowed: false } }],
  ];
  it.each(refusals)('refuses %s with %i', (_, code, more, options) => {
    const shop = simulatedShop(options);
    const answer = shop.create(REFERENCE, more);
    expect([answer.status, codeOf(answer)]).toEqual([400, code]);
    expect(shop.world.books()).toEqual([]);
  });

  const countries: readonly ['NO' | 'DK' | 'FI', string, number][] = [['NO', 'NOK', 100], ['DK', 'DKK', 1], ['FI', 'EUR', 1]];
  it.each(countries)('takes the minimum and the maximum of %s', (country, currency, minimum) => {
    const shop = simulatedShop({ unit: { country } });
    for (const value of [minimum, 65_000_000]) expect(shop.create(`sale-000${value}`, { amount: { currency, value } }).status).toBe(201);
  });

  it.each(['4791234567', '4512345678', '46701234567', '358401234567'])('takes the Nordic number %s', (phoneNumber) => {
    expect(simulatedShop().create(REFERENCE, { customer: { phoneNumber } }).status).toBe(201);
  });

  it('gives the address of each flow, none for a push', () => {
    const shop = simulatedShop();
    const flows: [Body, RegExp | undefined][] = [
      [{}, undefined],
      [{ userFlow: 'QR' }, /^https:\/\/qr-image\.vipps\.no\/v1\?token=\w+$/],
      [{ userFlow: 'QR', qrFormat: { format: 'IMAGE/PNG', size: 200 } }, /^https:\/\/qr-image\.vipps\.no\/v1\?token=\w+&format=png&size=200$/],
      [{ userFlow: 'QR', qrFormat: { format: 'TEXT/TARGETURL' } }, /^https:\/\/qr\.vipps\.no\/\S+$/],
      [{ userFlow: 'WEB_REDIRECT', returnUrl: 'https://example.com' }, /^https:\/\/landing\.vipps\.no\?token=\w+$/],
      [{ userFlow: 'NATIVE_REDIRECT' }, /^vippsMT:\/\/token=\w+$/],
    ];
    flows.forEach(([more, expected], n) => {
      const body: { redirectUrl?: string; reference: string } = JSON.parse(shop.create(`sale-000${n}`, more).body);
      expect(body.reference).toBe(`sale-000${n}`);
      if (expected === undefined) expect(body).not.toHaveProperty('redirectUrl');
      else expect(body.redirectUrl).toMatch(expected);
    });
  });
});

describe('time and approval', () => {
  it('expires exactly ten minutes after creation, whoever looks when', () => {
    const shop = simulatedShop();
    shop.create(REFERENCE);
    shop.wait(599_999);
    expect(shop.payment(REFERENCE).state).toBe('CREATED');
    shop.wait(1);
    expect(shop.world.act(REFERENCE, 'approve', shop.now())).toBe('too-late');
    shop.wait(86_400_000);
    expect(shop.payment(REFERENCE)).toMatchObject({ state: 'EXPIRED', authorized: 0 });
    expect(shop.payment(REFERENCE).events.at(-1)).toMatchObject({ name: 'EXPIRED', at: START + 600_000 });
  });

  it('takes an approval in the last millisecond', () => {
    const shop = simulatedShop();
    shop.create(REFERENCE);
    shop.wait(599_999);
    shop.approve(REFERENCE);
    shop.wait(1);
    expect(shop.payment(REFERENCE)).toMatchObject({ state: 'AUTHORIZED', authorized: AMOUNT });
  });

  it.each([151, 182, 183, 184, 186, 187, 197, 202])('declines %i and leaves the payment waiting', (value) => {
    const shop = simulatedShop();
    shop.create(REFERENCE, { amount: { currency: 'NOK', value } });
    expect(shop.world.act(REFERENCE, 'approve', shop.now())).toBe('declined');
    expect(shop.payment(REFERENCE)).toMatchObject({ state: 'CREATED', authorized: 0 });
    shop.wait(600_000);
    expect(shop.payment(REFERENCE).state).toBe('EXPIRED');
  });

  it('leaves 201 unknown for an hour, past the expiry, then approved', () => {
    const shop = simulatedShop();
    shop.create(REFERENCE, { amount: { currency: 'NOK', value: 201 } });
    shop.approve(REFERENCE);
    shop.wait(3_599_999);
    expect(shop.payment(REFERENCE).state).toBe('CREATED');
    expect(codeOf(shop.cancel(REFERENCE))).toBe(6250);
    shop.wait(1);
    expect(shop.payment(REFERENCE).state).toBe('AUTHORIZED');
  });

  it('lets an old reservation lapse by itself', () => {
    const shop = simulatedShop({ unit: { country: 'DK' } });
    shop.create(REFERENCE, { amount: { currency: 'DKK', value: 1000 } });
    shop.approve(REFERENCE);
    shop.wait(14 * 86_400_000);
    expect(shop.payment(REFERENCE)).toMatchObject({ state: 'AUTHORIZED', authorized: 1000, cancelled: 1000, captured: 0 });
  });

  it('force-approves by phone number or token, with and without /test, ignoring trigger amounts', () => {
    const shop = simulatedShop();
    shop.create('sale-0001', { amount: { currency: 'NOK', value: 151 } });
    const { redirectUrl }: { redirectUrl: string } = JSON.parse(shop.create('sale-0002', { userFlow: 'QR' }).body);
    const token = new URL(redirectUrl).searchParams.get('token');
    const first = shop.call('POST', '/epayment/v1/test/payments/sale-0001/approve', { customer: { phoneNumber: '4791234567' } });
    const second = shop.call('POST', '/epayment/v1/payments/sale-0002/approve', { token });
    expect([first.status, first.body, second.status]).toEqual([200, '', 200]);
    expect(['sale-0001', 'sale-0002'].map((reference) => shop.payment(reference).state)).toEqual(['AUTHORIZED', 'AUTHORIZED']);
    expect(codeOf(shop.call('POST', '/epayment/v1/test/payments/sale-0001/approve', { token: 'x', customer: undefined }))).toBe(10_010);
    expect(codeOf(shop.call('POST', '/epayment/v1/test/payments/sale-0002/approve', { token }))).toBe(6230);
  });

  it('refuses to force-approve what has expired', () => {
    const shop = simulatedShop();
    shop.call('POST', paymentsPath(), createBody(REFERENCE));
    shop.wait(600_000);
    expect(codeOf(shop.call('POST', '/epayment/v1/test/payments/sale-0001/approve', { customer: { phoneNumber: '4791234567' } }))).toBe(10_010);
  });
});
