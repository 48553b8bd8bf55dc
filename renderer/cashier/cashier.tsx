import { scanPracticeCode } from './practice-scan.ts';
import { useEffect } from 'react';
import type { Till } from '../../shared/ipc/contract.ts';
import type { Sale } from '../../shared/payment.ts';
import { reservedPayments } from '../../shared/reservation.ts';
import type { StoreSettings } from '../../shared/settings.ts';
import { useHelpOn } from '../state/help.ts';
import type { Place } from '../state/places.ts';
import { screenOf } from '../state/select-screen.ts';
import { useWindow } from '../state/store.ts';
import { Entry } from './entry.tsx';
import { EnvironmentBand, Header } from '../frame/header.tsx';
import { guardEnter, useScreenKeys } from '../ui/keyboard.ts';
import { Rail } from './rail.tsx';
import { SaleView } from './sale-view.tsx';
import { followWithSounds } from './sounds.ts';
import './cashier.css';

export interface CashierProps {
  readonly till: Till;
  readonly store: StoreSettings;
  /** The sale in the middle, or null for a new one. */
  readonly sale: Sale | null;
  readonly onGo: (place: Place) => void;
  readonly onHelp: () => void;
}

/** The till: what is sold or under way in the middle, all other sales at the right. */
export function Cashier({ till, store, sale, onGo, onHelp }: CashierProps) {
  const sales = useWindow(({ view }) => view?.sales) ?? [];
  const reserved = reservedPayments(sales).length;
  useHelpOn(sale ? screenOf(sale).name : 'entry');
  const practice = store.environment === 'practice';
  useScreenKeys({
    F11: practice ? () => void scanPracticeCode() : undefined,
    F6: () => onGo('handover'),
    F7: () => onGo('sales'),
  });
  useEffect(guardEnter, []);
  useEffect(followWithSounds, []);
  useEffect(() => {
    performance.mark('skranke:usable');
    document.documentElement.dataset.usable = 'true';
  }, []);
  return (
    <div className="till">
      <header className="till-top">
        <EnvironmentBand environment={store.environment} />
        <Header till={till} store={store} reserved={reserved} onGo={onGo} onKeys={onHelp} />
      </header>
      {sale ? (
        <SaleView sale={sale} screen={screenOf(sale)} till={till} store={store} />
      ) : (
        <Entry till={till} store={store} />
      )}
      <Rail
        sales={sales}
        selected={sale?.saleId ?? null}
        till={till}
        store={store}
        onHandover={() => onGo('handover')}
      />
    </div>
  );
}
