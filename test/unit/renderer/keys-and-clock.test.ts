import { describe, expect, it } from 'vitest';
import { hear, mainTime } from '../../../renderer/state/clock.ts';
import { BOUNCE_MS, enterCounts, SCAN_MS } from '../../../renderer/ui/enter.ts';
import { caretAfter, digitsIn, readPhoneText } from '../../../renderer/cashier/phone-text.ts';
import { heroSize } from '../../../renderer/ui/hero-size.ts';
import { checkDraft } from '../../../renderer/cashier/check-draft.ts';
import { EMPTY_DRAFT } from '../../../renderer/cashier/draft.ts';
import { setWhole } from '../../../renderer/ui/amount-entry.ts';
import { vatRate } from '../../../shared/vat.ts';
import { minor } from '../../../shared/money.ts';
import { storeSettingsSchema } from '../../../shared/settings.ts';
import { STORE } from '../../support/renderer/renderer-fixtures.ts';

describe('Enter', () => {
  it('counts once for one press: not while held, not when it bounces or a scanner sends two', () => {
    const never = Number.NEGATIVE_INFINITY;
    expect(enterCounts({ repeat: false, at: 1000, previousAt: never, strayAt: never })).toBe(true);
    expect(enterCounts({ repeat: true, at: 2000, previousAt: 1000, strayAt: never })).toBe(false);
    expect(enterCounts({ repeat: false, at: 1000 + BOUNCE_MS - 1, previousAt: 1000, strayAt: never })).toBe(false);
    expect(enterCounts({ repeat: false, at: 1000 + BOUNCE_MS, previousAt: 1000, strayAt: never })).toBe(true);
  });

  it('does not count at the end of a scanned code that no field took', () => {
    const previousAt = Number.NEGATIVE_INFINITY;
    expect(enterCounts({ repeat: false, at: 1000 + SCAN_MS - 1, previousAt, strayAt: 1000 })).toBe(false);
    expect(enterCounts({ repeat: false, at: 1000 + SCAN_MS, previousAt, strayAt: 1000 })).toBe(true);
  });
});

describe('main’s clock', () => {
  it('runs on this window’s monotonic time, whatever its own clock says', () => {
    const reading = hear(null, 1_000_000, 50);
    expect(mainTime(reading, 1050)).toBe(1_001_000);
  });

  it('does not jump back for a message that waited, and believes a clock that was set', () => {
    const reading = hear(null, 1_000_000, 0);
    expect(hear(reading, 1_000_900, 1000)).toBe(reading);
    expect(mainTime(hear(reading, 1_001_500, 1000), 1000)).toBe(1_001_500);
    expect(mainTime(hear(reading, 500_000, 1000), 1000)).toBe(500_000);
  });
});

describe('the number while it is typed', () => {
  it.each([
    ['91234567', 'NO', '91 23 45 67', 'NO'],
    ['+47 912 34 567', 'DK', '91 23 45 67', 'NO'],
    ['004532123456', 'NO', '32 12 34 56', 'DK'],
    ['9123', 'NO', '91 23', 'NO'],
    ['91a', 'NO', '91a', 'NO'],
    ['+1 212 555', 'NO', '+1212555', 'NO'],
  ] as const)('%s in %s', (text, country, phone, owner) => {
    expect(readPhoneText(text, country)).toEqual({ phone, country: owner });
  });
});

describe('what Send needs', () => {
  const store = storeSettingsSchema.parse(STORE);
  const lines = [{ name: 'Item', quantity: '2', unitPrice: minor(12_000), vatRate: vatRate(2500) }];
  const draft = { ...EMPTY_DRAFT, amount: setWhole('249'), phone: '91234567' };

  it('is an amount and a number', () => {
    expect(checkDraft(draft, store).ready).toMatchObject({
      total: { currency: 'NOK', value: 24_900 },
      to: { method: 'phone', msisdn: '4791234567' },
      lines: [],
    });
    expect(checkDraft({ ...draft, phone: '9123' }, store)).toMatchObject({ ready: null, phoneProblem: null });
    expect(checkDraft({ ...draft, phone: '9123', asked: 'all' }, store)).toMatchObject({
      ready: null,
      phoneProblem: 'phone.tooShort',
    });
    expect(checkDraft({ ...draft, phone: '+12125551234' }, store)).toMatchObject({
      ready: null,
      phoneProblem: 'phone.foreign',
    });
    expect(checkDraft(EMPTY_DRAFT, store)).toMatchObject({ ready: null, amountProblem: null });
    expect(checkDraft({ ...EMPTY_DRAFT, asked: 'all' }, store)).toMatchObject({
      amountProblem: 'amount.zero',
      phoneProblem: 'phone.empty',
    });
    expect(checkDraft({ ...EMPTY_DRAFT, asked: 'amount' }, store)).toMatchObject({
      amountProblem: 'amount.zero',
      phoneProblem: null,
    });
    expect(checkDraft({ ...draft, amount: setWhole('0,50') }, store)).toMatchObject({
      ready: null,
      amountProblem: null,
    });
  });

  it('is that lines add up to the amount', () => {
    expect(checkDraft({ ...draft, lines }, store)).toMatchObject({ ready: null, linesSum: { value: 24_000 } });
    expect(checkDraft({ ...draft, lines, amount: setWhole('240') }, store)).toMatchObject({
      ready: { lines },
      linesSum: null,
    });
  });
});

describe('the caret while spaces come and go', () => {
  it('stays behind as many digits as before', () => {
    expect(caretAfter('91 23 45 67', 3)).toBe(4);
    expect(caretAfter('91 23 45 67', 8)).toBe(11);
    expect(digitsIn('+47 91')).toBe(5);
  });
});

describe('the hero', () => {
  it('shrinks so that the largest amount fits on one line', () => {
    expect(['249,00', '1\u00a0240,00', '650\u00a0000,00', 'something pasted'].map(heroSize)).toEqual([
      'full',
      'full',
      'long',
      'text',
    ]);
  });
});
