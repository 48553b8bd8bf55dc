import { describe, expect, it } from 'vitest';
import { codeOf, simulatedShop, type SimulatedShop } from '../../support/simulation/shop.ts';

/**
 * Every cell of the table in [api 7.2]. A number is the problem code, 'ok' a 200; a list holds the codes that the
 * docs leave open.
 */

const DAY = 86_400_000;
const REFERENCE = 'sale-0001';
const AMOUNT = 24_900;
type Cell = 'ok' | number | readonly number[];

interface Row {
  readonly name: string;
  readonly before: (shop: SimulatedShop) => void;
  readonly read: 'ok' | 5090;
  readonly cancel: Cell;
  readonly cancelTransactionOnly: Cell;
  readonly capture: Cell;
  readonly captureTooMuch: Cell;
  readonly refund: Cell;
  readonly refundTooMuch: Cell;
}

const authorized = (shop: SimulatedShop): void => {
  shop.create(REFERENCE);
  shop.approve(REFERENCE);
};
const captured =
  (value: number) =>
  (shop: SimulatedShop): void => {
    authorized(shop);
    shop.capture(REFERENCE, value);
  };
const ROWS: readonly Row[] = [
  {
    name: 'unknown reference',
    before: () => undefined,
    read: 5090,
    cancel: 5090,
    cancelTransactionOnly: 5090,
    capture: 5090,
    captureTooMuch: 5090,
    refund: 5090,
    refundTooMuch: 5090,
  },
  {
    name: 'CREATED',
    before: (shop) => void shop.create(REFERENCE),
    read: 'ok',
    cancel: 'ok',
    cancelTransactionOnly: 'ok',
    capture: 6080,
    captureTooMuch: 6080,
    refund: 6020,
    refundTooMuch: 6020,
  },
  {
    name: 'CREATED, user processing',
    before: (shop) => {
      shop.create(REFERENCE);
      shop.world.act(REFERENCE, 'start-processing', shop.now());
    },
    read: 'ok',
    cancel: 6250,
    cancelTransactionOnly: 6250,
    capture: 6080,
    captureTooMuch: 6080,
    refund: 6020,
    refundTooMuch: 6020,
  },
  {
    name: 'AUTHORIZED',
    before: authorized,
    read: 'ok',
    cancel: 'ok',
    cancelTransactionOnly: 6060,
    capture: 'ok',
    captureTooMuch: 6090,
    refund: [6020, 6150],
    refundTooMuch: [6020, 6150],
  },
  {
    name: 'AUTHORIZED, partly captured',
    before: captured(10_000),
    read: 'ok',
    cancel: 'ok',
    cancelTransactionOnly: 6060,
    capture: 'ok',
    captureTooMuch: 6090,
    refund: 'ok',
    refundTooMuch: 6150,
  },
  {
    name: 'AUTHORIZED, fully captured',
    before: captured(AMOUNT),
    read: 'ok',
    cancel: 6040,
    cancelTransactionOnly: [6040, 6060],
    capture: [6170, 6090],
    captureTooMuch: [6170, 6090],
    refund: 'ok',
    refundTooMuch: 6150,
  },
  {
    name: 'AUTHORIZED, fully cancelled',
    before: (shop) => {
      authorized(shop);
      shop.cancel(REFERENCE);
    },
    read: 'ok',
    cancel: [6050, 6190],
    cancelTransactionOnly: [6050, 6190, 6060],
    capture: 6070,
    captureTooMuch: 6070,
    refund: [6150, 6210],
    refundTooMuch: [6150, 6210],
  },
  {
    name: 'fully refunded',
    before: (shop) => {
      captured(AMOUNT)(shop);
      shop.refund(REFERENCE, AMOUNT);
    },
    read: 'ok',
    cancel: 6040,
    cancelTransactionOnly: [6040, 6060],
    capture: 6170,
    captureTooMuch: 6170,
    refund: [6180, 6150],
    refundTooMuch: [6180, 6150],
  },
  {
    name: 'ABORTED',
    before: (shop) => {
      shop.create(REFERENCE);
      shop.world.act(REFERENCE, 'reject', shop.now());
    },
    read: 'ok',
    cancel: [6050, 6190],
    cancelTransactionOnly: [6050, 6190],
    capture: [6200, 6080, 6070],
    captureTooMuch: [6200, 6080, 6070],
    refund: [6210, 6020],
    refundTooMuch: [6210, 6020],
  },
  {
    name: 'EXPIRED',
    before: (shop) => {
      shop.create(REFERENCE);
      shop.wait(600_000);
    },
    read: 'ok',
    cancel: [6050, 6190],
    cancelTransactionOnly: [6050, 6190],
    capture: [6200, 6080, 6070],
    captureTooMuch: [6200, 6080, 6070],
    refund: [6210, 6020],
    refundTooMuch: [6210, 6020],
  },
  {
    name: 'TERMINATED',
    before: (shop) => {
      shop.create(REFERENCE);
      shop.cancel(REFERENCE);
    },
    read: 'ok',
    cancel: [6050, 6190],
    cancelTransactionOnly: [6050, 6190],
    capture: [6200, 6080, 6070],
    captureTooMuch: [6200, 6080, 6070],
    refund: [6210, 6020],
    refundTooMuch: [6210, 6020],
  },
  {
    name: 'past the capture deadline',
    before: (shop) => {
      authorized(shop);
      shop.wait(180 * DAY);
    },
    read: 'ok',
    cancel: 6030,
    cancelTransactionOnly: 6030,
    capture: 6100,
    captureTooMuch: 6100,
    refund: [6020, 6210],
    refundTooMuch: [6020, 6210],
  },
  {
    name: 'past the refund window',
    before: (shop) => {
      captured(AMOUNT)(shop);
      shop.wait(365 * DAY);
    },
    read: 'ok',
    cancel: 6040,
    cancelTransactionOnly: [6040, 6060],
    capture: 6170,
    captureTooMuch: 6170,
    refund: 6220,
    refundTooMuch: 6220,
  },
];

const EXPECTED_STATUS: Readonly<Record<number, number>> = { 5090: 404 };

const STEPS: readonly [
  keyof Omit<Row, 'name' | 'before' | 'read'>,
  (shop: SimulatedShop) => ReturnType<SimulatedShop['get']>,
][] = [
  ['cancel', (shop) => shop.cancel(REFERENCE)],
  ['cancelTransactionOnly', (shop) => shop.cancel(REFERENCE, { cancelTransactionOnly: true })],
  ['capture', (shop) => shop.capture(REFERENCE, 1000)],
  ['captureTooMuch', (shop) => shop.capture(REFERENCE, AMOUNT + 1)],
  ['refund', (shop) => shop.refund(REFERENCE, 1000)],
  ['refundTooMuch', (shop) => shop.refund(REFERENCE, AMOUNT + 1)],
];

describe.each(ROWS)('a payment that is $name', (row) => {
  it('can be read, with its events', () => {
    const shop = simulatedShop();
    row.before(shop);
    const answers = [shop.get(REFERENCE), shop.call('GET', `/epayment/v1/payments/${REFERENCE}/events`)];
    for (const answer of answers)
      expect(row.read === 'ok' ? answer.status : codeOf(answer)).toBe(row.read === 'ok' ? 200 : row.read);
  });

  it.each(STEPS)('answers %s by the table', (step, act) => {
    const shop = simulatedShop();
    row.before(shop);
    shop.wait(60_001);
    const before = row.read === 'ok' ? { ...shop.payment(REFERENCE) } : null;
    const answer = act(shop);
    const cell = row[step];
    if (cell === 'ok') {
      expect(answer.status).toBe(200);
      return;
    }
    const codes = typeof cell === 'number' ? [cell] : cell;
    expect(codes).toContain(codeOf(answer));
    expect(answer.status).toBe(EXPECTED_STATUS[codeOf(answer) ?? 0] ?? 400);
    if (before === null) return;
    const after = shop.payment(REFERENCE);
    for (const figure of ['state', 'authorized', 'captured', 'cancelled', 'refunded'] as const)
      expect(after[figure]).toBe(before[figure]);
  });
});

describe('what the operations do', () => {
  it('terminates a waiting payment with the documented figures', () => {
    const shop = simulatedShop();
    shop.create(REFERENCE);
    const answer: { state: string; aggregate: Record<string, { value: number }> } = JSON.parse(
      shop.cancel(REFERENCE, { cancelTransactionOnly: true }).body,
    );
    expect(answer.state).toBe('TERMINATED');
    expect([answer.aggregate['authorizedAmount']?.value, answer.aggregate['cancelledAmount']?.value]).toEqual([
      0,
      AMOUNT,
    ]);
  });

  it('releases what is not captured and leaves the state AUTHORIZED', () => {
    const shop = simulatedShop();
    captured(10_000)(shop);
    expect(shop.cancel(REFERENCE).status).toBe(200);
    expect(shop.payment(REFERENCE)).toMatchObject({
      state: 'AUTHORIZED',
      authorized: AMOUNT,
      captured: 10_000,
      cancelled: 14_900,
      refunded: 0,
    });
  });

  it('refuses a partial capture where the sales unit may not', () => {
    const shop = simulatedShop({ unit: { partialCaptureAllowed: false } });
    authorized(shop);
    expect(codeOf(shop.capture(REFERENCE, 10_000))).toBe(6140);
    expect(shop.capture(REFERENCE, AMOUNT).status).toBe(200);
  });

  it('answers 6260 once the bank has let the reservation go', () => {
    const shop = simulatedShop();
    authorized(shop);
    shop.world.act(REFERENCE, 'release-funds', shop.now());
    expect(codeOf(shop.capture(REFERENCE, AMOUNT))).toBe(6260);
  });

  it('fails the refunds of the trigger amounts', () => {
    const shop = simulatedShop();
    captured(AMOUNT)(shop);
    expect(codeOf(shop.refund(REFERENCE, 123))).toBe(6210);
    expect(codeOf(shop.refund(REFERENCE, 124))).toBe(6220);
  });

  it('writes each operation into the event log with its key and pspReference, refused ones as failed', () => {
    const shop = simulatedShop();
    authorized(shop);
    shop.capture(REFERENCE, AMOUNT + 1, 'too-much');
    shop.capture(REFERENCE, AMOUNT, 'all');
    shop.refund(REFERENCE, 100, 'back');
    const events: {
      name: string;
      success: boolean;
      idempotencyKey: string | null;
      pspReference: string;
      timestamp: string;
    }[] = JSON.parse(shop.call('GET', `/epayment/v1/payments/${REFERENCE}/events`).body);
    expect(events.map(({ name, success, idempotencyKey }) => [name, success, idempotencyKey])).toEqual([
      ['CREATED', true, expect.any(String)],
      ['AUTHORIZED', true, null],
      ['CAPTURED', false, 'too-much'],
      ['CAPTURED', true, 'all'],
      ['REFUNDED', true, 'back'],
    ]);
    expect(new Set(events.map((event) => event.pspReference)).size).toBe(events.length);
    const { pspReference }: { pspReference: string } = JSON.parse(shop.get(REFERENCE).body);
    expect(pspReference).toBe(events[0]?.pspReference);
  });
});
