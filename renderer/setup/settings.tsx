import { lazy, Suspense, useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Till } from '../../shared/ipc/contract.ts';
import type { Environment, Preferences } from '../../shared/settings.ts';
import { useHelpOn } from '../state/help.ts';
import { ScreenTop } from '../frame/screen-top.tsx';
import { useScreenKeys } from '../ui/keyboard.ts';
import { PeopleSection } from '../people/people-section.tsx';
import { useBrand } from '../state/brand.ts';
import { useWindow } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { setPreferences } from './calls.ts';
import { BackupSection } from './backup-section.tsx';
import { DayStartField } from './day-start-field.tsx';
import { AskOnScanField } from './ask-on-scan-field.tsx';
import { DrawsCodeField } from './draws-code-field.tsx';
import { LogoField } from './logo-field.tsx';
import { TakesPaymentField } from './takes-payment-field.tsx';
import { PrinterSection } from './printer-section.tsx';
import { ScannerSection } from './scanner-section.tsx';
import { ProblemBanner } from './problem-banner.tsx';
import { AboutSection, ConnectionSection, PreferencesSection, SECTIONS, SectionTabs } from './settings-sections.tsx';
import type { Section } from './settings-sections.tsx';
import { ShopFields } from './shop-fields.tsx';
import { UpdatesSection } from './updates-section.tsx';
import { useSettings } from './use-settings.ts';
import type { SettingsDraft } from './use-settings.ts';
import { WalletName, useSetupText } from './use-setup-text.ts';
import { VatRates } from './vat-rates.tsx';
import './setup.css';
import './settings.css';

const ProvisionDialog = lazy(() => import('./provision-dialog.tsx'));
const DoctorSection = lazy(() => import('../care/doctor-section.tsx'));
const ItemsSection = lazy(() => import('./items-section.tsx'));
const SupportSection = lazy(() => import('../care/support-section.tsx'));
const LogSection = lazy(() => import('../care/log-section.tsx'));

/** Sections whose changes apply at once, or that have none. */
const NOTHING_TO_SAVE: ReadonlySet<Section> = new Set<Section>([
  'counter',
  'items',
  'scanner',
  'people',
  'backup',
  'doctor',
  'support',
  'log',
  'updates',
  'about',
]);

/** What the shop can change later. Language, look and sounds apply at once; the rest when it is saved. */
export function SettingsScreen({ section, onClose }: { readonly section?: Section; readonly onClose: () => void }) {
  const till = useWindow((state) => state.view?.till ?? null);
  return till && <Settings till={till} first={section ?? SECTIONS[0]} onClose={onClose} />;
}

function Settings({
  till,
  first,
  onClose,
}: {
  readonly till: Till;
  readonly first: Section;
  readonly onClose: () => void;
}) {
  const text = useSetupText();
  const settings = useSettings(till, text('shop.suggestion'), first);
  const { setup, changed } = settings;
  useHelpOn(`settings-${settings.section}`);
  // What was changed elsewhere can be saved from everywhere.
  const savable = settings.canSave || setup.busy || settings.saved || !NOTHING_TO_SAVE.has(settings.section);
  const [leaving, setLeaving] = useState(false);
  const close = () => (changed ? setLeaving(true) : onClose());
  useScreenKeys({ Escape: close });
  return (
    <WalletName value={useBrand(setup.draft.country).name}>
      <form
        className="settings"
        autoComplete="off"
        noValidate
        aria-label={text('settings.title')}
        onSubmit={(event) => event.preventDefault()}
      >
        <ScreenTop
          environment={till.store?.environment ?? 'production'}
          title={text('settings.title')}
          onClose={close}
        />
        <SectionTabs section={settings.section} onSection={settings.showSection} />
        <main className="settings-body">
          <section
            role="tabpanel"
            id="settings-panel"
            tabIndex={0}
            aria-labelledby={`settings-tab-${settings.section}`}
          >
            {till.damagedSettings !== null && (
              <ProblemBanner
                problem="settings.damaged"
                more={text('settings.damaged', { file: till.damagedSettings })}
              />
            )}
            <SectionFields till={till} settings={settings} />
            <div role="alert">{setup.refusal && <ProblemBanner problem={setup.refusal} />}</div>
          </section>
        </main>
        <footer className="setup-footer" hidden={!savable}>
          <Button
            kind="filled"
            big
            primary
            type="submit"
            className="setup-primary"
            blocked={!settings.canSave}
            onPress={() => void settings.save()}
          >
            {text(setup.busy ? 'settings.saving' : 'settings.save')}
          </Button>
          <p className="settings-saved" role="status">
            {settings.saved && text('settings.saved')}
          </p>
          <span className="setup-gap" />
        </footer>
      </form>
      {leaving && <LeaveDialog onStay={() => setLeaving(false)} onLeave={onClose} />}
    </WalletName>
  );
}

function SectionFields({ till, settings }: { readonly till: Till; readonly settings: SettingsDraft }) {
  const { setup } = settings;
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const prefer = async (preferences: Preferences) => setProblem(await setPreferences(preferences));
  switch (settings.section) {
    case 'counter':
      return (
        <PreferencesSection
          preferences={till.preferences}
          displays={till.displays}
          practice={till.store?.environment === 'practice'}
          problem={problem}
          onChange={(next) => void prefer(next)}
        />
      );
    case 'shop':
      return (
        <div className="setup-fields">
          <ShopFields draft={setup.draft} problems={setup.problems} onChange={setup.change} />
          <LogoField logo={till.logo} />
          <TakesPaymentField
            value={setup.draft.takesPayment}
            onChange={(takesPayment) => setup.change({ takesPayment })}
          />
          <AskOnScanField value={setup.draft.askOnScan} onChange={(askOnScan) => setup.change({ askOnScan })} />
          <DrawsCodeField value={setup.draft.drawsCode} onChange={(drawsCode) => setup.change({ drawsCode })} />
          <DayStartField value={setup.draft.dayStartsAt} onChange={(dayStartsAt) => setup.change({ dayStartsAt })} />
          {till.setUp && till.store && <OtherTills environment={till.store.environment} />}
        </div>
      );
    case 'vat':
      return <VatRates draft={setup.draft} onChange={setup.change} />;
    case 'items':
      return (
        <Suspense>
          <ItemsSection till={till} />
        </Suspense>
      );
    case 'connection':
      return (
        <ConnectionSection
          till={till}
          setup={setup}
          replacing={settings.replacing}
          onReplacing={settings.setReplacing}
          onCheck={settings.checkNow}
        />
      );
    case 'printer':
      return <PrinterSection till={till} setup={setup} changed={settings.changed} />;
    case 'scanner':
      return <ScannerSection />;
    case 'people':
      return <PeopleSection till={till} />;
    case 'backup':
      return <BackupSection />;
    case 'updates':
      return <UpdatesSection till={till} />;
    case 'doctor':
      return (
        <Suspense>
          <DoctorSection till={till} />
        </Suspense>
      );
    case 'support':
      return (
        <Suspense>
          <SupportSection />
        </Suspense>
      );
    case 'log':
      return (
        <Suspense>
          <LogSection language={till.preferences.language} />
        </Suspense>
      );
    case 'about':
      return <AboutSection version={till.version} />;
  }
}

/** The way to a file that sets up other tills like this one, as it is stored. */
function OtherTills({ environment }: { readonly environment: Environment }) {
  const text = useSetupText();
  const [making, setMaking] = useState(false);
  return (
    <div>
      <Button onPress={() => setMaking(true)}>{text('settings.otherTills')}</Button>
      {making && (
        <Suspense>
          <ProvisionDialog environment={environment} onClose={() => setMaking(false)} />
        </Suspense>
      )}
    </div>
  );
}

function LeaveDialog({ onStay, onLeave }: { readonly onStay: () => void; readonly onLeave: () => void }) {
  const text = useSetupText();
  const actions = {
    back: <Button onPress={onStay}>{text('settings.stay')}</Button>,
    act: (
      <Button kind="danger" onPress={onLeave}>
        {text('settings.discard')}
      </Button>
    ),
  };
  return (
    <Dialog title={text('settings.discardTitle')} onClose={onStay} actions={actions}>
      {text('settings.discardText')}
    </Dialog>
  );
}
