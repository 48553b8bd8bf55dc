import type { TillEntryOf } from '../journal/till-entries.ts';
import type { Calendar } from '../ports/clock.ts';
import type { PictureShelf } from '../ports/code-picture.ts';
import type { CounterDoors } from '../ports/connections.ts';
import { ChangesOfRecipient } from '../sales/change-recipient.ts';
import { CodePictures } from '../sales/code-pictures.ts';
import { HintedLooks } from '../sales/hinted-looks.ts';
import type { WalletLine } from '../sales/open-sales-deps.ts';
import { OpenSales } from '../sales/open-sales.ts';
import type { OpenSalesDeps } from '../sales/open-sales-deps.ts';
import type { SaleDeps } from '../sales/start-sale.ts';
import { inForceIn } from '../setup/settings-changes.ts';
import type { Sale } from '../../../shared/payment.ts';
import type { StoreSettings } from '../../../shared/settings.ts';
import { resolvedWallet, walletOfStore } from '../../../shared/wallet.ts';
import type { Wallet } from '../../../shared/wallet.ts';

/** An open counter: its journal, its wallet, and the sales in hand. */
export interface Counter {
  readonly ports: CounterDoors;
  readonly openSales: OpenSales;
  readonly sales: SaleDeps;
  readonly changes: ChangesOfRecipient;
  readonly pictures: CodePictures;
  readonly walletOf: OpenSalesDeps['wallet'];
  readonly hints: HintedLooks;
  /** Whose the payments are that do not say it. */
  readonly unwritten: Wallet;
  /** With what the till worked on this journal before. */
  readonly before: TillEntryOf<'settings.inForce'> | null;
}

/** What a counter needs, and whom it tells. */
export interface CounterDeps extends Pick<OpenSalesDeps, 'bodies' | 'clock' | 'ids' | 'log' | 'journalHealth' | 'saw'> {
  readonly calendar: Calendar;
  readonly shelf: PictureShelf;
  /** A sale is different now; `written`: in the journal too. */
  sale(sale: Sale, written: boolean): void;
  /** What is shown of the till is different now. */
  changed(): void;
}

/** Reads the sales in hand from the journal; nothing is sent. @throws where the journal cannot be replayed */
export function counterOn(ports: CounterDoors, store: StoreSettings, deps: CounterDeps): Counter {
  const { journal } = ports;
  const { bodies, clock, calendar, ids, log } = deps;
  const before = inForceIn(journal);
  const unwritten = before?.unwritten ?? walletOfStore(store);
  const walletOf: OpenSalesDeps['wallet'] = (of) => lineOf(ports, resolvedWallet(of, unwritten));
  const openSales = new OpenSales({
    journal,
    bodies,
    clock,
    ids,
    log,
    wallet: walletOf,
    saleChanged: (sale, how) => {
      deps.sale(sale, how !== 'shown');
      changes.saleChanged(sale);
      pictures.saleChanged(sale);
      if (how === 'paid') deps.changed();
    },
    journalHealth: (healthy) => deps.journalHealth(healthy),
    saw: (failure) => deps.saw(failure),
  });
  const sales = { openSales, journal, bodies, clock, calendar, ids };
  const changes = new ChangesOfRecipient({ ...sales, log }, store);
  const pictures = new CodePictures({
    fetch: ports.picture,
    shelf: deps.shelf,
    clock,
    log,
    show: (saleId, picture) => openSales.showPicture(saleId, picture),
  });
  const hints = new HintedLooks({ openSales, journal, unwritten, clock, log });
  openSales.load();
  for (const sale of openSales.all) pictures.saleChanged(sale);
  return { ports, openSales, sales, changes, pictures, hints, walletOf, unwritten, before };
}

const lineOf = ({ api, wallet }: CounterDoors, of: Wallet): WalletLine | null => {
  const found = wallet(of);
  return found && { api: found, isOwn: found === api };
};
