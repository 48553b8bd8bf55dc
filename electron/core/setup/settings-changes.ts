import { z } from 'zod';
import type { TillEntryOf } from '../journal/till-entries.ts';
import type { Journal } from '../ports/journal.ts';
import type { ChangeOfSetting } from '../../../shared/settings.ts';

type InForce = TillEntryOf<'settings.inForce'>;
const recordSchema = z.record(z.string(), z.json());
type SettingsRecord = z.infer<typeof recordSchema>;

/** Settings as the journal keeps them: whatever there is, by name. There is no key among them. */
export const recordOf = (settings: object | null): SettingsRecord =>
  recordSchema.parse(JSON.parse(JSON.stringify(settings ?? {})));

/** What differs between two, by name; what only one of them has stands against null. */
export function changesBetween(before: SettingsRecord, after: SettingsRecord): readonly ChangeOfSetting[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => {
    const [from, to] = [before[name] ?? null, after[name] ?? null];
    return isSame(from, to) ? [] : [{ name, values: { from, to } }];
  });
}

/** By value: a file that was written anew may have its fields in another order. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a, sorted) === JSON.stringify(b, sorted);
const sorted = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** The settings that the till worked with last on this journal, or null where it does not say. */
export const inForceIn = (journal: Pick<Journal, 'entries'>): InForce | null =>
  journal.entries({ types: ['settings.inForce'], limit: 1 })[0] ?? null;
