import { describe, expect, it } from 'vitest';
import {
  NO_KEYS,
  addRate,
  anyKeyTyped,
  cleanSerialNumber,
  connectionProblems,
  defaultVatRateOf,
  draftOf,
  firstProblem,
  keyKeeping,
  keyProblem,
  newShop,
  parseRate,
  pasteInto,
  sameStore,
  shopProblems,
  toCredentials,
  toStore,
  trimPasted,
  vatRatesOf,
} from '../../../renderer/setup/draft.ts';
import type { KeysDraft, ShopDraft } from '../../../renderer/setup/draft.ts';
import { vatRate } from '../../../shared/vat.ts';

const KEYS: KeysDraft = {
  clientId: 'client-id-0001',
  clientSecret: 'secret+/=~0001',
  subscriptionKey: '0123456789abcdef',
};
const shop = (changes: Partial<ShopDraft> = {}): ShopDraft => ({ ...newShop(), ...changes });

describe('the suggestions of a new till', () => {
  it('are enough to practise: only a name is needed, and the screen suggests one', () => {
    const draft = newShop();
    expect(shopProblems(draft, 'My shop')).toEqual({});
    expect(connectionProblems(draft, NO_KEYS, true)).toEqual({});
    expect(toStore(draft, 'My shop')).toEqual({
      environment: 'practice',
      merchantSerialNumber: null,
      storeName: 'My shop',
      country: 'NO',
      posId: 'till-1',
      vatRates: [2500, 1500, 1200, 0],
      defaultVatRate: 2500,
      dayStartsAt: 0,
      takesPayment: 'atHandover',
      askOnScan: false,
      drawsCode: false,
      printer: { kind: 'none' },
    });
  });

  it('follow the country until they are changed', () => {
    expect(vatRatesOf(shop({ country: 'FI' }))).toEqual([2550, 1350, 1000, 0]);
    expect(defaultVatRateOf(shop({ country: 'FI' }))).toBe(2550);
    const own = shop({ vatRates: [vatRate(1200)], country: 'DK' });
    expect(vatRatesOf(own)).toEqual([1200]);
  });

  it('fall back to a rate that is in the list when the default was removed', () => {
    expect(defaultVatRateOf(shop({ vatRates: [vatRate(1500), vatRate(0)], defaultVatRate: vatRate(2500) }))).toBe(1500);
    expect(defaultVatRateOf(shop({ vatRates: [vatRate(1500), vatRate(0)], defaultVatRate: vatRate(0) }))).toBe(0);
  });

  it('drop a serial number typed for another environment when practising', () => {
    expect(toStore(shop({ merchantSerialNumber: '123456' }), 'My shop')?.merchantSerialNumber).toBeNull();
  });
});

describe('stored settings', () => {
  it('come back the same from the fields', () => {
    const store = toStore(
      shop({ environment: 'test', merchantSerialNumber: '123456', country: 'DK', posId: 'Kasse 2' }),
      'Bageri Ø',
    );
    expect(store).not.toBeNull();
    if (!store) return;
    expect(sameStore(toStore(draftOf(store), store.storeName), store)).toBe(true);
    expect(sameStore(toStore({ ...draftOf(store), posId: 'Kasse 3' }, store.storeName), store)).toBe(false);
  });
});

describe('field problems', () => {
  it('are told for empty and too long texts', () => {
    expect(shopProblems(shop({ posId: '  ' }), '')).toEqual({ storeName: 'empty', posId: 'empty' });
    expect(shopProblems(shop({ posId: 'x'.repeat(37) }), 'x'.repeat(61))).toEqual({
      storeName: 'tooLong',
      posId: 'tooLong',
    });
    expect(shopProblems(shop({ vatRates: [] }), 'A')).toEqual({ vatRates: 'empty' });
  });

  it('ask for serial number and keys outside practice, and point at the first', () => {
    const problems = connectionProblems(shop({ environment: 'production' }), NO_KEYS, true);
    expect(problems).toEqual({
      merchantSerialNumber: 'empty',
      clientId: 'empty',
      clientSecret: 'empty',
      subscriptionKey: 'empty',
    });
    expect(firstProblem(problems)).toBe('merchantSerialNumber');
    expect(firstProblem({})).toBeNull();
  });

  it('leave stored keys alone', () => {
    expect(connectionProblems(shop({ environment: 'test', merchantSerialNumber: '1234' }), NO_KEYS, false)).toEqual({});
  });

  it.each(['123', '12345678901', '12a456'])('refuse %s as a serial number', (merchantSerialNumber) => {
    expect(connectionProblems(shop({ environment: 'test', merchantSerialNumber }), KEYS, true)).toEqual({
      merchantSerialNumber: 'serialNumber',
    });
  });

  it('never let through what the main process would refuse', () => {
    for (const storeName of ['', ' ', 'x'.repeat(61), 'Butikk']) {
      for (const posId of ['', 'x'.repeat(37), 'till-1']) {
        const draft = shop({ posId });
        expect(toStore(draft, storeName) === null).toBe(firstProblem(shopProblems(draft, storeName)) !== null);
      }
    }
  });
});

describe('keys', () => {
  it('lose what surrounds them when pasted', () => {
    expect(trimPasted('\u200b  key-with-spaces \r\n')).toEqual({ value: 'key-with-spaces', trimmed: true });
    expect(trimPasted('key')).toEqual({ value: 'key', trimmed: false });
    expect(cleanSerialNumber(' 123 456\n')).toBe('123456');
  });

  it('keep a line break inside as a space, so that it is told', () => {
    expect(pasteInto('', 0, 0, ' abcd\r\nefgh \n')).toEqual({ value: 'abcd efgh', trimmed: true });
    expect(pasteInto('0123', 1, 3, 'ab')).toEqual({ value: '0ab3', trimmed: false });
    expect(keyProblem(pasteInto('', 0, 0, 'abcd\nefgh').value)).toBe('keyBroken');
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['1234567', 'keyTooShort'],
    ['12345678', null],
    ['1234 5678', 'keyBroken'],
    ['1234\n5678', 'keyBroken'],
    ['nøkkel-nøkkel', 'keyForeign'],
    ['x'.repeat(200), null],
    ['x'.repeat(201), 'keyTooLong'],
    [' 12345678 ', null],
  ])('%j is judged as %s', (text, problem) => {
    expect(keyProblem(text)).toBe(problem);
    const credentials = toCredentials({ ...KEYS, clientSecret: text });
    expect(credentials !== null, 'field and main process agree').toBe(problem === null);
  });

  it('go out trimmed and whole', () => {
    expect(toCredentials({ ...KEYS, clientId: ` ${KEYS.clientId}\n` })).toEqual(KEYS);
    expect(anyKeyTyped(NO_KEYS)).toBe(false);
    expect(anyKeyTyped({ ...NO_KEYS, clientSecret: 'x' })).toBe(true);
  });

  it('are kept only where the computer can protect them, but test keys by choice', () => {
    expect(keyKeeping('production', 'available')).toBe('protected');
    expect(keyKeeping('production', 'plain')).toBe('thisRunOnly');
    expect(keyKeeping('test', 'plain')).toBe('choice');
    expect(keyKeeping('test', 'unavailable')).toBe('thisRunOnly');
  });
});

describe('VAT rates', () => {
  const rates = [vatRate(2500), vatRate(0)];
  it.each([
    ['15', 1500],
    ['25,5', 2550],
    ['25.55 %', 2555],
    [' 12 ', 1200],
    ['100', 10_000],
  ])('%s is read as %i', (text, rate) => {
    expect(parseRate(text, rates)).toEqual({ ok: true, rate });
  });

  it.each([
    ['', 'notARate'],
    ['abc', 'notARate'],
    ['-5', 'notARate'],
    ['1,255', 'notARate'],
    ['100,01', 'tooHigh'],
    ['25', 'alreadyThere'],
  ])('%j is refused as %s', (text, problem) => expect(parseRate(text, rates)).toEqual({ ok: false, problem }));

  it('are at most six, highest first', () => {
    const six = [2500, 2000, 1500, 1200, 600, 0].map(vatRate);
    expect(parseRate('10', six)).toEqual({ ok: false, problem: 'tooMany' });
    expect(addRate(rates, vatRate(1500))).toEqual([2500, 1500, 0]);
  });
});
