import { describe, expect, it } from 'vitest';
import { guideStep, nextLesson } from '../../../renderer/cashier/guide-steps.ts';
import { saleIn } from '../../support/renderer/renderer-fixtures.ts';
import { SALE_SAMPLES } from '../../support/renderer/sale-samples.ts';

const { approved, capturing, declined, expired, paid, sending, waiting } = SALE_SAMPLES;
const paidByCode = saleIn({
  phase: { name: 'captured', at: 2, refundProblem: null },
  number: 90,
  payment: {
    method: 'code',
    recipient: null,
    amounts: { authorized: 24_900, captured: 24_900, cancelled: 0, refunded: 0 },
  },
});
const nothing = { amount: false, number: false };
const all = { amount: true, number: true };

describe('the guide through practice sales', () => {
  it('goes by what was sold, in its own order', () => {
    expect(nextLesson([])).toBe('phone');
    expect(nextLesson([waiting, approved])).toBe('phone');
    expect(nextLesson([declined])).toBe('phone');
    expect(nextLesson([paid])).toBe('code');
    expect(nextLesson([paid, paidByCode])).toBe('declined');
    expect(nextLesson([paid, paidByCode, expired])).toBe('declined');
    expect(nextLesson([paid, paidByCode, declined])).toBe(null);
  });

  it('says the next key while a sale is keyed', () => {
    expect(guideStep('phone', null, nothing)).toBe('amount');
    expect(guideStep('phone', null, { amount: true, number: false })).toBe('number');
    expect(guideStep('phone', null, all)).toBe('send');
    expect(guideStep('code', null, nothing)).toBe('amountForCode');
    expect(guideStep('code', null, all)).toBe('code');
    expect(guideStep('declined', null, all)).toBe('send');
  });

  it('says who acts next once it was sent', () => {
    expect(guideStep('phone', sending, nothing)).toBe('moment');
    expect(guideStep('phone', waiting, nothing)).toBe('approve');
    expect(guideStep('declined', waiting, nothing)).toBe('decline');
    expect(guideStep('phone', approved, nothing)).toBe('take');
    expect(guideStep('phone', capturing, nothing)).toBe('moment');
    for (const end of [paid, declined, expired]) expect(guideStep('phone', end, nothing)).toBe('next');
  });

  it('never stands still: each way in which a sale is shown has a step', () => {
    for (const sale of Object.values(SALE_SAMPLES)) expect(guideStep('code', sale, nothing)).toBeTypeOf('string');
  });
});
