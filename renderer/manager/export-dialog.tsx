import { useState } from 'react';
import type { Period } from '../../shared/calendar-date.ts';
import type { StoreCountry } from '../../shared/country.ts';
import { companyFactsSchema, decimalMarkSchema, EXPORT_KINDS, organisationNumberSchema } from '../../shared/export.ts';
import type { DecimalMark, ExportRequest } from '../../shared/export.ts';
import { Banner } from '../ui/banner.tsx';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { JournalCheck } from './journal-check.tsx';
import { SigningDialog } from './signing-anew.tsx';
import { useExport } from './use-export.ts';
import type { ExportState } from './use-export.ts';
import { useDayText } from './use-day-text.ts';
import './export-dialog.css';

type Kind = ExportRequest['kind'];

interface Draft {
  readonly kind: Kind;
  readonly decimal: DecimalMark;
  readonly number: string;
  readonly name: string;
}

/** @returns null while something is missing */
function requestOf({ kind, decimal, number, name }: Draft, period: Period): ExportRequest | null {
  if (kind === 'journal') return { kind };
  if (kind !== 'saft') return { kind, period, decimal };
  const company = companyFactsSchema.safeParse({ number: number.replace(/\s/g, ''), name });
  return company.success ? { kind, period, company: company.data } : null;
}

export interface ExportDialogProps {
  readonly country: StoreCountry;
  readonly period: Period;
  /** The period in words. */
  readonly name: string;
  readonly onClose: () => void;
}

/** What of the period in view is to be kept as a file. The place is asked for by the system, after this. */
export function ExportDialog({ country, period, name, onClose }: ExportDialogProps) {
  const text = useDayText();
  const [draft, setDraft] = useState<Draft>({ kind: 'sales', decimal: 'comma', number: '', name: '' });
  const [tried, setTried] = useState(false);
  const [renewed, setRenewed] = useState(false);
  const { state, save, forget } = useExport();
  const busy = state.name === 'running';
  const change = (changes: Partial<Draft>) => {
    setDraft({ ...draft, ...changes });
    setTried(false);
    setRenewed(false);
    forget();
  };
  const start = () => {
    const request = requestOf(draft, period);
    setTried(request === null);
    setRenewed(false);
    if (request && !busy) save(request);
  };
  const kinds: readonly Kind[] = [...EXPORT_KINDS, ...(country === 'NO' ? (['saft'] as const) : []), 'journal'];
  const actions = {
    back: <Button onPress={onClose}>{text('export.back')}</Button>,
    act: (
      <Button kind="filled" blocked={busy} onPress={start}>
        {text(busy ? 'export.saving' : 'export.save')}
      </Button>
    ),
  };
  if (state.name === 'refused' && state.problem === 'export.signingKeyGone') {
    const begun = () => {
      forget();
      setRenewed(true);
    };
    return <SigningDialog onBack={forget} onRenewed={begun} />;
  }
  return (
    <Dialog title={text('export.title', { period: name })} onClose={onClose} actions={actions}>
      <div className="export-choices">
        <Segmented
          label={text('export.kind')}
          showLabel
          value={draft.kind}
          options={kinds.map((value) => ({ value, label: text(`export.kinds.${value}`) }))}
          onChange={(kind) => change({ kind })}
        />
        <p className="field-note">{text(`export.notes.${draft.kind}`)}</p>
        {draft.kind === 'journal' && <JournalCheck />}
        {draft.kind === 'saft' && <CompanyFields draft={draft} tried={tried} onChange={change} />}
        {draft.kind !== 'saft' && draft.kind !== 'journal' && (
          <Segmented
            label={text('export.decimal')}
            showLabel
            value={draft.decimal}
            options={decimalMarkSchema.options.map((value) => ({ value, label: text(`export.decimals.${value}`) }))}
            onChange={(decimal) => change({ decimal })}
          />
        )}
        {renewed && (
          <Banner tone="good" live>
            {text('export.renewed')}
          </Banner>
        )}
        <Outcome state={state} />
      </div>
    </Dialog>
  );
}

/** Whose books it is. Needed for audit files alone, so it is asked for here. */
function CompanyFields({
  draft,
  tried,
  onChange,
}: {
  readonly draft: Draft;
  readonly tried: boolean;
  readonly onChange: (changes: Partial<Draft>) => void;
}) {
  const text = useDayText();
  const numberWrong = tried && !organisationNumberSchema.safeParse(draft.number.replace(/\s/g, '')).success;
  return (
    <>
      <Field
        label={text('export.companyNumber')}
        value={draft.number}
        inputMode="numeric"
        onText={(number) => onChange({ number })}
        problem={numberWrong && text('export.companyNumberProblem')}
      />
      <Field
        label={text('export.companyName')}
        value={draft.name}
        maxLength={100}
        onText={(name) => onChange({ name })}
        problem={tried && draft.name.trim() === '' && text('export.companyNameProblem')}
      />
    </>
  );
}

function Outcome({ state }: { readonly state: ExportState }) {
  const text = useDayText();
  if (state.name === 'idle') return <div aria-live="polite" />;
  if (state.name === 'refused') return <ErrorBanner problem={state.problem} />;
  if (state.name === 'saved')
    return (
      <Banner tone="good" live>
        {text('export.saved', { file: state.file })}
      </Banner>
    );
  const { progress } = state;
  return (
    <div className="export-progress">
      <progress aria-label={text('export.saving')} max={progress?.total} value={progress?.done} />
      <span>{progress && text('export.progress', { done: progress.done, total: progress.total })}</span>
    </div>
  );
}
