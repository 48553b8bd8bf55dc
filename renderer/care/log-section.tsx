import { RotateCcw, ScrollText } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { LOG_LEVELS } from '../../shared/log-line.ts';
import type { LogLevel, LogLine } from '../../shared/log-line.ts';
import type { Language } from '../../shared/texts/languages.ts';
import { LANGUAGES } from '../../shared/texts/languages.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { LongList } from '../ui/long-list.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Refusal } from './refusal.tsx';
import { useLog } from './use-log.ts';
import { useCareText } from './use-texts.ts';
import './care.css';

const COLUMNS = ['at', 'level', 'text'] as const;

function timeOf(at: number | null, language: Language): string {
  if (at === null) return '–';
  return new Date(at).toLocaleString(LANGUAGES[language].locale, { dateStyle: 'short', timeStyle: 'medium' });
}

/** The program's own log, for a manager: what support asks about. */
export default function LogSection({ language }: { readonly language: Language }) {
  const text = useCareText();
  const [level, setLevel] = useState<LogLevel>('info');
  const [typed, setTyped] = useState('');
  const [line, setLine] = useState<LogLine | null>(null);
  const log = useLog(level, typed.trim(), text('log.approve'));
  const cells = (row: number): readonly ReactNode[] => {
    const found = log.lineAt(row);
    if (!found) return ['', '', ''];
    return [
      timeOf(found.at, language),
      <span key="level" className="log-level" data-level={found.level}>
        {text(`log.marks.${found.level}`)}
      </span>,
      found.text,
    ];
  };
  return (
    <div className="setup-fields care-log">
      <p className="setup-intro">{text('log.intro')}</p>
      {log.problem && <Refusal problem={log.problem} />}
      {log.total === null ? (
        <div className="care-actions">
          <Button kind="filled" icon={ScrollText} onPress={log.open}>
            {text('log.open')}
          </Button>
        </div>
      ) : (
        <>
          <div className="care-filter">
            <Segmented
              label={text('log.level')}
              showLabel
              value={level}
              options={LOG_LEVELS.map((value) => ({ value, label: text(`log.levels.${value}`) }))}
              onChange={setLevel}
            />
            <Field label={text('log.search')} type="search" maxLength={100} value={typed} onText={setTyped} />
            <Button icon={RotateCcw} onPress={log.open}>
              {text('log.refresh')}
            </Button>
          </div>
          <p className="sales-count" role="status">
            {text('log.count', { count: log.total })}
          </p>
          <LongList
            key={log.by}
            label={text('log.list')}
            rows={log.total}
            columns={COLUMNS.map((name) => ({ name: `log-${name}`, words: text(`log.columns.${name}`) }))}
            keyOf={(row) => row}
            cellsOf={cells}
            onOpen={(row) => setLine(log.lineAt(row) ?? null)}
            onShown={log.show}
          />
        </>
      )}
      {line && (
        <Dialog
          title={text('log.line')}
          onClose={() => setLine(null)}
          actions={{ back: <Button onPress={() => setLine(null)}>{text('log.close')}</Button> }}
        >
          <p>
            {timeOf(line.at, language)} · {text(`log.marks.${line.level}`)}
          </p>
          <p className="log-line">{line.text}</p>
        </Dialog>
      )}
    </div>
  );
}
