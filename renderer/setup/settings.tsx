import { X } from 'lucide-react';
import { useState } from 'react';
import { COUNTRIES } from '../../shared/country.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Till } from '../../shared/ipc/contract.ts';
import type { Preferences } from '../../shared/settings.ts';
import { useScreenKeys } from '../cashier/keyboard.ts';
import { useWindow } from '../store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { setPreferences } from './calls.ts';
import { anyKeyTyped, connectionProblems, draftOf, firstProblem, keyKeeping, newShop, sameStore, shopProblems, toStore } from './draft.ts';
import type { FieldName, Problems } from './draft.ts';
import { ProblemBanner } from './problem-banner.tsx';
import { AboutSection, ConnectionSection, CounterSection, SECTIONS, SectionTabs } from './settings-sections.tsx';
import type { Section } from './settings-sections.tsx';
import { ShopFields, shownName } from './shop-fields.tsx';
import { focusField, useSetup } from './use-setup.ts';
import type { Setup } from './use-setup.ts';
import { WalletName, useSetupText } from './use-texts.ts';
import { VatRates } from './vat-rates.tsx';
import './setup.css';

/** What the shop can change later. Language, look and sounds apply at once; the rest when it is saved. */
export function SettingsScreen({ onClose }: { readonly onClose: () => void }) {
  const till = useWindow((state) => state.view?.till ?? null);
  return till && <Settings till={till} onClose={onClose} />;
}

const sectionOf = (field: FieldName): Section =>
  field === 'storeName' || field === 'posId' ? 'shop' : field === 'vatRates' ? 'vat' : 'connection';

/** Refusals that belong to what stands under Connection. */
const isAboutConnection = (problem: ErrorCode): boolean => /^(?:setup|wallet|network)\.|^till\.noKeys$/.test(problem);

function Settings({ till, onClose }: { readonly till: Till; readonly onClose: () => void }) {
  const text = useSetupText();
  const nameOf = (draft: Setup['draft']) => shownName(draft, text('shop.suggestion'));
  const setup = useSetup(till, nameOf);
  const [section, setSection] = useState<Section>(SECTIONS[0]);
  const [replacing, setReplacing] = useState(false);
  const [saved, setSaved] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const [preferenceProblem, setPreferenceProblem] = useState<ErrorCode | null>(null);
  const { draft, keys } = setup;
  const stored = till.store ?? toStore(newShop(), text('shop.suggestion'));
  const changed = anyKeyTyped(keys) || (stored !== null && JSON.stringify(draft) !== JSON.stringify(draftOf(stored)) && !sameStore(toStore(draft, nameOf(draft)), stored));
  const keysNeeded = replacing && draft.environment !== 'practice';

  const problemsNow = (): Problems => {
    const unkept = keysNeeded && keyKeeping(draft.environment, till.keychain) === 'thisRunOnly' && !setup.thisRunOnly;
    return { ...shopProblems(draft, nameOf(draft)), ...connectionProblems(draft, keys, keysNeeded), ...(unkept ? { keepKeys: 'keepKeys' as const } : {}) };
  };
  const pointAt = (problems: Problems): boolean => {
    const first = firstProblem(problems);
    if (first !== null) setSection(sectionOf(first));
    setup.show(problems);
    focusField(first);
    return first === null;
  };
  const save = async () => {
    if (setup.busy || !changed || !pointAt(problemsNow())) return;
    const store = toStore(draft, nameOf(draft));
    const refused = store && (await setup.submit(store, till.preferences));
    setSaved(store !== null && refused === null);
    if (refused === null) setReplacing(false);
    else if (isAboutConnection(refused)) setSection('connection');
    if (refused === 'till.noKeys') setReplacing(true);
  };
  const checkNow = () => {
    if (pointAt(connectionProblems(draft, keys, keysNeeded))) void setup.runCheck();
  };
  const prefer = async (preferences: Preferences) => setPreferenceProblem(await setPreferences(preferences));
  const close = () => (changed ? setLeaving(true) : onClose());
  useScreenKeys({ Escape: close });
  const touching = { ...setup, change: (changes: Parameters<Setup['change']>[0]) => (setSaved(false), setup.change(changes)) };

  return (
    <WalletName value={COUNTRIES[draft.country].walletName}>
      <form className="settings" autoComplete="off" noValidate aria-label={text('settings.title')} onSubmit={(event) => event.preventDefault()}>
        <header className="settings-header">
          <h1>{text('settings.title')}</h1>
          <Button kind="plain" square icon={X} name={text('settings.close')} onPress={close} />
        </header>
        <SectionTabs section={section} onSection={setSection} />
        <main className="settings-body">
          <section role="tabpanel" id="settings-panel" aria-labelledby={`settings-tab-${section}`}>
            {till.damagedSettings !== null && (
              <ProblemBanner problem="settings.damaged" more={text('settings.damaged', { file: till.damagedSettings })} />
            )}
            {section === 'counter' && <CounterSection preferences={till.preferences} problem={preferenceProblem} onChange={(next) => void prefer(next)} />}
            {section === 'shop' && <ShopFields draft={draft} problems={setup.problems} onChange={touching.change} />}
            {section === 'vat' && <VatRates draft={draft} onChange={touching.change} />}
            {section === 'connection' && (
              <ConnectionSection till={till} setup={touching} replacing={replacing} onReplacing={setReplacing} onCheck={checkNow} />
            )}
            {section === 'about' && <AboutSection version={till.version} />}
            <div role="alert">{setup.refusal && <ProblemBanner problem={setup.refusal} />}</div>
          </section>
        </main>
        <footer className="setup-footer">
          <Button kind="filled" big primary type="submit" className="setup-primary" blocked={!changed || setup.busy} onPress={() => void save()}>
            {text(setup.busy ? 'settings.saving' : 'settings.save')}
          </Button>
          <p className="settings-saved" role="status">
            {saved && !changed && text('settings.saved')}
          </p>
          <span className="setup-gap" />
        </footer>
      </form>
      {leaving && (
        <Dialog
          title={text('settings.discardTitle')}
          onClose={() => setLeaving(false)}
          actions={
            <>
              <Button onPress={() => setLeaving(false)}>{text('settings.stay')}</Button>
              <Button kind="danger" onPress={onClose}>
                {text('settings.discard')}
              </Button>
            </>
          }
        >
          {text('settings.discardText')}
        </Dialog>
      )}
    </WalletName>
  );
}
