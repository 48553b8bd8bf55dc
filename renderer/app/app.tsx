import { OctagonX } from 'lucide-react';
import { Component, lazy, Suspense, useEffect, useLayoutEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { COUNTRIES } from '../../shared/country.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Till } from '../../shared/ipc/contract.ts';
import { assertNever } from '../../shared/result.ts';
import type { Environment } from '../../shared/settings.ts';
import { useBrand } from '../state/brand.ts';
import { bridge } from '../state/bridge.ts';
import { AlertsElsewhere } from '../cashier/alerts.tsx';
import { Cashier } from '../cashier/cashier.tsx';
import { EnvironmentBand } from '../frame/header.tsx';
import { firstLanguage, setLanguage, useErrorText, useText } from '../i18n/index.ts';
import { useApprovalAsked } from '../people/approval.ts';
import { useLockKeys } from '../people/use-lock-keys.ts';
import type { Place } from '../state/places.ts';
import { ScanBar } from '../frame/scan-notice.tsx';
import { selectScreen } from '../state/select-screen.ts';
import { useWindow } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { SupportCode } from '../ui/error-banner.tsx';
import { Mark } from '../ui/mark.tsx';
import { applyLook } from '../ui/theme.ts';

const LockScreen = lazy(() => import('./lock-screen.tsx'));
const ApprovalDialog = lazy(() => import('../people/approval-dialog.tsx'));
const LeavingDialog = lazy(() => import('./leaving-dialog.tsx'));
const SetupScreen = lazy(async () => ({ default: (await import('../setup/setup-screen.tsx')).SetupScreen }));
const SettingsScreen = lazy(async () => ({ default: (await import('../setup/settings.tsx')).SettingsScreen }));
const DayScreen = lazy(async () => ({ default: (await import('../manager/day-screen.tsx')).DayScreen }));
const SalesScreen = lazy(() => import('../sales/sales-screen.tsx'));
const HandoverScreen = lazy(() => import('../handover/handover-screen.tsx'));

const DamagedScreen = lazy(async () => ({ default: (await import('../journal/damaged-screen.tsx')).DamagedScreen }));
const TamperedScreen = lazy(async () => ({ default: (await import('../journal/tampered-screen.tsx')).TamperedScreen }));
const NoticeDialog = lazy(async () => ({ default: (await import('../journal/notice-dialog.tsx')).NoticeDialog }));
const NeededDialog = lazy(() => import('../care/needed-dialog.tsx'));
const FoundDialog = lazy(async () => ({ default: (await import('../setup/found-dialog.tsx')).FoundDialog }));

/** Language, theme, the wallet's name and its accent follow preferences, country and day, in place. */
function useLook(till: Till | null): void {
  const language = till?.preferences.language ?? firstLanguage;
  const theme = till?.preferences.theme ?? 'system';
  const textSize = till?.preferences.textSize ?? 'normal';
  const keypad = till?.preferences.keypad ?? 'left';
  const country = till?.store?.country ?? 'NO';
  const { currency } = COUNTRIES[country];
  const { name, hue } = useBrand(country);
  useLayoutEffect(() => {
    applyLook({ theme, hue, language, textSize, keypad });
    setLanguage(language, { wallet: name, currency });
  }, [language, theme, hue, textSize, keypad, name, currency]);
}

/** Tells main when the browser thinks that the network came or went: a hint to look, never a truth. */
function useNetworkHints(): void {
  useEffect(() => {
    const tell = () => void bridge.call['network.changed']({ online: navigator.onLine }).catch(() => undefined);
    window.addEventListener('online', tell);
    window.addEventListener('offline', tell);
    return () => {
      window.removeEventListener('online', tell);
      window.removeEventListener('offline', tell);
    };
  }, []);
}

export function App() {
  const till = useWindow(({ view }) => view?.till ?? null);
  const asked = useApprovalAsked();
  const leaving = till?.leaving ?? null;
  const locked = till?.people.locked ?? false;
  useLockKeys(till?.people.signedIn != null);
  return (
    <>
      <Shown />
      {till && asked && (
        <Suspense>
          <ApprovalDialog key={asked.call} asked={asked} people={till.people} />
        </Suspense>
      )}
      {till && locked && (
        <Suspense fallback={<div className="lock-cover" />}>
          <LockScreen till={till} />
        </Suspense>
      )}
      {/* Drawn anew when the till locks, so that it lies on top: leaving needs nobody's PIN. */}
      {leaving && (
        <Suspense>
          <LeavingDialog key={`${leaving} ${locked}`} why={leaving} />
        </Suspense>
      )}
      <ScanBar />
    </>
  );
}

function Shown() {
  const till = useWindow(({ view }) => view?.till ?? null);
  const sale = useWindow(({ view, selected }) => view?.sales.find((each) => each.saleId === selected) ?? null);
  const [place, setPlace] = useState<Place | null>(null);
  /** Somebody has read that the till must be examined, and does it later. */
  const [later, setLater] = useState(false);
  const back = () => setPlace(null);
  useLook(till);
  useNetworkHints();
  if (till?.update.state === 'installing') return <Calm words="updating" />;
  const screen = selectScreen(till, sale);
  switch (screen.name) {
    case 'connecting':
      return <Calm words="connecting" />;
    case 'starting':
      return <Calm words="starting" environment={till?.store?.environment ?? 'production'} />;
    case 'setup':
      return (
        <Elsewhere>
          <SetupScreen />
        </Elsewhere>
      );
    case 'blocked':
      if (place === 'settings')
        return (
          <Elsewhere>
            <SettingsScreen onClose={back} />
          </Elsewhere>
        );
      if (till?.damage)
        return (
          <Elsewhere>
            <DamagedScreen damage={till.damage} onSettings={() => setPlace('settings')} />
          </Elsewhere>
        );
      if (till?.tampering)
        return (
          <Elsewhere>
            <TamperedScreen tampering={till.tampering} onSettings={() => setPlace('settings')} />
          </Elsewhere>
        );
      return <Blocked problem={screen.problem} onSettings={() => setPlace('settings')} />;
    case 'entry':
    case 'sale':
      if (!till?.store) return <Calm words="connecting" />;
      if (place === 'settings' || place === 'doctor')
        return (
          <Elsewhere>
            <SettingsScreen section={place === 'doctor' ? 'doctor' : 'counter'} onClose={back} />
          </Elsewhere>
        );
      if (place === 'day')
        return (
          <Elsewhere>
            <DayScreen till={till} store={till.store} onClose={back} />
          </Elsewhere>
        );
      if (place === 'handover')
        return (
          <Elsewhere>
            <HandoverScreen till={till} store={till.store} onClose={back} />
          </Elsewhere>
        );
      if (place === 'sales')
        return (
          <Elsewhere>
            <SalesScreen till={till} store={till.store} onClose={back} />
          </Elsewhere>
        );
      if (place === 'setUp' && !till.setUp)
        return (
          <Elsewhere>
            <SetupScreen onLeave={back} />
          </Elsewhere>
        );
      return (
        <Guarded>
          <Cashier till={till} store={till.store} sale={sale} onGo={setPlace} />
          {till.settingsFound && (
            <Suspense>
              <FoundDialog found={till.settingsFound} till={till} />
            </Suspense>
          )}
          {till.unexamined && !later && !till.journalNotice && !till.settingsFound && (
            <Suspense>
              <NeededDialog onLater={() => setLater(true)} onCheck={() => setPlace('doctor')} />
            </Suspense>
          )}
          {till.journalNotice && (
            <Suspense>
              <NoticeDialog notice={till.journalNotice} />
            </Suspense>
          )}
        </Guarded>
      );
    default:
      return assertNever(screen, 'screen');
  }
}

/** A screen beside the till: what needs a person is told there too. */
function Elsewhere({ children }: { readonly children: ReactNode }) {
  return (
    <Guarded>
      {/* For a moment, and without words: a screen reader would say that the till opens. */}
      <Suspense fallback={<main className="calm-screen" aria-busy />}>{children}</Suspense>
      <AlertsElsewhere />
    </Guarded>
  );
}

function Calm({
  words,
  environment = 'production',
}: {
  readonly words: 'connecting' | 'starting' | 'updating';
  readonly environment?: Environment;
}) {
  const text = useText();
  return (
    <main className="calm-screen">
      <div className="calm-band">
        <EnvironmentBand environment={environment} />
      </div>
      <Mark size={72} />
      <div className="calm-spin" aria-hidden />
      <h1 className="visually-hidden">Skranke</h1>
      <p role="status">{text(`app.${words}`)}</p>
      {words === 'starting' && <p>{text('app.startingNote')}</p>}
      {words === 'starting' && <AlertsElsewhere />}
    </main>
  );
}

/** Nothing can be sold; where an administrator can mend it, the way to settings is open. */
function Blocked({ problem, onSettings }: { readonly problem: ErrorCode; readonly onSettings: () => void }) {
  const text = useText();
  const { title, sentence, action } = useErrorText()(problem);
  return (
    <main className="calm-screen calm-stop">
      <OctagonX size={64} aria-hidden />
      <h1>{text('app.blocked')}</h1>
      <p role="status">{title}</p>
      <p>
        {sentence} {action}
      </p>
      <p>
        <SupportCode problem={problem} />
      </p>
      <Button kind="filled" primary onPress={onSettings}>
        {text('header.settings')}
      </Button>
    </main>
  );
}

function Broken({ onRedraw }: { readonly onRedraw: () => void }) {
  const text = useText();
  return (
    <main className="calm-screen calm-stop">
      <OctagonX size={64} aria-hidden />
      <p role="status">{text('app.failed')}</p>
      <p>{text('app.failedNote')}</p>
      <Button kind="filled" primary onPress={onRedraw}>
        {text('app.redraw')}
      </Button>
    </main>
  );
}

/** A bug while drawing stops one screen, not the till: payments live in the main process. */
class Guarded extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override render() {
    return this.state.failed ? <Broken onRedraw={() => this.setState({ failed: false })} /> : this.props.children;
  }
}
