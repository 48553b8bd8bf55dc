import type { ErrorCode } from '../../shared/errors.ts';
import type { ErrorText } from './error-text.ts';

/** What can stop a closing, English. */
export const closingErrorsEn = {
  'closing.nothing': {
    title: 'Nothing to close',
    sentence: 'Nothing has been asked for or moved since the last closing, so none was made.',
    action: 'A till that was not used needs no closing.',
  },
  'closing.changed': {
    title: 'Something happened meanwhile',
    sentence: 'The figures are not those you saw, so the day was not closed.',
    action: 'Look at the new figures and close again.',
  },
  'closing.reasonMissing': {
    title: 'A reason is needed',
    sentence: 'Something is undecided, not compared or different, so the day was not closed.',
    action: 'Decide it, or write down why the day is closed all the same.',
  },
  'closing.otherWallet': {
    title: 'Payments of another sales unit are not compared',
    sentence: 'They were made under another serial number or in another currency, and stand in the books there.',
    action: 'To compare them, set the till back to that sales unit.',
  },
  'closing.busy': {
    title: 'Still comparing',
    sentence: 'The till is asking {{wallet}} about the payments. Nothing was closed.',
    action: 'Wait until it is done, or stop it.',
  },
  'closing.unknown': {
    title: 'Not found',
    sentence: 'This report or this difference is not in the journal of this till.',
    action: 'Open the list of closings and choose again.',
  },
} as const satisfies Partial<Record<ErrorCode, ErrorText>>;
