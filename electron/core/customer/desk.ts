import type { Calendar, Clock } from '../ports/clock.ts';
import type { LogoDoor } from '../ports/logo.ts';
import type { CustomerScreen } from '../ports/customer-screen.ts';
import { customerSale, shownTo } from './sight.ts';
import { brandOf } from '../../../shared/brand.ts';
import { languageOfNumber } from '../../../shared/customer.ts';
import type { CustomerView } from '../../../shared/customer.ts';
import type { SaleId } from '../../../shared/ids.ts';
import type { CallHandlers } from '../../../shared/ipc/contract.ts';
import { currentPayment } from '../../../shared/payment.ts';
import type { Sale } from '../../../shared/payment.ts';
import { isSaleLive } from '../../../shared/sale-in-front.ts';
import type { InFront } from '../../../shared/sale-in-front.ts';
import type { Preferences, StoreSettings } from '../../../shared/settings.ts';
import type { Language } from '../../../shared/texts/languages.ts';

/** So long the customer reads how it ended although the till has gone on. */
const LINGER_MS = 8_000;
/** A language that somebody has touched without buying anything. */
const UNUSED_LANGUAGE_MS = 60_000;

export interface CustomerDeskDeps {
  readonly clock: Clock;
  readonly calendar: Calendar;
  readonly customer: CustomerScreen;
  readonly logo: Pick<LogoDoor, 'current'>;
  store(): StoreSettings | null;
  preferences(): Preferences;
  sales(): readonly Sale[];
  standing(): InFront;
  tell(view: CustomerView): void;
  /** Something that the till tells of itself is different. */
  changed(): void;
}

/** What the customer's window is told, and in which language; nothing is told while there is no such window. */
export class CustomerDesk {
  readonly #deps: CustomerDeskDeps;
  #isThere = false;
  #shown: SaleId | null = null;
  #chosen: Language | null = null;
  /** What was told last, as JSON; empty: nothing that its page still knows. */
  #told = '';
  #stopLinger: (() => void) | null = null;
  #stopUnused: () => void = () => undefined;

  constructor(deps: CustomerDeskDeps) {
    this.#deps = deps;
  }

  /** The till can be looked at from now on. */
  begin(): void {
    this.#deps.customer.watch({
      displays: () => this.#deps.changed(),
      there: (isThere) => {
        this.#isThere = isThere;
        this.#told = '';
        this.look();
      },
    });
  }

  readonly calls: Pick<CallHandlers, 'customer.language'> = {
    'customer.language': ({ language }) => {
      this.#chosen = language;
      this.#stopUnused();
      this.#stopUnused = this.#deps.clock.after(UNUSED_LANGUAGE_MS, () => {
        if (this.#shown === null) this.#forget();
      });
      this.look();
      return { accepted: true };
    },
  };

  /** Something is different: a sale, which one stands before the customer, the shop, or how the till looks. */
  look(): void {
    this.#follow();
    if (!this.#isThere) return;
    const view = this.#view();
    const told = JSON.stringify(view);
    if (told === this.#told) return;
    this.#told = told;
    this.#deps.tell(view);
  }

  stop(): void {
    this.#stopLinger?.();
    this.#stopUnused();
  }

  /** A sale that is over stays for a moment after the till has gone on, unless the next one comes. */
  #follow(): void {
    const sales = this.#deps.sales();
    const next = shownTo(this.#shown, this.#deps.standing().saleId, sales);
    if (next !== null || this.#shown === null) return this.#show(next);
    const last = sales.find(({ saleId }) => saleId === this.#shown);
    if (!last || isSaleLive(last)) return this.#show(null);
    this.#stopLinger ??= this.#deps.clock.after(LINGER_MS, () => {
      this.#show(null);
      this.look();
    });
  }

  #show(saleId: SaleId | null): void {
    this.#stopLinger?.();
    this.#stopLinger = null;
    if (saleId === this.#shown) return;
    // What one customer chose is not for the next; what was chosen before the sale began is this customer's.
    if (this.#shown !== null) this.#chosen = null;
    this.#shown = saleId;
  }

  #forget(): void {
    this.#chosen = null;
    this.look();
  }

  #view(): CustomerView {
    const { clock, calendar } = this.#deps;
    const store = this.#deps.store();
    const { theme, language } = this.#deps.preferences();
    const sale = this.#deps.sales().find(({ saleId }) => saleId === this.#shown) ?? null;
    const { name, hue } = brandOf(store?.country ?? 'NO', calendar.local(clock.now()).date);
    const shop = store?.storeName ?? null;
    return {
      shop,
      logo: this.#deps.logo.current(),
      environment: store?.environment ?? 'production',
      wallet: name,
      hue,
      theme,
      language: this.#chosen ?? (sale && spokenBy(sale)) ?? language,
      sale: sale && customerSale(sale, shop),
    };
  }
}

/** By the country of the number that is asked; null where none is. */
function spokenBy(sale: Sale): Language | null {
  const { recipient } = currentPayment(sale);
  return recipient && languageOfNumber(recipient.country);
}
