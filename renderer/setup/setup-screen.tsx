import { lazy, Suspense, useEffect, useState } from 'react';
import { COUNTRIES } from '../../shared/country.ts';
import type { Till } from '../../shared/ipc/contract.ts';
import type { Preferences } from '../../shared/settings.ts';
import { LANGUAGES, LANGUAGE_CODES } from '../../shared/texts/languages.ts';
import { useHelpOn } from '../state/help.ts';
import { useScreenKeys } from '../ui/keyboard.ts';
import { ScanPlace } from '../frame/scan-notice.tsx';
import { setLanguage } from '../i18n/index.ts';
import { useBrand } from '../state/brand.ts';
import { useWindow } from '../state/store.ts';
import { Wordmark } from '../ui/mark.tsx';
import { Button } from '../ui/button.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { RestoreDialog } from './backup-section.tsx';
import { setPreferences } from './calls.ts';
import { connectionProblems, firstProblem, keyKeeping, shopProblems, toStore } from './draft.ts';
import type { Problems, ShopDraft } from './draft.ts';
import { ProblemBanner } from './problem-banner.tsx';
import { shownName } from './shop-fields.tsx';
import { StepFields } from './setup-steps.tsx';
import type { Step } from './setup-steps.tsx';
import { focusField, useSetup } from './use-setup.ts';
import type { Setup } from './use-setup.ts';
import { WalletName, useSetupText } from './use-setup-text.ts';
import './setup.css';

const ProvisionScreen = lazy(() => import('./provision-screen.tsx'));

/** The first run, step by step. Practice needs two presses; everything else has a suggestion or a field of its own. */
export function SetupScreen({ onLeave }: { readonly onLeave?: () => void }) {
  useHelpOn('setUp');
  const till = useWindow((state) => state.view?.till ?? null);
  return till && <FirstRun till={till} onLeave={onLeave} />;
}

function FirstRun({ till, onLeave }: { readonly till: Till; readonly onLeave: (() => void) | undefined }) {
  const text = useSetupText();
  const setup = useSetup(till, (draft) => shownName(draft, text('shop.suggestion')));
  const [preferences, choose] = usePreferences(till.preferences, setup.draft);
  const [byHand, setByHand] = useState(false);
  return (
    <WalletName value={useBrand(setup.draft.country).name}>
      <div className="setup">
        <header className="setup-header">
          <Wordmark />
          <div className="setup-language" lang={preferences.language}>
            <Segmented
              label={text('language')}
              value={preferences.language}
              options={LANGUAGE_CODES.map((value) => ({ value, label: LANGUAGES[value].name }))}
              onChange={(language) => choose({ ...preferences, language })}
            />
          </div>
        </header>
        <ScanPlace />
        {till.provision && !byHand ? (
          <Suspense>
            <ProvisionScreen
              provision={till.provision}
              language={preferences.language}
              onByHand={() => setByHand(true)}
            />
          </Suspense>
        ) : (
          <Wizard
            till={till}
            setup={setup}
            preferences={preferences}
            onPreferences={choose}
            onLeave={till.provision ? () => setByHand(false) : onLeave}
          />
        )}
      </div>
    </WalletName>
  );
}

/**
 * Changes apply here at once and are stored; where storing is refused they still come along with the finished set-up.
 */
function usePreferences(
  stored: Preferences,
  draft: ShopDraft,
): readonly [Preferences, (preferences: Preferences) => void] {
  const [preferences, setLocal] = useState(stored);
  const wallet = useBrand(draft.country).name;
  const { currency } = COUNTRIES[draft.country];
  useEffect(() => setLanguage(preferences.language, { wallet, currency }), [preferences.language, wallet, currency]);
  const choose = (next: Preferences) => {
    setLocal(next);
    void setPreferences(next);
  };
  return [preferences, choose];
}

/** Practice is done after the shop; the last choices are there for who wants them. */
const stepsOf = (practice: boolean, last: Step): readonly Step[] =>
  practice
    ? last === 'details'
      ? ['where', 'shop', 'details']
      : ['where', 'shop']
    : ['where', 'shop', 'keys', 'details'];

interface WizardProps {
  readonly till: Till;
  readonly setup: Setup;
  readonly preferences: Preferences;
  readonly onPreferences: (preferences: Preferences) => void;
  /** Back to the try-out, where there is one. */
  readonly onLeave: (() => void) | undefined;
}

function Wizard({ till, setup, preferences, onPreferences, onLeave }: WizardProps) {
  const text = useSetupText();
  const [step, setStep] = useState<Step>('where');
  const [restoring, setRestoring] = useState(false);
  const { draft, keys } = setup;
  const practice = draft.environment === 'practice';
  const steps = stepsOf(practice, step);
  const position = steps.indexOf(step);
  const name = shownName(draft, text('shop.suggestion'));
  const unchecked = step === 'keys' && setup.check.state.name !== 'works';
  const finishes = step === 'details' || (practice && step === 'shop');

  const problemsOf = (which: Step): Problems => {
    if (which === 'shop') return shopProblems(draft, name);
    if (which !== 'keys') return {};
    const unkept = keyKeeping(draft.environment, setup.keychain) === 'thisRunOnly' && !setup.thisRunOnly;
    return { ...connectionProblems(draft, keys, true), ...(unkept ? { keepKeys: 'keepKeys' as const } : {}) };
  };
  /** Whether the step is filled in; if not, its problems are shown and the first has the focus. */
  const isDone = (which: Step): boolean => {
    const problems = problemsOf(which);
    setup.show(problems);
    focusField(firstProblem(problems));
    return firstProblem(problems) === null;
  };
  const finish = async () => {
    const store = toStore(draft, name);
    const refused = store && (await setup.submit(store, preferences));
    if (refused?.startsWith('setup.') && !practice) setStep('keys');
  };
  const advance = (checked: boolean) => {
    if (setup.busy || setup.check.state.name === 'running' || !isDone(step)) return;
    if (step === 'keys' && !checked) void setup.runCheck();
    else if (finishes) void finish();
    else setStep(steps[position + 1] ?? 'details');
  };
  const back = () => setStep(steps[position - 1] ?? 'where');
  useScreenKeys({ Escape: position > 0 ? back : onLeave });
  useEffect(() => {
    document.querySelector<HTMLElement>(`#step-${step} [data-first]`)?.focus();
  }, [step]);

  return (
    <form
      id={`step-${step}`}
      className="setup-form"
      aria-labelledby="setup-title"
      autoComplete="off"
      noValidate
      onSubmit={(event) => event.preventDefault()}
    >
      <main className="setup-body">
        <p className="setup-count">
          {text('title')} · {text('step', { number: position + 1, count: steps.length })}
        </p>
        <h1 id="setup-title">{text(step === 'details' ? 'details.title' : `${step}.title`)}</h1>
        <StepFields step={step} till={till} setup={setup} preferences={preferences} onPreferences={onPreferences} />
        <div role="alert">{setup.refusal && <ProblemBanner problem={setup.refusal} />}</div>
      </main>
      <footer className="setup-footer">
        {/* First in the document, so that Enter in a field presses it; the style sheet puts it at the right. */}
        <Button
          kind="filled"
          big
          primary
          type="submit"
          className="setup-primary"
          blocked={setup.busy}
          onPress={() => advance(!unchecked)}
        >
          {text(
            unchecked
              ? setup.check.state.name === 'problem'
                ? 'check.again'
                : 'check.button'
              : !finishes
                ? 'next'
                : practice
                  ? 'finishPractice'
                  : 'finish',
          )}
        </Button>
        {unchecked && <Button onPress={() => advance(true)}>{text('keys.continueUnchecked')}</Button>}
        {practice && step === 'shop' && (
          <Button onPress={() => isDone('shop') && setStep('details')}>{text('more')}</Button>
        )}
        <span className="setup-gap" />
        {position > 0 && <Button onPress={back}>{text('back')}</Button>}
        {position === 0 && <Button onPress={() => setRestoring(true)}>{text('backup.restoreTitle')}</Button>}
        {position === 0 && onLeave && <Button onPress={onLeave}>{text('leave')}</Button>}
      </footer>
      {restoring && <RestoreDialog onClose={() => setRestoring(false)} />}
    </form>
  );
}
