import { describe, expect, it } from 'vitest';
import { requestBodies } from '../../electron/adapters/vipps/bodies.ts';
import { checkConnection } from '../../electron/adapters/vipps/check-connection.ts';
import { createFetch } from '../../electron/simulator/fetch.ts';
import { salesUnit } from '../../electron/simulator/sales-unit.ts';
import { createWorld } from '../../electron/simulator/world.ts';
import type { Address } from '../../shared/address.ts';
import { personalCodeSchema } from '../../shared/personal-code.ts';
import { idempotencyKeySchema, referenceSchema } from '../../shared/ids.ts';
import { minor, money } from '../../shared/money.ts';
import { settleLines } from '../../shared/discount.ts';
import { itemIdSchema } from '../../shared/item-words.ts';
import { buildReceipt, linesTotal } from '../../shared/receipt.ts';
import type { SaleLine } from '../../shared/receipt.ts';
import { vatRate } from '../../shared/vat.ts';
import { available, validateRequest, WHERE } from '../support/reading/openapi.ts';
import {
  CREDENTIALS,
  handClock,
  jsonAnswer,
  MSISDN,
  problemBody,
  scriptedFetch,
  testClient,
  tokenAnswer,
} from '../support/network/vipps-client.ts';

/**
 * Every request that the terminal sends, judged by the official files and not by our own types, and taken by the
 * simulated service.
 */

const line = (name: string, quantity: string, unitPrice: number, rate: number): SaleLine => ({
  name,
  quantity,
  unitPrice: minor(unitPrice),
  vatRate: vatRate(rate),
});
const SALES: readonly (readonly SaleLine[])[] = [
  [line('Sale', '1', 24_900, 2500)],
  [
    line('Kaffe', '2', 4500, 1500),
    line('Kanelbolle «stor»', '3', 3950, 1500),
    line('Pose', '1', 400, 2500),
    line('Ost', '0.485', 19_990, 1500),
  ],
  [line('Zero-rated', '12', 105, 0)],
  settleLines(
    [
      { ...line('Ost', '0.485', 19_990, 1500), item: itemIdSchema.parse('ost-1'), unit: 'KG' },
      { ...line('Most', '1.5', 4_990, 1500), unit: 'LITRE', off: { kind: 'amount', amount: minor(505) } },
      { ...line('Leie av sykkel', '90', 150, 2500), unit: 'MINUTE' },
    ],
    { kind: 'percent', hundredths: 1_250 },
  ),
  Array.from({ length: 100 }, (_, index) => line(`Item ${index + 1} 😀`, '1', 100 + index, 2500)),
];

/** A customer of each kind, one after the other. */
const TO: readonly Address[] = [
  { method: 'phone', msisdn: MSISDN },
  { method: 'personalCode', personalCode: personalCodeSchema.parse(`https://qr.vipps.no/28/2/01/031/${MSISDN}?v=1`) },
  { method: 'code' },
];

if (!available) process.stdout.write(`contract tests of requests: skipped, the official files are not at ${WHERE}\n`);

describe.runIf(available)('requests against the official files', () => {
  const clock = handClock();
  const world = createWorld({
    unit: salesUnit({ ...CREDENTIALS, merchantSerialNumber: '123456' }),
    seed: 7,
    now: clock.now(),
  });
  const inProcess = createFetch({ world, clock });
  const { fetch, sent } = scriptedFetch((one) => inProcess(one.request));
  const { api, log } = testClient(fetch, { environment: 'practice', baseUrl: 'http://127.0.0.1:1', clock });
  let lastKey = 0;
  const nextKey = () =>
    idempotencyKeySchema.parse(`0b0f7d9e-53a1-4c7b-9a35-${String((lastKey += 1)).padStart(12, '0')}`);

  it('a sale of each kind, from create to capture, refund or cancel, is valid request by request', async () => {
    for (const [index, lines] of SALES.entries()) {
      const reference = referenceSchema.parse(`bakerias-till1-20260119-ab12${String(index).padStart(4, '0')}-1`);
      const amount = money('NOK', linesTotal(lines));
      const receipt = buildReceipt({ lines, currency: 'NOK', posId: 'till-1', receiptNumber: index + 1 });
      const create = requestBodies.create({
        reference,
        amount,
        to: TO[index % TO.length] ?? { method: 'phone', msisdn: MSISDN },
        codeForm: null,
        minimumAge: null,
        description: index === 0 ? '' : 'Bakeri Ås, receipt',
        receipt,
      });
      expect((await api.create(reference, nextKey(), create)).ok).toBe(true);
      expect(await api.get(reference)).toMatchObject({ ok: true, value: { report: { state: 'CREATED' } } });
      if (index === 1) {
        expect(await api.cancel(reference, nextKey(), requestBodies.cancel('withdraw'))).toMatchObject({
          ok: true,
          value: { report: { state: 'TERMINATED' } },
        });
        continue;
      }
      expect(await api.forceApprove(reference, MSISDN)).toEqual({ ok: true, value: null });
      if (index === 2) {
        expect(await api.cancel(reference, nextKey(), requestBodies.cancel('withdraw'))).toMatchObject({
          ok: false,
          error: { error: 'wallet.alreadyApproved', problemCode: '6060' },
        });
        expect(await api.cancel(reference, nextKey(), requestBodies.cancel('release'))).toMatchObject({
          ok: true,
          value: { report: { amounts: { cancelled: amount.value } } },
        });
        continue;
      }
      expect(await api.capture(reference, nextKey(), requestBodies.capture(amount))).toMatchObject({
        ok: true,
        value: { report: { amounts: { captured: amount.value } } },
      });
      const part = money('NOK', 150);
      expect(await api.refund(reference, nextKey(), requestBodies.refund(part))).toMatchObject({
        ok: true,
        value: { report: { amounts: { captured: amount.value, refunded: 150 } } },
      });
      const events = await api.events(reference);
      expect(events.ok && events.value.events.map(({ name }) => name)).toEqual([
        'CREATED',
        'AUTHORIZED',
        'CAPTURED',
        'REFUNDED',
      ]);
    }
    expect(
      await checkConnection({
        environment: 'practice',
        baseUrl: 'http://127.0.0.1:1',
        loopbackAllowed: true,
        credentials: CREDENTIALS,
        merchantSerialNumber: '123456',
        version: '0.1.0',
        fetch,
        clock,
      }),
    ).toMatchObject({ ok: true });

    // One of each operation at least was seen, and the files have nothing against any of them.
    const kinds = new Set(
      sent.map(({ method, path }) => `${method} ${path.replace(/payments\/[^/]+/, 'payments/{reference}')}`),
    );
    expect([...kinds].toSorted()).toEqual([
      'GET /epayment/v1/payments/{reference}',
      'GET /epayment/v1/payments/{reference}/events',
      'POST /accesstoken/get',
      'POST /epayment/v1/payments',
      'POST /epayment/v1/payments/{reference}/cancel',
      'POST /epayment/v1/payments/{reference}/capture',
      'POST /epayment/v1/payments/{reference}/refund',
      'POST /epayment/v1/test/payments/{reference}/approve',
    ]);
    for (const { method, path, headers, body } of sent)
      expect({ path, found: validateRequest(method, path, headers, body) }).toEqual({ path, found: [] });
    expect(log.lines.map(({ fields }) => fields['error'])).toEqual(['wallet.alreadyApproved']);
  });

  it('the check in production asks the Management API as its file has it', async () => {
    const answer = (path: string): Response =>
      path === '/accesstoken/get' ? tokenAnswer() : jsonAnswer(problemBody('5090', 404), 404);
    const asked = scriptedFetch(({ path }) => answer(path));
    const found = await checkConnection({
      environment: 'production',
      baseUrl: 'https://api.vipps.no',
      loopbackAllowed: false,
      credentials: CREDENTIALS,
      merchantSerialNumber: '123456',
      version: '0.1.0',
      fetch: asked.fetch,
      clock,
    });
    expect(found).toMatchObject({ ok: true, value: { serialNumber: 'notProved' } });
    expect(asked.sent.map(({ path }) => path).at(-1)).toBe('/management/v1/sales-units/123456');
    for (const { method, path, headers, body } of asked.sent)
      expect({ path, found: validateRequest(method, path, headers, body) }).toEqual({ path, found: [] });
  });
});
