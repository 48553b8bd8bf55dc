import { describe, expect, it } from 'vitest';
import { changedAt } from '../../../shared/sale-in-front.ts';
import { paymentIn, saleIn } from '../../support/renderer/renderer-fixtures.ts';

describe('when something last became of a sale', () => {
  it('is its request, its end, a movement, a doubt, or what a person wrote, whichever came last', () => {
    const sale = saleIn({ phase: { name: 'captured', at: 50, refundProblem: null } });
    const with_ = (change: Parameters<typeof paymentIn>[2]) => ({
      ...sale,
      payments: [paymentIn({ name: 'captured', at: 50, refundProblem: null }, 1, change)],
    });
    expect(changedAt(with_({}))).toBe(50);
    expect(changedAt(with_({ requestedAt: 60 }))).toBe(60);
    expect(changedAt(with_({ certainty: { name: 'unclear', since: 70, problem: 'network.timeout' } }))).toBe(70);
    const movement = {
      kind: 'refund',
      at: 80,
      key: null,
      amount: 100,
      parts: null,
      by: null,
      approvedBy: null,
      reason: null,
    };
    expect(changedAt(with_({ movements: [movement] }))).toBe(80);
    const resolution = { at: 90, problem: 'network.timeout', reason: 'Paid in cash', by: null };
    expect(changedAt(with_({ movements: [movement], resolution }))).toBe(90);
  });
});
