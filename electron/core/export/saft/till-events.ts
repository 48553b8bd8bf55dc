import type { BasicId } from './codes.ts';
import { employeeId } from './employees.ts';
import { eventReport } from './event-report.ts';
import type { ReportFacts } from './event-report.ts';
import { isWithin, pagesOf } from './till-entries-of.ts';
import { element, elements } from './xml.ts';
import type { TillEntryOf } from '../../journal/till-entries.ts';
import type { Span } from '../../ports/day-book.ts';
import type { Journal } from '../../ports/journal.ts';
import type { ClosingReport } from '../../../../shared/closing.ts';
import type { SaleId } from '../../../../shared/ids.ts';
import { keptReportSchema } from '../../../../shared/kept-report.ts';

/** What happened at the till beside sales, out of the journal's entries. */

interface Told {
  readonly type: BasicId;
  readonly text: string;
  readonly report?: ClosingReport;
}

/** What an entry is in the standard's words; null for what it has no word for. */
function toldOf(entry: TillEntryOf): Told | null {
  switch (entry.type) {
    case 'till.started':
      return { type: 'APPSTART', text: `Version ${entry.version}` };
    case 'till.ended':
      return {
        type: 'APPEND',
        text: entry.why === 'ended' ? 'Ended with the application' : 'Journal closed and opened anew',
      };
    case 'person.signedIn':
      return { type: 'LOGIN', text: 'Signed in' };
    case 'person.signedOut':
      return { type: 'LOGOUT', text: 'Signed out' };
    case 'person.locked':
      return { type: 'LOGOUT', text: 'Till locked' };
    case 'slip.printed':
      return {
        type: entry.copy > 0 ? 'COPY' : entry.kind === 'sale' ? 'PRINTED' : 'OTHERSLIP',
        text: `Slip of ${entry.kind}${entry.copy > 0 ? `, copy ${entry.copy}` : ''}`,
      };
    case 'report.x':
      return {
        type: 'XREPORT',
        text: `Totals so far, number ${entry.number}`,
        report: keptReportSchema.parse(entry.figures).report,
      };
    case 'day.closed':
      return {
        type: 'ZREPORT',
        text: `Closing, number ${entry.number}`,
        report: keptReportSchema.parse(entry.closing).report,
      };
    default:
      return null;
  }
}

const TOLD_TYPES = [
  'till.started',
  'till.ended',
  'person.signedIn',
  'person.signedOut',
  'person.locked',
  'slip.printed',
  'report.x',
  'day.closed',
] as const;

/**
 * The till's own events of the span, type by type.
 *
 * @param numberOf the receipt number of a sale; null where the sale is not in this journal
 */
export function* tillEvents(
  source: ReportFacts & { readonly journal: Pick<Journal, 'entries'> },
  span: Span,
  numberOf: (sale: SaleId) => number | null,
): Generator<string> {
  for (const type of TOLD_TYPES) {
    for (const page of pagesOf(source.journal, type)) {
      yield page
        .filter((entry) => isWithin(entry, span))
        .map((entry) => tillEvent(source, entry, numberOf))
        .join('');
    }
  }
}

function tillEvent(source: ReportFacts, entry: TillEntryOf, numberOf: (sale: SaleId) => number | null): string {
  const told = toldOf(entry);
  if (!told) return '';
  const { date, time } = source.calendar.local(entry.at);
  const by = 'by' in entry ? entry.by : null;
  const number = entry.type === 'slip.printed' && entry.sale !== null ? numberOf(entry.sale) : null;
  const facts = elements([
    ['eventID', `entry-${entry.seq}`],
    ['eventType', told.type],
    ['transID', number === null ? null : String(number)],
    ['empID', by === null ? null : employeeId(by)],
    ['eventDate', date],
    ['eventTime', time],
    ['eventText', told.text],
    ['eventReport', told.report ? eventReport(source, told.report) : null],
  ]);
  return `${element('event', facts)}\n`;
}
