import { isWithin, pagesOf } from './till-entries-of.ts';
import type { Span } from '../../ports/day-book.ts';
import type { Journal } from '../../ports/journal.ts';
import { keptReportSchema } from '../../../../shared/kept-report.ts';
import type { PersonRef } from '../../../../shared/people.ts';

/** Somebody who appears in the file, and since when the till knows of it. */
export type Employees = ReadonlyMap<string, PersonRef & { readonly since: number }>;

const PEOPLE_IN = [
  'person.signedIn',
  'person.signedOut',
  'person.locked',
  'report.x',
  'day.closed',
  'slip.printed',
] as const;

/** Everybody that an event or a report of the span names. */
export function peopleIn(
  journal: Pick<Journal, 'entries'>,
  span: Span,
): readonly (PersonRef & { readonly since: number })[] {
  const found: (PersonRef & { readonly since: number })[] = [];
  for (const type of PEOPLE_IN) {
    const known = new Set<string>();
    for (const page of pagesOf(journal, type)) {
      for (const entry of page) {
        if (!isWithin(entry, span)) continue;
        const report =
          entry.type === 'day.closed'
            ? keptReportSchema.parse(entry.closing).report
            : entry.type === 'report.x'
              ? keptReportSchema.parse(entry.figures).report
              : null;
        for (const by of [entry.by, ...(report?.cashiers ?? []).map((each) => each.by)]) {
          if (by === null || known.has(by.id)) continue;
          known.add(by.id);
          found.push({ ...by, since: entry.at });
        }
      }
    }
  }
  return found;
}

/** At most 35 characters: a UUID without its dashes. */
export const employeeId = ({ id }: Pick<PersonRef, 'id'>): string => id.replaceAll('-', '').slice(0, 35);
