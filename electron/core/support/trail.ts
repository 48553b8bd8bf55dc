import type { JournalEvent } from '../journal/events.ts';

/**
 * Texts that stay: names of our own and of the wallet's interface. All others are somebody's words, a number or a code,
 * and a field of tomorrow is too until it is judged. SECURITY: so what is typed at a till does not leave with its
 * trail.
 */
const STAYS = new Set([
  'type',
  'reference',
  'saleId',
  'key',
  'kind',
  'mode',
  'rest',
  'method',
  'codeForm',
  'state',
  'source',
  'problem',
  'problemCode',
  'traceId',
  'currency',
  'environment',
  'merchantSerialNumber',
  'posId',
  'country',
]);
/** Where `name` is one of ours, and not a person's or of goods. */
const NAMED = new Set(['wallet', 'certainty', 'phase']);
const HIDDEN = '[hidden]';

/** When, as the shop's clock shows it: epoch ms look like a number to call, and nobody reads them. */
type When = (at: number) => string;

function stripped(value: unknown, key: string, above: string, when: When): unknown {
  if (typeof value === 'number' && /(?:^a|A)t$/.test(key)) return when(value);
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return STAYS.has(key) || (key === 'name' && NAMED.has(above)) ? value : HIDDEN;
  if (Array.isArray(value)) return value.map((each) => stripped(each, key, above, when));
  if (typeof value !== 'object') return HIDDEN;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, stripped(each, name, key, when)]));
}

/** What the journal knows of one sale, without names, words, numbers and codes. */
export const trailOf = (events: readonly JournalEvent[], when: When): string =>
  `${JSON.stringify(
    events.map((event) => stripped(event, '', '', when)),
    null,
    2,
  )}\n`;
