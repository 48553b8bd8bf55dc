import { useEffect, useState } from 'react';
import type { Answers, AnswerStatistics } from '../../shared/answers.ts';
import { METHODS } from '../../shared/methods.ts';
import type { DayReport } from '../../shared/day-report.ts';
import { bridge } from '../state/bridge.ts';
import { Banner } from '../ui/banner.tsx';
import { BarChart } from './bar-chart.tsx';
import { Figures, Part } from './report-tables.tsx';
import { useDayText } from './use-day-text.ts';
import type { DayText } from './use-day-text.ts';
import '../ui/figures.css';

/** Read beside the report: nobody waits for it, and where it cannot be read the report stands alone. */
function useAnswerStatistics({ period: { unit, date }, madeAt }: DayReport): AnswerStatistics | null {
  const [statistics, setStatistics] = useState<AnswerStatistics | null>(null);
  useEffect(() => {
    let wanted = true;
    const fetched = async () => {
      const reply = await bridge.call['day.answers']({ unit, date });
      if (wanted) setStatistics(reply.accepted ? reply.statistics : null);
    };
    fetched().catch(() => wanted && setStatistics(null));
    return () => {
      wanted = false;
    };
  }, [unit, date, madeAt]);
  return statistics;
}

const COLUMNS = ['sent', 'median', 'ninetieth', 'expired', 'declined', 'withdrawn', 'wrongNumber'] as const;

function cells(answers: Answers, text: DayText): readonly string[] {
  return COLUMNS.map((column) => {
    const value = answers[column];
    if (column === 'sent') return String(value);
    if (column === 'median' || column === 'ninetieth')
      return value === null ? text('answers.none') : text('answers.seconds', { count: value });
    return answers.sent === 0 || value === 0
      ? text('answers.none')
      : `${Math.round(((value ?? 0) * 100) / answers.sent)}\u00a0%`;
  });
}

const two = (hour: number): string => String(hour).padStart(2, '0');

/**
 * How soon customers approve and what becomes of the others: by method, person and hour, with one piece of advice
 * where the numbers carry it.
 */
export function AnswerTables({ report }: { readonly report: DayReport }) {
  const text = useDayText();
  const found = useAnswerStatistics(report);
  if (!found || found.all.sent === 0) return null;
  const { all, methods, cashiers, hours, advice } = found;
  const heads = (first: 'group' | 'hour') => [
    text(`answers.columns.${first}`),
    ...COLUMNS.map((column) => text(`answers.columns.${column}`)),
  ];
  const row = (key: string, name: string, answers: Answers) => ({ key, name, cells: cells(answers, text) });
  const people = cashiers.some(({ by }) => by !== null) ? cashiers : [];
  const bars = hours.map(({ hour, answers }) => ({
    key: String(hour),
    label: two(hour),
    value: answers.median ?? 0,
    words:
      `${two(hour)}: ` +
      `${answers.median === null ? text('answers.none') : text('answers.seconds', { count: answers.median })}`,
  }));
  return (
    <>
      <Part title={text('answers.title')} note={text('answers.note')}>
        {advice && (
          <Banner tone="info">
            {text(`answers.advice.${advice.kind}`, {
              of: advice.of,
              among: advice.among,
              hour: advice.hour === null ? '' : `${two(advice.hour)}:00`,
            })}
          </Banner>
        )}
        <div className="figures-wide" role="group" tabIndex={0} aria-label={text('answers.title')}>
          <Figures
            heads={heads('group')}
            rows={[
              ...METHODS.map((method) => row(method, text(`channel.${method}`), methods[method])),
              ...people.map(({ by, answers }) => row(by?.id ?? 'nobody', by?.name ?? text('nobody'), answers)),
            ]}
            foot={row('all', text('answers.all'), all)}
          />
        </div>
      </Part>
      <Part title={text('answers.byHour')}>
        <BarChart
          bars={bars}
          name={text('answers.chart', {
            count: bars.length,
            highest: Math.max(0, ...bars.map(({ value }) => value)),
          })}
          scale={(value) => text('answers.seconds', { count: value < 5 ? value : Math.round(value) })}
        />
        <div className="figures-wide" role="group" tabIndex={0} aria-label={text('answers.byHour')}>
          <Figures
            heads={heads('hour')}
            rows={hours.map(({ hour, answers }) => row(String(hour), `${two(hour)}–${two((hour + 1) % 24)}`, answers))}
          />
        </div>
      </Part>
    </>
  );
}
