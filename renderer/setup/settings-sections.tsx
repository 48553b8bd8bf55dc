import type { KeyboardEvent } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Till } from '../../shared/ipc/contract.ts';
import { environmentSchema, languageSchema, themeSchema } from '../../shared/settings.ts';
import type { CounterWishes, Preferences } from '../../shared/settings.ts';
import { LANGUAGES } from '../../shared/texts/languages.ts';
import { Button } from '../ui/button.tsx';
import { Wordmark } from '../ui/mark.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Switch } from '../ui/switch.tsx';
import { ComfortFields } from './comfort-fields.tsx';
import { ContactFields } from './contact-fields.tsx';
import { CheckResult } from './connection-check.tsx';
import { CustomerScreenField } from './customer-screen-field.tsx';
import { NO_KEYS } from './draft.ts';
import { KeychainNotice, KeysFields, SerialNumberField } from './keys-fields.tsx';
import { ProblemBanner } from './problem-banner.tsx';
import type { Setup } from './use-setup.ts';
import { useSetupText } from './use-setup-text.ts';

export const SECTIONS = [
  'counter',
  'shop',
  'vat',
  'items',
  'connection',
  'printer',
  'scanner',
  'people',
  'backup',
  'updates',
  'doctor',
  'support',
  'log',
  'about',
] as const;
export type Section = (typeof SECTIONS)[number];

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** Tabs at the left; arrow keys move between them. */
export function SectionTabs({
  section,
  onSection,
}: {
  readonly section: Section;
  readonly onSection: (section: Section) => void;
}) {
  const text = useSetupText();
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = SECTIONS[(SECTIONS.indexOf(section) + step + SECTIONS.length) % SECTIONS.length] ?? section;
    onSection(next);
    document.getElementById(`settings-tab-${next}`)?.focus();
  };
  return (
    <div
      role="tablist"
      aria-orientation="vertical"
      aria-label={text('settings.title')}
      className="settings-tabs"
      onKeyDown={onKeyDown}
    >
      {SECTIONS.map((each) => (
        <button
          key={each}
          type="button"
          role="tab"
          id={`settings-tab-${each}`}
          aria-selected={each === section}
          aria-controls={each === section ? 'settings-panel' : undefined}
          tabIndex={each === section ? 0 : -1}
          onClick={() => onSection(each)}
        >
          {text(`settings.sections.${each}`)}
        </button>
      ))}
    </div>
  );
}

const WISHES = [
  'startWithSystem',
  'fullScreen',
  'keepAwake',
  'comesBack',
] as const satisfies readonly (keyof CounterWishes)[];

/** In seconds; 0: until somebody goes on. */
const PAID_STAYS: readonly Preferences['paidStays'][] = [0, 4, 8];

export interface PreferencesSectionProps {
  readonly preferences: Preferences;
  readonly displays: Till['displays'];
  readonly practice: boolean;
  readonly problem: ErrorCode | null;
  readonly onChange: (preferences: Preferences) => void;
}

export function PreferencesSection({ preferences, displays, practice, problem, onChange }: PreferencesSectionProps) {
  const text = useSetupText();
  return (
    <div className="setup-fields">
      <p className="setup-intro">{text('settings.atOnce')}</p>
      <Segmented
        label={text('language')}
        showLabel
        value={preferences.language}
        options={languageSchema.options.map((value) => ({ value, label: LANGUAGES[value].name }))}
        onChange={(language) => onChange({ ...preferences, language })}
      />
      <Segmented
        label={text('settings.theme')}
        showLabel
        value={preferences.theme}
        options={themeSchema.options.map((value) => ({ value, label: text(`settings.themes.${value}`) }))}
        onChange={(theme) => onChange({ ...preferences, theme })}
      />
      <ComfortFields preferences={preferences} practice={practice} onChange={onChange} />
      <Switch
        on={preferences.wholeAmounts}
        note={text('settings.wholeHint')}
        onChange={(wholeAmounts) => onChange({ ...preferences, wholeAmounts })}
      >
        {text('settings.whole')}
      </Switch>
      <Segmented
        label={text('settings.paidStays')}
        showLabel
        value={String(preferences.paidStays)}
        options={PAID_STAYS.map((seconds) => ({
          value: String(seconds),
          label: seconds === 0 ? text('settings.paidStaysOn') : text('settings.paidStaysFor', { count: seconds }),
        }))}
        onChange={(value) =>
          onChange({ ...preferences, paidStays: PAID_STAYS.find((each) => String(each) === value) ?? 0 })
        }
      />
      <CustomerScreenField
        chosen={preferences.customerDisplay}
        displays={displays}
        onChange={(customerDisplay) => onChange({ ...preferences, customerDisplay })}
      />
      <ContactFields value={preferences.support} onChange={(support) => onChange({ ...preferences, support })} />
      <h2 className="settings-heading">{text('counter.title')}</h2>
      {WISHES.map((wish) => (
        <Switch
          key={wish}
          on={preferences.counter[wish]}
          note={text(`counter.${wish}Hint`)}
          onChange={(on) => onChange({ ...preferences, counter: { ...preferences.counter, [wish]: on } })}
        >
          {text(`counter.${wish}`)}
        </Switch>
      ))}
      <div role="alert">{problem && <ProblemBanner problem={problem} />}</div>
    </div>
  );
}

export interface ConnectionSectionProps {
  readonly till: Till;
  readonly setup: Setup;
  /** New keys are being typed. */
  readonly replacing: boolean;
  readonly onReplacing: (replacing: boolean) => void;
  readonly onCheck: () => void;
}

/** Where the money is, the serial number and the state of the keys, which are never shown. */
export function ConnectionSection({ till, setup, replacing, onReplacing, onCheck }: ConnectionSectionProps) {
  const text = useSetupText();
  const { draft, problems } = setup;
  const practice = draft.environment === 'practice';
  const serialNumber = (
    <SerialNumberField
      value={draft.merchantSerialNumber}
      problem={problems.merchantSerialNumber}
      onChange={(merchantSerialNumber) => setup.change({ merchantSerialNumber })}
    />
  );
  return (
    <div className="setup-fields settings-connection">
      <div className="setup-country">
        <Segmented
          label={text('settings.environment')}
          showLabel
          value={draft.environment}
          options={environmentSchema.options.map((value) => ({ value, label: text(`where.${value}.title`) }))}
          onChange={(environment) => setup.change({ environment })}
        />
        <p className="field-note">{text(`settings.environmentHelp.${draft.environment}`)}</p>
      </div>
      {!practice && <KeysStatus till={till} setup={setup} replacing={replacing} onReplacing={onReplacing} />}
      {!practice && (
        <div className="keys-grid">
          {serialNumber}
          {replacing && <KeysFields keys={setup.keys} problems={problems} onKeys={setup.changeKeys} />}
        </div>
      )}
      {!practice && replacing && (
        <KeychainNotice
          environment={draft.environment}
          keychain={setup.keychain}
          thisRunOnly={setup.thisRunOnly}
          problems={problems}
          onThisRunOnly={setup.changeThisRunOnly}
        />
      )}
      <div className="settings-check">
        <Button blocked={setup.check.state.name === 'running'} onPress={onCheck}>
          {text('check.button')}
        </Button>
        <CheckResult state={setup.check.state} environment={draft.environment} />
      </div>
    </div>
  );
}

type KeysStatusProps = Pick<ConnectionSectionProps, 'till' | 'setup' | 'replacing' | 'onReplacing'>;

function KeysStatus({ till, setup, replacing, onReplacing }: KeysStatusProps) {
  const text = useSetupText();
  const elsewhere = setup.draft.environment !== till.store?.environment;
  const status = elsewhere ? text('settings.keys.otherEnvironment') : text(`settings.keys.${till.credentials}`);
  const keep = () => {
    setup.changeKeys(NO_KEYS);
    onReplacing(false);
  };
  return (
    <div className="keys-status">
      <div>
        <p className="field-label">{text('settings.keysTitle')}</p>
        <p>{status}</p>
      </div>
      <Button onPress={replacing ? keep : () => onReplacing(true)}>
        {text(
          replacing
            ? 'settings.keep'
            : elsewhere || till.credentials === 'missing'
              ? 'settings.enter'
              : 'settings.replace',
        )}
      </Button>
    </div>
  );
}

export function AboutSection({ version }: { readonly version: string }) {
  const text = useSetupText();
  return (
    <div className="setup-fields">
      <Wordmark />
      <p>{text('settings.version', { version })}</p>
      <p className="field-note">{text('settings.about')}</p>
      <p className="field-note">{text('settings.aboutMarks')}</p>
    </div>
  );
}
