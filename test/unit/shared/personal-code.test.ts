import { describe, expect, it } from 'vitest';
import { addressSchema } from '../../../shared/address.ts';
import { personalCodeSchema, readWalletCode } from '../../../shared/personal-code.ts';

const CLEAR = 'https://qr.vipps.no/28/2/01/031/4791234567?v=1';

describe("a text with the wallet's address", () => {
  it.each([
    ['https://qr.vipps.no/p/Ab12-_cd', 'personal'],
    [CLEAR, 'personal'],
    ['https://qr.vipps.no/new/form/1', 'personal'],
    ['https://qr.vipps.no/o/ab12', 'personal'],
    ['https://qr.vipps.no/28/2/05/031/12345', 'sticker'],
    ['HTTPS://QR.VIPPS.NO/28/2/05/031/12345', 'sticker'],
    ['https>&&qr.vipps.no&p&Ab12', 'garbled'],
    ['https://qr.vipps.no/', 'torn'],
    ['https://qr.vipps.no/p/', 'torn'],
    ['ttps://qr.vipps.no/p/Ab12', 'torn'],
    ['xhttps://qr.vipps.no/p/Ab12', 'torn'],
    [CLEAR + CLEAR, 'torn'],
    [`${CLEAR} ${CLEAR}`, 'torn'],
    [`${CLEAR}qr.vipps.no/p/1`, 'torn'],
    ['https://qr.vipps.no/p/\u0007Ab12', 'torn'],
    [`https://qr.vipps.no/p/${'a'.repeat(300)}`, 'torn'],
    ['http://qr.vipps.no/p/Ab12', 'torn'],
    ['https://example.com/p/Ab12', null],
    ['7038010000010', null],
  ])('%s is %s', (text, meaning) => {
    expect(readWalletCode(text)).toBe(meaning);
    expect(personalCodeSchema.safeParse(text).success).toBe(meaning === 'personal');
  });
});

describe('an address', () => {
  it.each([
    [{ method: 'phone', msisdn: '4791234567' }, true],
    [{ method: 'code' }, true],
    [{ method: 'personalCode', personalCode: CLEAR }, true],
    [{ method: 'phone' }, false],
    [{ method: 'phone', msisdn: null }, false],
    [{ method: 'code', msisdn: '4791234567' }, false],
    [{ method: 'personalCode', msisdn: '4791234567' }, false],
    [{ method: 'phone', msisdn: '4791234567', personalCode: CLEAR }, false],
    [{ method: 'personalCode', personalCode: 'https://qr.vipps.no/28/2/05/031/12345' }, false],
  ])('%j: %s', (to, isOne) => {
    expect(addressSchema.safeParse(to).success).toBe(isOne);
  });
});
