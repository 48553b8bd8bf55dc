import { describe, expect, it } from 'vitest';
import {
  closingReason,
  groupsOf,
  LONGEST_DECISION,
  needsBeside,
  QUICK_REASONS,
  wordsChosen,
} from '../../../renderer/manager/decisions.ts';
import { CLOSING_NEEDS } from '../../../shared/closing.ts';
import type { ClosingReport, Difference } from '../../../shared/closing.ts';
import { reasonSchema } from '../../../shared/payment.ts';
import { projectCatalogues } from '../../../build/texts.ts';

const said = { at: 1, by: null, text: 'Done at home' } as const;
const different = (id: string, kind: Difference['kind'], amount: number | null, reason: Difference['reason'] = null) =>
  ({ id, kind, reference: null, receiptNumber: 1, stake: null, count: 1, amount, reason }) satisfies Difference;

describe('what is to be decided before a closing', () => {
  it('is grouped by kind, with what is at stake; what needs nobody comes last', () => {
    const groups = groupsOf([
      different('fee', 'fee', -100),
      different('said', 'portalRefund', -5_000, said),
      different('a', 'walletDiffers', -1_500),
      different('b', 'walletDiffers', 1_500),
      different('c', 'walletDiffers', -1_500, said),
      different('old', 'lateApproval', null),
    ]);
    expect(groups.map(({ kind, open, stake }) => [kind, open, stake])).toEqual([
      ['walletDiffers', ['a', 'b'], -1_500],
      ['lateApproval', ['old'], null],
      ['portalRefund', [], -5_000],
      ['fee', [], -100],
    ]);
  });

  it('leaves differences that are listed to their own kinds, and asks for what found no room', () => {
    const report = (kind: Difference['kind'] | null) =>
      ({
        needs: ['reserved', 'differences'],
        reconciliation: { leftOut: [{ kind, count: 1, amount: 0 }] },
      }) as unknown as ClosingReport;
    expect(needsBeside(report('fee'))).toEqual(['reserved']);
    expect(needsBeside(report('walletDiffers'))).toEqual(['reserved', 'differences']);
    expect(needsBeside(report(null))).toEqual(['reserved', 'differences']);
  });

  it('becomes one reason: its own words, or each with what it is about, and none while one is missing', () => {
    const wordsOf = (need: string) => (need === 'undecided' ? null : `why ${need}`);
    const nameOf = (need: string) => need.toUpperCase();
    expect(closingReason([], wordsOf, nameOf)).toBeNull();
    expect(closingReason(['reserved'], wordsOf, nameOf)).toBe('why reserved');
    expect(closingReason(['reserved', 'notCompared'], wordsOf, nameOf)).toBe(
      'RESERVED: why reserved. NOTCOMPARED: why notCompared',
    );
    expect(closingReason(['reserved', 'undecided'], wordsOf, nameOf)).toBeNull();
  });

  it('is a usual reason by its name, or own words of three letters at least', () => {
    const say = (quick: string) => `the words of ${quick}`;
    expect(wordsChosen({ quick: '', own: '' }, say)).toBeNull();
    expect(wordsChosen({ quick: 'notKnown', own: 'typed before' }, say)).toBe('the words of notKnown');
    expect(wordsChosen({ quick: null, own: ' no ' }, say)).toBeNull();
    expect(wordsChosen({ quick: null, own: ' snow ' }, say)).toBe('snow');
  });

  it('fits on a closing in every language, however long the reasons are', () => {
    for (const { closing } of Object.values(projectCatalogues())) {
      const texts = closing as Readonly<Record<string, Readonly<Record<string, string>>>>;
      const longest = Math.max(LONGEST_DECISION, ...QUICK_REASONS.map((quick) => texts['quick']?.[quick]?.length ?? 0));
      const reason = closingReason(
        CLOSING_NEEDS,
        () => 'x'.repeat(longest),
        (need) => texts['needs']?.[need]?.replace('{{wallet}}', 'MobilePay') ?? '',
      );
      expect(reasonSchema.safeParse(reason).success).toBe(true);
    }
  });
});
