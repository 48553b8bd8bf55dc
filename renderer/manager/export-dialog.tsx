import { useState } from 'react';
import type { Period } from '../../shared/calendar-date.ts';
import { decimalMarkSchema, EXPORT_KINDS } from '../../shared/export.ts';
import type { DecimalMark, ExportKind } from '../../shared/export.ts';
import { useErrorText } from '../i18n/index.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { useExport } from './use-export.ts';
import type { ExportState } from './use-export.ts';
import { useDayText } from './use-texts.ts';
import './export-dialog.css';

/** What of the period in view is to be kept as a file. The place is asked for by the system, after this. */
export function ExportDialog({ period, name, onClose }: { readonly period: Period; readonly name: string; readonly onClose: () => void }) {
  const text = useDayText();
  const [kind, setKind] = useState<ExportKind>('sales');
  const [decimal, setDecimal] = useState<DecimalMark>('comma');
  const { state, save, forget } = useExport();
  const busy = state.name === 'running';
  const actions = (
    <>
      <Button onPress={onClose}>{text('export.back')}</Button>
      <Button kind="filled" blocked={busy} onPress={() => !busy && save({ kind, period, decimal })}>{text(busy ? 'export.saving' : 'export.save')}</Button>
    </>
  );
  return (
    <Dialog title={text('export.title', { period: name })} onClose={onClose} actions={actions}>
      <div className="export-choices">
        <Segmented
          label={text('export.kind')}
          showLabel
          value={kind}
          options={EXPORT_KINDS.map((value) => ({ value, label: text(`export.kinds.${value}`) }))}
          onChange={(next) => {
            setKind(next);
            forget();
          }}
        />
        <p className="field-note">{text(`export.notes.${kind}`)}</p>
        <Segmented label={text('export.decimal')} showLabel value={decimal} options={decimalMarkSchema.options.map((value) => ({ value, label: text(`export.decimals.${value}`) }))} onChange={setDecimal} />
        <Outcome state={state} />
      </div>
    </Dialog>
  );
}

function Outcome({ state }: { readonly state: ExportState }) {
  const text = useDayText();
  const errorText = useErrorText();
  if (state.name === 'idle') return <div aria-live="polite" />;
  if (state.name === 'refused') return <Banner tone="warn" title={errorText(state.problem).title} live>{errorText(state.problem).sentence} {errorText(state.problem).action}</Banner>;
  if (state.name === 'saved') return <Banner tone="good" live>{text('export.saved', { file: state.file })}</Banner>;
  const { progress } = state;
  return (
    <div className="export-progress">
      <progress aria-label={text('export.saving')} max={progress?.total} value={progress?.done} />
      <span>{progress && text('export.progress', { done: progress.done, total: progress.total })}</span>
    </div>
  );
}
