import type { Journal } from '../ports/journal.ts';
import { isGreen } from '../../../shared/doctor.ts';
import type { Environment } from '../../../shared/settings.ts';

/** As many examinations as a till goes through until it is set up right. */
const MOST = 50;

/**
 * Whether a till is about to ask for real money for the first time without ever having been found in order, and no
 * manager has said that it goes on all the same.
 */
export function isUnexamined(
  journal: Pick<Journal, 'entries' | 'lastReceiptNumber'>,
  environment: Environment,
): boolean {
  if (environment !== 'production' || journal.lastReceiptNumber() > 0) return false;
  if (journal.entries({ types: ['till.examinationSigned'], limit: 1 }).length > 0) return false;
  return !journal.entries({ types: ['till.examined'], limit: MOST }).some(({ results }) => isGreen(results));
}
