import { describe, expect, it } from 'vitest';
import {
  codeOf,
  createBody,
  paymentsPath,
  RECEIPT,
  simulatedShop,
  START,
  type Body,
} from '../../support/simulation/shop.ts';
import { CODE_LIFE } from '../../../electron/simulator/personal-codes.ts';
import type { WireResponse } from '../../../electron/simulator/wire.ts';
import { isPng } from '../../../electron/adapters/vipps/png.ts';

const REFERENCE = 'sale-0001';
const AMOUNT = 24_900;

interface Refusal {
  readonly extraDetails: readonly { readonly name: string; readonly reason: string }[];
}
const fieldsOf = (response: WireResponse): string[] => {
  const body: Refusal = JSON.parse(response.body);
  return body.extraDetails.map(({ name }) => name);
};

describe('create: form', () => {
  const wrong: readonly [string, Body, string][] = [
    ['an unknown field', { directCapture: true }, 'directCapture'],
    ['a text for an amount', { amount: { currency: 'NOK', value: '100' } }, 'Amount.Value'],
    ['a decimal amount', { amount: { currency: 'NOK', value: 100.5 } }, 'Amount.Value'],
    ['more than the maximum', { amount: { currency: 'NOK', value: 65_000_001 } }, 'Amount.Value'],
    ['an unknown inner field', { amount: { currency: 'NOK', value: 100, type: 'PURCHASE' } }, 'Amount.type'],
    ['a number with a plus', { customer: { phoneNumber: '+4791234567' } }, 'Customer.PhoneNumber'],
    ['a number as number', { customer: { phoneNumber: 4_791_234_567 } }, 'Customer.PhoneNumber'],
    [
      'two ways to the customer',
      { customer: { phoneNumber: '4791234567', personalQr: 'https://qr.vipps.no/p/1' } },
      'Customer',
    ],
    ['a short reference', { reference: 'short' }, 'Reference'],
    ['a reference with underscore', { reference: 'sale_0001' }, 'Reference'],
    ['no flow', { userFlow: undefined }, 'UserFlow'],
    ['a short description', { paymentDescription: 'ab' }, 'PaymentDescription'],
    ['a bottom line as list', { receipt: { ...RECEIPT, bottomLine: [RECEIPT.bottomLine] } }, 'Receipt.BottomLine'],
    [
      'a line without tax rate',
      { receipt: { ...RECEIPT, orderLines: [{ ...RECEIPT.orderLines[0], taxRate: undefined }] } },
      'Receipt.OrderLines.0',
    ],
    [
      'a negative line',
      { receipt: { ...RECEIPT, orderLines: [{ ...RECEIPT.orderLines[0], totalAmount: -1 }] } },
      'Receipt.OrderLines.0',
    ],
    ['no lines', { receipt: { ...RECEIPT, orderLines: [] } }, 'Receipt.OrderLines'],
  ];
  it.each(wrong)('refuses %s and names the field, without a code', (_, more, field) => {
    const shop = simulatedShop();
    const answer = shop.create(REFERENCE, more);
    expect([answer.status, answer.headers['content-type'], codeOf(answer)]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
      null,
    ]);
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
    [
      'a number on the list without wallet',
      7010,
      { customer: { phoneNumber: '4791234567' } },
      { unit: { withoutWallet: ['4791234567'] } },
    ],
    ['a number outside the Nordic countries', 7010, { customer: { phoneNumber: '491701234567' } }],
    ['a Norwegian number with nine digits', 4070, { customer: { phoneNumber: '47912345678' } }],
    ["a code that is not the wallet's", 4060, { customer: { personalQr: 'https://example.com/p/1' } }],
    ['the code of nobody', 4060, { customer: { personalQr: 'https://qr.vipps.no/p/0ddc0de0' } }],
    ["a shop's sticker", 4060, { customer: { personalQr: 'https://qr.vipps.no/28/2/05/031/12345' } }],
    ['a code shown to pay by', 4060, { customer: { personalQr: 'https://qr.vipps.no/o/0ddc0de0' } }],
    ['a torn code', 4060, { customer: { personalQr: 'https://qr.vipps.no/28/2/01/031/4791' } }],
    [
      'the code of somebody without wallet',
      7010,
      { customer: { personalQr: 'https://qr.vipps.no/28/2/01/031/4791230000?v=1' } },
    ],
    ['an unknown check-in', 4050, { customer: { customerToken: 'token-1' } }],
    ['web without a way back', 4140, { userFlow: 'WEB_REDIRECT' }],
    ['a way back over http', 4090, { userFlow: 'WEB_REDIRECT', returnUrl: 'http://example.com' }],
    ['a card form outside the web', 4160, { paymentMethod: { type: 'CARD' } }],
    ['blocked cards in Norway', 5010, { paymentMethod: { type: 'WALLET', blockedSources: ['COMMERCIAL_CARDS'] } }],
    ['express', 5020, { shipping: { fixedOptions: [] } }],
    [
      'six pairs of metadata',
      4100,
      { metadata: Object.fromEntries(Array.from({ length: 6 }, (_, n) => [`k${n}`, 'v'])) },
    ],
    ['a long metadata key', 4120, { metadata: { ['k'.repeat(101)]: 'v' } }],
    ['a long metadata value', 4130, { metadata: { k: 'v'.repeat(501) } }],
    ['an unknown scope', 4080, { profile: { scope: 'name shoeSize' } }],
    ['the national identity number', 5030, { profile: { scope: 'nin' } }],
    ['an own expiry', 5050, { ...long, expiresAt: ahead(60 * MINUTE) }],
    ['an own expiry without receipt', 6130, { expiresAt: ahead(60 * MINUTE) }, { unit: { longLivingAllowed: true } }],
    [
      'an expiry in ten minutes',
      6120,
      { ...long, expiresAt: ahead(10 * MINUTE) },
      { unit: { longLivingAllowed: true } },
    ],
    [
      'an expiry in sixty days',
      6110,
      { ...long, expiresAt: ahead(60 * 24 * 60 * MINUTE) },
      { unit: { longLivingAllowed: true } },
    ],
    ['an unverified bank account', 5060, {}, { unit: { bankAccountVerified: false } }],
    ['a shop that may not sell', 5070, {}, { unit: { paymentAllowed: false } }],
  ];
  it.each(refusals)('refuses %s with %i', (_, code, more, options) => {
    const shop = simulatedShop(options);
    const answer = shop.create(REFERENCE, more);
    expect([answer.status, codeOf(answer)]).toEqual([400, code]);
    expect(shop.world.books()).toEqual([]);
  });

  const countries: readonly ['NO' | 'DK' | 'FI', string, number][] = [
    ['NO', 'NOK', 100],
    ['DK', 'DKK', 1],
    ['FI', 'EUR', 1],
  ];
  it.each(countries)('takes the minimum and the maximum of %s', (country, currency, minimum) => {
    const shop = simulatedShop({ unit: { country } });
    for (const value of [minimum, 65_000_000])
      expect(shop.create(`sale-000${value}`, { amount: { currency, value } }).status).toBe(201);
  });

  it.each(['4791234567', '4512345678', '46701234567', '358401234567'])('takes the Nordic number %s', (phoneNumber) => {
    expect(simulatedShop().create(REFERENCE, { customer: { phoneNumber } }).status).toBe(201);
  });

  it('asks whoever held out their code, in both of its forms, for as long as it is good', () => {
    const shop = simulatedShop();
    const personalQr = shop.world.showPersonalCode('4791234567', shop.now());
    expect(shop.create(REFERENCE, { customer: { personalQr } }).status).toBe(201);
    expect(shop.payment(REFERENCE)).toMatchObject({ phoneNumber: '4791234567', dismissed: false });
    shop.wait(CODE_LIFE - 1);
    expect(shop.create('sale-0002', { customer: { personalQr } }).status).toBe(201);
    shop.wait(1);
    expect(codeOf(shop.create('sale-0003', { customer: { personalQr } }))).toBe(4060);
    const clear = { personalQr: 'https://qr.vipps.no/28/2/01/031/4791234567?v=1' };
    expect(shop.create('sale-0003', { customer: clear }).status).toBe(201);
    expect(shop.payment('sale-0003').phoneNumber).toBe('4791234567');
  });

  it('has a practice phone that holds out a code which is always good, until it puts it away', () => {
    const shop = simulatedShop();
    expect(shop.world.heldOut(shop.now())).toBeNull();
    shop.world.holdOut(true, shop.now());
    const first = shop.world.heldOut(shop.now());
    shop.wait(CODE_LIFE / 2 + 1);
    const later = shop.world.heldOut(shop.now());
    expect(later).not.toBe(first);
    expect(shop.create(REFERENCE, { customer: { personalQr: later } }).status).toBe(201);
    expect(shop.payment(REFERENCE).phoneNumber).toBe('4791234567');
    shop.world.holdOut(false, shop.now());
    expect(shop.world.heldOut(shop.now())).toBeNull();
  });

  it('gives the address of each flow, none for a push', () => {
    const shop = simulatedShop();
    const flows: [Body, RegExp | undefined][] = [
      [{}, undefined],
      [{ userFlow: 'QR' }, /^https:\/\/qr-image\.vipps\.no\/v1\?token=\w+$/],
      [
        { userFlow: 'QR', qrFormat: { format: 'IMAGE/PNG', size: 200 } },
        /^https:\/\/qr-image\.vipps\.no\/v1\?token=\w+&format=png&size=200$/,
      ],
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

  it('serves the picture of a code without keys, as the form that was asked for, until the payment is over', () => {
    const shop = simulatedShop();
    const pictureOf = (reference: string, more: Body) => {
      const { redirectUrl }: { redirectUrl: string } = JSON.parse(
        shop.create(reference, { userFlow: 'QR', ...more }).body,
      );
      const { search } = new URL(redirectUrl);
      const asked = { method: 'GET', path: '/qr-image/v1', query: search.slice(1), headers: {}, body: '' };
      return () => shop.world.handle(asked, shop.now());
    };
    const png = pictureOf('sale-0001', { qrFormat: { format: 'IMAGE/PNG', size: 300 } });
    expect(png()).toMatchObject({ status: 200, headers: { 'content-type': 'image/png' } });
    expect(isPng(png().bytes ?? new Uint8Array())).toBe(true);
    const drawn = pictureOf('sale-0002', {})();
    expect(drawn).toMatchObject({ status: 200, headers: { 'content-type': 'image/svg+xml' } });
    expect(drawn.body).toMatch(/^<svg/);
    shop.world.act('sale-0001', 'approve', shop.now());
    expect(png().status).toBe(404);
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
    expect(shop.payment(REFERENCE)).toMatchObject({
      state: 'AUTHORIZED',
      authorized: 1000,
      cancelled: 1000,
      captured: 0,
    });
  });

  it('force-approves by phone number or token, with and without /test, ignoring trigger amounts', () => {
    const shop = simulatedShop();
    shop.create('sale-0001', { amount: { currency: 'NOK', value: 151 } });
    const { redirectUrl }: { redirectUrl: string } = JSON.parse(shop.create('sale-0002', { userFlow: 'QR' }).body);
    const token = new URL(redirectUrl).searchParams.get('token');
    const first = shop.call('POST', '/epayment/v1/test/payments/sale-0001/approve', {
      customer: { phoneNumber: '4791234567' },
    });
    const second = shop.call('POST', '/epayment/v1/payments/sale-0002/approve', { token });
    expect([first.status, first.body, second.status]).toEqual([200, '', 200]);
    expect(['sale-0001', 'sale-0002'].map((reference) => shop.payment(reference).state)).toEqual([
      'AUTHORIZED',
      'AUTHORIZED',
    ]);
    expect(
      codeOf(shop.call('POST', '/epayment/v1/test/payments/sale-0001/approve', { token: 'x', customer: undefined })),
    ).toBe(10_010);
    expect(codeOf(shop.call('POST', '/epayment/v1/test/payments/sale-0002/approve', { token }))).toBe(6230);
  });

  it('refuses to force-approve what has expired', () => {
    const shop = simulatedShop();
    shop.call('POST', paymentsPath(), createBody(REFERENCE));
    shop.wait(600_000);
    expect(
      codeOf(
        shop.call('POST', '/epayment/v1/test/payments/sale-0001/approve', { customer: { phoneNumber: '4791234567' } }),
      ),
    ).toBe(10_010);
  });
});
