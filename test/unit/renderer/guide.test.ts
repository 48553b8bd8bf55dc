import { describe, expect, it } from 'vitest';
import { projectSources } from '../../../build/import-rules.ts';
import { guideStep, PRESSED } from '../../../renderer/cashier/guide-steps.ts';
import { lessonAt, LESSONS, NEW_PUPIL } from '../../../shared/school.ts';
import { SALE_SAMPLES } from '../../support/renderer/sale-samples.ts';

const { approved, capturing, declined, expired, paid, sending, unclear, waiting } = SALE_SAMPLES;
const nothing = { amount: false, number: false };
const all = { amount: true, number: true };

describe('the guide through the tasks of practice', () => {
  it('goes on with the first that is not done, unless somebody has chosen', () => {
    expect(lessonAt({ attendance: NEW_PUPIL, done: [] })).toBe('sale');
    expect(lessonAt({ attendance: NEW_PUPIL, done: ['sale', 'declined'] })).toBe('code');
    expect(lessonAt({ attendance: { chosen: 'sale', left: false }, done: ['sale'] })).toBe('sale');
    expect(lessonAt({ attendance: NEW_PUPIL, done: [...LESSONS] })).toBe(null);
  });

  it('says the next key while a sale is keyed', () => {
    expect(guideStep('sale', null, nothing)).toBe('amount');
    expect(guideStep('sale', null, { amount: true, number: false })).toBe('number');
    expect(guideStep('sale', null, all)).toBe('send');
    expect(guideStep('code', null, nothing)).toBe('amountForCode');
    expect(guideStep('code', null, all)).toBe('code');
    expect(guideStep('declined', null, all)).toBe('send');
    expect(guideStep('unclear', null, nothing)).toBe('loseAnswer');
    expect(guideStep('closing', null, nothing)).toBe('day');
  });

  it('says who acts next once it was sent', () => {
    expect(guideStep('sale', sending, nothing)).toBe('moment');
    expect(guideStep('sale', waiting, nothing)).toBe('approve');
    expect(guideStep('declined', waiting, nothing)).toBe('decline');
    expect(guideStep('wrongNumber', waiting, nothing)).toBe('changeNumber');
    expect(guideStep('noAnswer', waiting, nothing)).toBe('ignore');
    expect(guideStep('sale', approved, nothing)).toBe('take');
    expect(guideStep('part', approved, nothing)).toBe('handPart');
    expect(guideStep('part', approved, nothing, true)).toBe('take');
    expect(guideStep('sale', capturing, nothing)).toBe('moment');
    expect(guideStep('unclear', unclear, nothing)).toBe('unclear');
    expect(guideStep('refund', paid, nothing)).toBe('refund');
    expect(guideStep('slip', paid, nothing)).toBe('slip');
    for (const end of [paid, declined, expired]) expect(guideStep('sale', end, nothing)).toBe('next');
    for (const end of [paid, declined, expired]) expect(guideStep('refund', end, nothing, true)).toBe('practised');
  });

  it('never stands still: each way in which a sale is shown has a step in each task', () => {
    for (const lesson of LESSONS)
      for (const sale of Object.values(SALE_SAMPLES)) expect(guideStep(lesson, sale, nothing)).toBeTypeOf('string');
  });

  it('shows a key that there is', () => {
    const screens = Object.entries(projectSources()).flatMap(([path, text]) =>
      path.startsWith('renderer/') && path.endsWith('.tsx') ? [text] : [],
    );
    const rooms = ['go-phone', 'go-day'];
    for (const id of Object.values(PRESSED).flat())
      if (!rooms.includes(id))
        expect(
          screens.some((text) => new RegExp(`(testId|data-testid)="${id}"|id: '${id}'`).test(text)),
          id,
        ).toBe(true);
  });
});
