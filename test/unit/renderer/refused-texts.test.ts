import { describe, expect, it } from 'vitest';
import type { ErrorText } from '../../../renderer/i18n/error-text.ts';
import { stateTexts } from '../../../renderer/payment/state-texts.ts';
import { screenOf } from '../../../renderer/state/select-screen.ts';
import { adviceOf } from '../../../shared/advice.ts';
import type { Known } from '../../../shared/advice.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { Phase } from '../../../shared/payment.ts';
import errors from '../../../shared/texts/en/errors.json' with { type: 'json' };
import till from '../../../shared/texts/en/till.json' with { type: 'json' };
import { readFrom } from '../../../shared/texts/read.ts';
import { paymentIn, saleIn } from '../../support/renderer/renderer-fixtures.ts';

const text = readFrom(till, 'en-GB');
const errorText = (code: ErrorCode, known?: Known): ErrorText => errors[adviceOf(code, known)];

/** Everything that a cashier reads about a payment in this phase. */
function told(phase: Phase): string {
  const payment = paymentIn(phase, 1);
  const screen = screenOf(saleIn({ phase }));
  const { title, notes } = stateTexts(
    screen,
    { payment, late: false, phone: '…67', notAsked: undefined, waited: 0 },
    text,
    errorText,
  );
  return [title, ...notes].join(' ');
}

const refused = (problem: ErrorCode) => told({ name: 'refused', at: 2, problem });

/** What may be said of a doubt, and of a request that the till sends again, but not of one that is over. */
const STILL_OPEN = /do not take payment again|may have|keeps asking|by itself\.|looks up/i;

describe('a request that has ended unsent', () => {
  it.each(['network.timeout', 'network.dropped', 'network.unreadable', 'network.serverError'] as const)(
    'is not told as a doubt after %s: no token came, so nothing left the till',
    (problem) => {
      expect(refused(problem)).toMatch(/nothing was sent.*No money was taken\..*Try again/s);
      expect(refused(problem)).not.toMatch(STILL_OPEN);
    },
  );

  it.each(['wallet.busy', 'wallet.tooManyRequests'] as const)(
    'does not promise that it goes on after %s',
    (problem) => {
      expect(refused(problem)).toMatch(/moved no money/);
      expect(refused(problem)).not.toMatch(STILL_OPEN);
    },
  );

  it('is over, and can be made anew, where its reference is proved to be somebody else’s', () => {
    expect(refused('wallet.referenceTaken')).toMatch(/no money was taken\. Send again/);
    expect(refused('wallet.referenceTaken')).not.toMatch(STILL_OPEN);
  });
});
