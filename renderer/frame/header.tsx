import { CloudAlert, CloudCheck, CloudOff, Wifi, WifiOff, WifiZero } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { Till } from '../../shared/ipc/contract.ts';
import type { StoreSettings } from '../../shared/settings.ts';
import type { Place } from '../state/places.ts';
import { useBrand } from '../state/brand.ts';
import { useText } from '../i18n/index.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Mark } from '../ui/mark.tsx';
import { Navigation } from './navigation.tsx';
import { ScanPlace } from './scan-notice.tsx';
import './header.css';

const PersonKeys = lazy(() => import('./person-keys.tsx'));

type LampState = Till['lamps']['network'];

const NETWORK: Readonly<Record<LampState, LucideIcon>> = { ok: Wifi, down: WifiOff, unknown: WifiZero };
const WALLET: Readonly<Record<LampState, LucideIcon>> = { ok: CloudCheck, down: CloudOff, unknown: CloudAlert };

/**
 * A lamp is a shape, an icon and words: round while all is well, square when there is no contact, dashed when not
 * known.
 */
function Lamp({
  state,
  label,
  icons,
}: {
  readonly state: LampState;
  readonly label: string;
  readonly icons: Readonly<Record<LampState, LucideIcon>>;
}) {
  const text = useText();
  const Icon = icons[state];
  return (
    <span className="lamp" data-state={state} title={`${label}: ${text(`header.lamp.${state}`)}`}>
      <Icon size={18} aria-hidden />
      <span className="lamp-label">{label}</span>
      <span className={state === 'down' ? 'lamp-words' : 'visually-hidden'}>{text(`header.lamp.${state}`)}</span>
    </span>
  );
}

export interface HeaderProps {
  readonly till: Till;
  readonly store: StoreSettings;
  /** Payments that are approved and neither captured nor released. */
  readonly reserved: number;
  readonly onGo: (place: Place) => void;
  readonly onKeys: () => void;
}

export function Header({ till, store, reserved, onGo, onKeys }: HeaderProps) {
  const text = useText();
  return (
    <div className="header">
      <h1 className="header-till">
        <Mark size={28} />
        <strong>{store.storeName}</strong>
        <span>{store.posId}</span>
      </h1>
      <ScanPlace brief />
      <Notice till={till} />
      <div className="lamps">
        <Lamp state={till.lamps.network} label={text('header.network')} icons={NETWORK} />
        <Lamp state={till.lamps.wallet} label={useBrand(store.country).name} icons={WALLET} />
      </div>
      {till.people.settings.pinsOn && (
        <Suspense>
          <PersonKeys people={till.people} />
        </Suspense>
      )}
      {!till.setUp && (
        <Button testId="go-set-up" onPress={() => onGo('setUp')}>
          {text('header.setUp')}
        </Button>
      )}
      <Navigation
        reserved={reserved}
        practice={store.environment === 'practice'}
        crowded={till.people.settings.pinsOn || !till.setUp}
        onGo={onGo}
        onKeys={onKeys}
      />
    </div>
  );
}

/**
 * What is to be said about the till as a whole. It takes the place of the store's name, so that nothing below it moves.
 */
function Notice({ till }: { readonly till: Till }) {
  const text = useText();
  const words = (): string | null => {
    if (till.damagedSettings) return text('band.damaged', { file: till.damagedSettings });
    if (till.problem === 'till.journalUnavailable') return text('band.diskRefuses');
    if (till.lamps.network === 'down') return text('header.offline');
    return till.lamps.wallet === 'down' ? text('header.walletDown') : null;
  };
  const said = words();
  return (
    <div className="till-notice" aria-live="polite">
      {said && <Banner tone="grey">{said}</Banner>}
    </div>
  );
}

/** What must not be missed for as long as it holds: that no money moves here. */
export function EnvironmentBand({ environment }: { readonly environment: StoreSettings['environment'] }) {
  const text = useText();
  if (environment === 'production') return null;
  return (
    <div className="environment" data-environment={environment}>
      <strong>{text(environment === 'practice' ? 'band.practice' : 'band.test')}</strong>
    </div>
  );
}
