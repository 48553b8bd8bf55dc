import type { IdempotencyKey } from '../../../shared/ids.ts';

/**
 * Letters and digits, by which two spellings of one key agree: upper case, braces, quotes, `urn:uuid:` and lost hyphens
 * are spellings.
 */
const plain = (key: string): string =>
  key
    .toLowerCase()
    .replace(/^[\s"'{(]*(?:urn:uuid:)?/, '')
    .replace(/[^a-z0-9]/g, '');

/** Whether an event log means our key. Ours are random: one that agrees in letters and digits is ours. */
export const isSameKey = (told: string | null, own: IdempotencyKey): boolean =>
  told !== null && plain(told) === plain(own);

/** Whether an event log names a key at all. */
export const namesKey = (told: string | null): told is string => told !== null && plain(told) !== '';
