import { useEffect, useId, useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Till } from '../../shared/ipc/contract.ts';
import { printTest, printerNames } from '../print/calls.ts';
import { SlipState } from '../print/print-slip.tsx';
import { problemOf, usePrintText } from '../print/use-print-text.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Problem } from '../ui/problem.tsx';
import { Segmented } from '../ui/segmented.tsx';
import type { PrinterDraft } from './printer-draft.ts';
import { ProblemBanner } from './problem-banner.tsx';
import type { Setup } from './use-setup.ts';
import { useSetupText } from './use-setup-text.ts';

const KINDS = ['none', 'network', 'system'] as const;

/** Where slips are printed, and a test slip that shows whether it works. */
export function PrinterSection({
  till,
  setup,
  changed,
}: {
  readonly till: Till;
  readonly setup: Setup;
  readonly changed: boolean;
}) {
  const text = usePrintText();
  const { printer } = setup.draft;
  const change = (changes: Partial<PrinterDraft>) => setup.change({ printer: { ...printer, ...changes } });
  return (
    <div className="setup-fields">
      <Segmented
        label={text('settings.kind')}
        showLabel
        value={printer.kind}
        options={KINDS.map((value) => ({ value, label: text(`settings.kinds.${value}`) }))}
        onChange={(kind) => change({ kind })}
      />
      {printer.kind === 'none' && <p className="field-note">{text('settings.none')}</p>}
      {printer.kind === 'network' && <NetworkFields setup={setup} onChange={change} />}
      {printer.kind === 'system' && <SystemFields setup={setup} onChange={change} />}
      {printer.kind !== 'none' && (
        <Segmented
          label={text('settings.roll')}
          showLabel
          value={printer.columns === 42 ? 'wide' : 'narrow'}
          options={(['wide', 'narrow'] as const).map((value) => ({ value, label: text(`settings.rolls.${value}`) }))}
          onChange={(roll) => change({ columns: roll === 'wide' ? 42 : 32 })}
        />
      )}
      {printer.kind !== 'none' && <TestSlip till={till} changed={changed} />}
    </div>
  );
}

interface FieldsProps {
  readonly setup: Setup;
  readonly onChange: (changes: Partial<PrinterDraft>) => void;
}

function NetworkFields({ setup, onChange }: FieldsProps) {
  const text = usePrintText();
  const setupText = useSetupText();
  const { draft, problems } = setup;
  return (
    <>
      <Field
        label={text('settings.host')}
        data-field="printerHost"
        inputMode="url"
        maxLength={253}
        value={draft.printer.host}
        onText={(host) => onChange({ host })}
        note={text('settings.hostNote')}
        problem={problems.printerHost && setupText(`problems.${problems.printerHost}`)}
      />
      <Field
        label={text('settings.port')}
        data-field="printerPort"
        inputMode="numeric"
        maxLength={5}
        value={draft.printer.port}
        onText={(port) => onChange({ port })}
        problem={problems.printerPort && setupText(`problems.${problems.printerPort}`)}
      />
    </>
  );
}

function SystemFields({ setup, onChange }: FieldsProps) {
  const text = usePrintText();
  const setupText = useSetupText();
  const id = useId();
  const [names, setNames] = useState<readonly string[] | null>(null);
  useEffect(() => void printerNames().then(setNames), []);
  const { name } = setup.draft.printer;
  const problem = setup.problems.printerName;
  // A printer that was chosen and is not there now can still be kept.
  const offered = [...new Set([...(names ?? []), ...(name === '' ? [] : [name])])];
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {text('settings.name')}
      </label>
      <select
        id={id}
        className="select"
        data-field="printerName"
        value={name}
        aria-describedby={`${id}-note`}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      >
        <option value="" disabled>
          {text('settings.choose')}
        </option>
        {offered.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
      <div id={`${id}-note`}>
        {problem ? (
          <Problem>{setupText(`problems.${problem}`)}</Problem>
        ) : (
          names?.length === 0 && <p className="field-note">{text('settings.noneFound')}</p>
        )}
      </div>
    </div>
  );
}

/** Prints by what is saved, so that what is tested is what will be used. */
function TestSlip({ till, changed }: { readonly till: Till; readonly changed: boolean }) {
  const text = usePrintText();
  const [refused, setRefused] = useState<ErrorCode | null>(null);
  const job = till.slips.findLast(({ kind }) => kind === 'test');
  const problem = refused ?? (job ? problemOf(job) : null);
  return (
    <div className="settings-check">
      <Button blocked={changed} onPress={() => void (changed || printTest().then(setRefused))}>
        {text('settings.test')}
      </Button>
      <p className="field-note" role="status">
        {changed ? text('settings.saveFirst') : job && <SlipState job={job} language={till.preferences.language} />}
      </p>
      <div role="alert">{!changed && problem && <ProblemBanner problem={problem} />}</div>
    </div>
  );
}
