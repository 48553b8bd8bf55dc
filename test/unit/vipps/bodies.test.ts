import { describe, expect, it } from 'vitest';
import { requestBodies } from '../../../electron/adapters/vipps/bodies.ts';
import type { Address } from '../../../shared/address.ts';
import { money, minor } from '../../../shared/money.ts';
import { personalCodeSchema } from '../../../shared/personal-code.ts';
import { buildReceipt } from '../../../shared/receipt.ts';
import { vatRate } from '../../../shared/vat.ts';
import { MSISDN, REFERENCE } from '../../support/network/vipps-client.ts';

const receipt = buildReceipt({
  lines: [{ name: 'Kanelbolle "æøå"', quantity: '2', unitPrice: minor(4500), vatRate: vatRate(1500) }],
  currency: 'NOK',
  posId: 'till-1',
  receiptNumber: 42,
});
const asked = { reference: REFERENCE, amount: money('NOK', 9000), description: 'Bakeri', receipt };
const create = (description = 'Bakeri Ås, receipt 0042') =>
  requestBodies.create({
    reference: REFERENCE,
    amount: money('NOK', 9000),
    to: { method: 'phone', msisdn: MSISDN },
    codeForm: null,
    minimumAge: null,
    description,
    receipt,
  });

describe('request bodies', () => {
  it('create: a push to a customer who is present, with the receipt', () => {
    expect(JSON.parse(create())).toEqual({
      amount: { currency: 'NOK', value: 9000 },
      paymentMethod: { type: 'WALLET' },
      customer: { phoneNumber: '4791234567' },
      customerInteraction: 'CUSTOMER_PRESENT',
      reference: REFERENCE,
      userFlow: 'PUSH_MESSAGE',
      paymentDescription: 'Bakeri Ås, receipt 0042',
      receipt: {
        orderLines: [
          {
            name: 'Kanelbolle "æøå"',
            id: 'kanelbolleaeoa-62a3f5b0',
            totalAmount: 9000,
            totalAmountExcludingTax: 7826,
            totalTaxAmount: 1174,
            taxRate: 1500,
            unitInfo: { unitPrice: 4500, quantity: '2', quantityUnit: 'PCS' },
          },
        ],
        bottomLine: { currency: 'NOK', posId: 'till-1', receiptNumber: '0042' },
      },
    });
  });

  it('create: a push by the code that the customer held out, with the whole text of it', () => {
    const personalCode = personalCodeSchema.parse('https://qr.vipps.no/28/2/01/031/4791234567?v=1');
    const by = (to: Address): unknown =>
      JSON.parse(requestBodies.create({ ...asked, to, codeForm: null, minimumAge: null }));
    expect(by({ method: 'personalCode', personalCode })).toMatchObject({
      customer: { personalQr: 'https://qr.vipps.no/28/2/01/031/4791234567?v=1' },
      customerInteraction: 'CUSTOMER_PRESENT',
      userFlow: 'PUSH_MESSAGE',
    });
    expect(by({ method: 'code' })).not.toHaveProperty('customer');
  });

  it('gives the same bytes for the same input, however its objects are put together', () => {
    const reordered = {
      bottomLine: { receiptNumber: '0042', posId: 'till-1', currency: 'NOK' as const },
      orderLines: receipt.orderLines.map((line) => ({ ...line, extra: 'not ours' })),
    };
    const again = requestBodies.create({
      receipt: reordered,
      description: 'Bakeri Ås, receipt 0042',
      to: { method: 'phone', msisdn: MSISDN },
      codeForm: null,
      minimumAge: null,
      amount: money('NOK', 9000),
      reference: REFERENCE,
    });
    expect(again).toBe(create());
  });

  it('capture, refund and cancel have the documented properties only', () => {
    expect(requestBodies.capture({ ...money('DKK', 100), extra: 1 } as never)).toBe(
      '{"modificationAmount":{"currency":"DKK","value":100}}',
    );
    expect(requestBodies.refund({ ...money('EUR', 250), extra: 1 } as never)).toBe(
      '{"modificationAmount":{"currency":"EUR","value":250}}',
    );
    expect(requestBodies.cancel('withdraw')).toBe('{"cancelTransactionOnly":true}');
    expect(requestBodies.cancel('release')).toBe('{}');
  });

  it.each([
    ['', '0042'],
    ['A', 'A 0042'],
    ['  line\r\nbreak\t ', 'line break'],
    ['x'.repeat(300), 'x'.repeat(100)],
    [`${'x'.repeat(99)}😀`, 'x'.repeat(99)],
  ])('describes %j as 3 to 100 characters', (given, expected) => {
    expect(JSON.parse(create(given)).paymentDescription).toBe(expected);
  });
});
