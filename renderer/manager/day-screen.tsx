import { FileDown, List, LockKeyhole, Printer } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { spanOf, stepPeriod } from '../../shared/calendar-date.ts';
import type { Period } from '../../shared/calendar-date.ts';
import type { DayReport } from '../../shared/day-report.ts';
import type { StoreSettings } from '../../shared/settings.ts';
import type { Language } from '../../shared/texts/languages.ts';
import { useHelpOn } from '../state/help.ts';
import { bridge } from '../state/bridge.ts';
import { ScreenTop } from '../frame/screen-top.tsx';
import type { ScreenProps } from '../frame/screen-top.tsx';
import { useScreenKeys } from '../ui/keyboard.ts';
import { formatDateTime } from '../i18n/format.ts';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { Button } from '../ui/button.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { formatLongDay, formatMonth, formatShortDay, samePeriod, weekOf } from './dates.ts';
import { DateField } from './date-field.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { DayFigures } from './day-figures.tsx';
import { OpenList } from './open-items.tsx';
import { AnswerTables } from './answer-tables.tsx';
import { Cashiers, Methods, Requests, SoldWhen, Vat } from './report-tables.tsx';
import { useReport } from './use-report.ts';
import type { ReportAsked } from './use-report.ts';
import { useDayText } from './use-day-text.ts';
import type { DayText } from './use-day-text.ts';
import './day.css';

const ClosingScreen = lazy(() => import('./closing-screen.tsx'));
const SalesList = lazy(() => import('../sales/sales-list.tsx'));

const UNITS = ['day', 'week', 'month'] as const;
/** Periods in the list; older ones are reached by their date. */
const LISTED: Readonly<Record<Period['unit'], number>> = { day: 21, week: 13, month: 13 };

function nameOf(period: Period, language: Language, text: DayText, long: boolean): string {
  const { first } = spanOf(period);
  if (period.unit === 'week') return text('week', weekOf(first));
  if (period.unit === 'month') return formatMonth(first, language);
  return long ? formatLongDay(first, language) : formatShortDay(first, language);
}

/** What the store manager looks at: any day, week or month, with everything that is still open. */
export function DayScreen({ till, store, onClose }: ScreenProps) {
  useHelpOn('day');
  const text = useDayText();
  const { language } = till.preferences;
  const [wanted, setWanted] = useState<ReportAsked>({ unit: 'day', date: null });
  const { report, today, problem } = useReport(wanted);
  const [exporting, setExporting] = useState(false);
  const [closing, setClosing] = useState(false);
  const [listing, setListing] = useState(false);
  useScreenKeys({ Escape: listing || closing ? undefined : onClose });
  if (closing)
    return (
      <Suspense>
        <ClosingScreen till={till} store={store} onClose={() => setClosing(false)} />
      </Suspense>
    );
  if (listing)
    return (
      <Suspense>
        <SalesList store={store} language={language} onClose={() => setListing(false)} />
      </Suspense>
    );
  return (
    <div className="day">
      <ScreenTop environment={store.environment} title={text('title')} onClose={onClose}>
        <div className="day-units">
          <Segmented
            label={text('unit')}
            views
            value={wanted.unit}
            options={UNITS.map((value) => ({ value, label: text(`units.${value}`) }))}
            onChange={(unit) => setWanted({ ...wanted, unit })}
          />
        </div>
        <Button icon={List} testId="all-sales" onPress={() => setListing(true)}>
          {text('sales')}
        </Button>
        <Button icon={FileDown} testId="export" blocked={!report} onPress={() => setExporting(report !== null)}>
          {text('export.open')}
        </Button>
        <Button icon={Printer} onPress={() => void bridge.call['print.view'](undefined).catch(() => null)}>
          {text('print')}
        </Button>
        <Button kind="filled" icon={LockKeyhole} testId="to-closing" onPress={() => setClosing(true)}>
          {text('closing')}
        </Button>
      </ScreenTop>
      <PeriodList wanted={wanted} report={report} today={today} language={language} onWanted={setWanted} />
      <main className="day-main" aria-busy={report === null}>
        <div className="day-body" role="group" tabIndex={0} aria-label={text('title')}>
          {problem && <ErrorBanner problem={problem} />}
          {report ? (
            <Report report={report} today={today} language={language} store={store} />
          ) : (
            <p role="status">{!problem && text('loading')}</p>
          )}
        </div>
      </main>
      {exporting && report && (
        <ExportDialog
          country={store.country}
          period={report.period}
          name={nameOf(report.period, language, text, true)}
          onClose={() => setExporting(false)}
        />
      )}
    </div>
  );
}

interface PeriodListProps {
  readonly wanted: ReportAsked;
  readonly report: DayReport | null;
  readonly today: ReportAsked['date'];
  readonly language: Language;
  readonly onWanted: (wanted: ReportAsked) => void;
}

/** The newest days, weeks or months, one touch each, and a date for any other. */
function PeriodList({ wanted, report, today, language, onWanted }: PeriodListProps) {
  const text = useDayText();
  const { unit } = wanted;
  const newest: Period | null = today && { unit, date: today };
  const periods = newest
    ? Array.from({ length: LISTED[unit] }, (_, index) => (index === 0 ? newest : stepPeriod(newest, -index)))
    : [];
  const shown = report?.period ?? null;
  return (
    <nav className="day-list" aria-label={text('list')}>
      <DateField today={today} onDate={(date) => onWanted({ unit, date })} />
      <ul>
        {periods.map((period, index) => (
          <li key={period.date}>
            <button
              type="button"
              aria-current={shown && samePeriod(shown, period) ? 'true' : undefined}
              onClick={() => onWanted({ unit, date: index === 0 ? null : period.date })}
            >
              {nameOf(period, language, text, false)}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Report({
  report,
  today,
  language,
  store,
}: {
  readonly report: DayReport;
  readonly today: ReportAsked['date'];
  readonly language: Language;
  readonly store: StoreSettings;
}) {
  const text = useDayText();
  const { currency, reservations, attention } = report;
  return (
    <>
      <div className="day-when">
        <strong role="status">{nameOf(report.period, language, text, true)}</strong>
        <span className="day-note">
          {store.storeName} · {store.posId} · {text('asOf', { when: formatDateTime(report.madeAt, language) })}
          {report.running && ` · ${text('running')}`}
        </span>
      </div>
      <DayFigures report={report} language={language} />
      <OpenList title={text('attention')} open={attention} currency={currency} language={language} />
      <OpenList title={text('reservations')} open={reservations} currency={currency} language={language} />
      {attention.count + reservations.count === 0 && <p className="day-note">{text('allTaken')}</p>}
      <SoldWhen report={report} today={today} language={language} />
      <Cashiers report={report} language={language} />
      <Vat report={report} language={language} />
      <div className="day-pair">
        <Requests report={report} language={language} />
        <Methods report={report} language={language} />
      </div>
      <AnswerTables report={report} />
    </>
  );
}
