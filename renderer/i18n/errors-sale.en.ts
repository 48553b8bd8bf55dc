import type { ErrorCode } from '../../shared/errors.ts';
import type { ErrorText } from './error-text.ts';

/** What was wanted and not done, and what a person has settled, English. */
export const saleErrorsEn = {
  'sale.captureNotMade': {
    title: 'The money was not taken',
    sentence:
      'The till could not finish this in time and did not send it later by itself. The money is still reserved.',
    action: 'Take it now if the customer has the goods. If not, release it.',
  },
  'sale.refundNotMade': {
    title: 'This refund was not made',
    sentence: 'The till could not finish it in time and did not send it later by itself. Nothing was given back.',
    action: 'Make it now, or give it up and write why.',
  },
  'sale.releaseNotMade': {
    title: 'The money was not released',
    sentence:
      'The till could not finish this in time and did not send it later by itself. The money is still reserved.',
    action: 'Release it now, or take it if the customer has the goods.',
  },
  'sale.settledByHand': {
    title: 'Settled by hand',
    sentence: 'A person has written how this sale ended. Nothing was sent.',
    action: 'If that was wrong, a manager can open it again.',
  },
  'sale.notSettledByHand': {
    title: 'This sale is not settled by hand',
    sentence: 'There is nothing to open again. Nothing was changed.',
    action: 'Look at the sale.',
  },
  'sale.settledOtherwise': {
    title: 'Settled by hand, but money has moved',
    sentence: '{{wallet}} tells of money on this sale after it was settled by hand. The customer may have paid twice.',
    action:
      'Compare the sums with what was written. If it was paid twice, give the money back, then write what was done.',
  },
} as const satisfies Partial<Record<ErrorCode, ErrorText>>;
