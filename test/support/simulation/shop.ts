import { salesUnit, type SalesUnitPatch } from '../../../electron/simulator/sales-unit.ts';
import type { Behaviour, Payment } from '../../../electron/simulator/state.ts';
import type { WireRequest, WireResponse } from '../../../electron/simulator/wire.ts';
import { createWorld, type World } from '../../../electron/simulator/world.ts';

/** A shop at the simulated service with the clock in hand: every call is a plain wire request. */

export const KEYS = {
  clientId: 'client-1',
  clientSecret: 'secret-1',
  subscriptionKey: 'subscription-1',
  merchantSerialNumber: '123456',
};
export const START = Date.UTC(2026, 0, 19, 12);
export const PHONE = '4791234567';

export type Body = Readonly<Record<string, unknown>>;
export type Headers = Readonly<Record<string, string | undefined>>;

export interface SimulatedShop {
  readonly world: World;
  now(): number;
  wait(ms: number): void;
  token(headers?: Headers): WireResponse;
  headers(key?: string): Record<string, string | undefined>;
  call(method: string, path: string, body?: Body | string, headers?: Headers): WireResponse;
  create(reference: string, more?: Body, headers?: Headers): WireResponse;
  get(reference: string): WireResponse;
  capture(reference: string, value: number, key?: string): WireResponse;
  refund(reference: string, value: number, key?: string): WireResponse;
  cancel(reference: string, body?: Body, key?: string): WireResponse;
  approve(reference: string): void;
  payment(reference: string): Payment;
  /** Every request so far with its answer. */
  readonly traffic: readonly { readonly request: WireRequest; readonly response: WireResponse }[];
}

export const paymentsPath = (reference?: string, word?: string): string =>
  ['/epayment/v1/payments', reference, word].filter((part) => part !== undefined).join('/');

export const createBody = (reference: string, more: Body = {}): Body => ({
  amount: { currency: 'NOK', value: 24_900 },
  paymentMethod: { type: 'WALLET' },
  customer: { phoneNumber: PHONE },
  customerInteraction: 'CUSTOMER_PRESENT',
  reference,
  userFlow: 'PUSH_MESSAGE',
  paymentDescription: 'Sale 42',
  ...more,
});

export const RECEIPT = {
  orderLines: [
    {
      name: 'Hoodie',
      id: 'hoodie-1',
      totalAmount: 24_900,
      totalAmountExcludingTax: 19_920,
      totalTaxAmount: 4980,
      taxRate: 2500,
      unitInfo: { unitPrice: 24_900, quantity: '1', quantityUnit: 'PCS' },
    },
  ],
  bottomLine: { currency: 'NOK', posId: 'pos-2', receiptNumber: '0042' },
};

/** The problem code of an answer, or null where it has none. */
export function codeOf(response: WireResponse): number | null {
  const body: { extraDetails?: { name: string; reason: string }[] | null } = JSON.parse(response.body);
  const detail = body.extraDetails?.find(({ name }) => name === 'ErrorCode');
  return detail === undefined ? null : Number(detail.reason);
}

export interface ShopOptions {
  readonly unit?: SalesUnitPatch;
  readonly seed?: number;
  readonly behaviour?: Behaviour;
}

/** @returns a shop with a fresh token, at {@link START}. */
export function simulatedShop({ unit = {}, seed = 1, behaviour }: ShopOptions = {}): SimulatedShop {
  let now = START;
  let lastKey = 0;
  const world = createWorld({ unit: salesUnit(KEYS), seed, now, ...(behaviour === undefined ? {} : { behaviour }) });
  world.patchUnit(unit);
  const traffic: { request: WireRequest; response: WireResponse }[] = [];

  const send = (request: WireRequest): WireResponse => {
    const response = world.handle(request, now);
    traffic.push({ request, response });
    return response;
  };
  const token = (headers: Headers = {}): WireResponse =>
    send({
      method: 'POST',
      path: '/accesstoken/get',
      headers: {
        client_id: KEYS.clientId,
        client_secret: KEYS.clientSecret,
        'ocp-apim-subscription-key': KEYS.subscriptionKey,
        ...headers,
      },
      body: '',
    });
  let bearer = '';
  const renew = (): void => {
    const { access_token }: { access_token: string } = JSON.parse(token().body);
    bearer = access_token;
  };
  renew();
  const nextKey = (): string => {
    lastKey += 1;
    return `key-${lastKey}`;
  };
  const headers = (key: string = nextKey()) => ({
    authorization: `Bearer ${bearer}`,
    'ocp-apim-subscription-key': KEYS.subscriptionKey,
    'merchant-serial-number': KEYS.merchantSerialNumber,
    'content-type': 'application/json',
    'idempotency-key': key,
  });
  const call: SimulatedShop['call'] = (method, place, body, more = {}) => {
    const [path = '', query = ''] = place.split('?');
    return send({
      method,
      path,
      query,
      headers: { ...headers(), ...more },
      body: body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
    });
  };
  const withKey = (key: string | undefined): Headers => (key === undefined ? {} : { 'idempotency-key': key });
  const modification = (value: number): Body => ({ modificationAmount: { currency: 'NOK', value } });

  return {
    world,
    traffic,
    now: () => now,
    wait: (ms) => {
      now += ms;
      // A till renews its token; waiting for days must not end in 401.
      if (ms > 3_000_000) renew();
    },
    token,
    headers,
    call,
    create: (reference, more = {}, extra = {}) => call('POST', paymentsPath(), createBody(reference, more), extra),
    get: (reference) => call('GET', paymentsPath(reference)),
    capture: (reference, value, key) =>
      call('POST', paymentsPath(reference, 'capture'), modification(value), withKey(key)),
    refund: (reference, value, key) =>
      call('POST', paymentsPath(reference, 'refund'), modification(value), withKey(key)),
    cancel: (reference, body, key) => call('POST', paymentsPath(reference, 'cancel'), body, withKey(key)),
    approve: (reference) => void world.act(reference, 'approve', now),
    payment: (reference) => {
      world.advance(now);
      const found = world.books().find((payment) => payment.reference === reference);
      if (found === undefined) throw new Error(`No payment ${reference}`);
      return found;
    },
  };
}
