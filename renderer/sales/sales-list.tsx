import { Receipt, Search, SearchX } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { COUNTRIES } from '../../shared/country.ts';
import type { SaleId } from '../../shared/ids.ts';
import { money } from '../../shared/money.ts';
import type { Currency } from '../../shared/money.ts';
import type { Sale } from '../../shared/payment.ts';
import { formatReceiptNumber } from '../../shared/receipt.ts';
import { LONGEST_SEARCH } from '../../shared/sale-row.ts';
import type { SaleRow } from '../../shared/sale-row.ts';
import type { StoreSettings } from '../../shared/settings.ts';
import type { Language } from '../../shared/texts/languages.ts';
import { useHelpOn } from '../state/help.ts';
import { ScreenTop } from '../frame/screen-top.tsx';
import { useScreenKeys } from '../ui/keyboard.ts';
import { mainNow } from '../state/clock.ts';
import { formatMoney, formatWhen } from '../i18n/format.ts';
import { useScans } from '../scan/listen.ts';
import { Button } from '../ui/button.tsx';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { LongList } from '../ui/long-list.tsx';
import { SaleDetails, SaleFound } from './sale-details.tsx';
import { useAllSales, useFoundSales } from './use-sales.ts';
import { askedInRow } from './asked.ts';
import { useSalesText } from './use-sales-text.ts';
import type { SalesText } from './use-sales-text.ts';
import './sales-list.css';

const COLUMNS = ['number', 'time', 'amount', 'state', 'channel', 'cashier'] as const;

export interface SalesListProps {
  readonly store: StoreSettings;
  readonly language: Language;
  /** What can be done with a sale, at the end of its details. */
  readonly actionsOf?: (sale: Sale, close: () => void) => ReactNode;
  readonly onClose: () => void;
}

/** Every sale of this till, newest first, and the one that somebody looks for. */
export default function SalesList({ store, language, actionsOf, onClose }: SalesListProps) {
  useHelpOn('sales');
  const text = useSalesText();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState<SaleId | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const all = useAllSales();
  const found = useFoundSales(typed);
  const sales = found ?? all;
  useScreenKeys({
    Escape: () => (typed === '' ? onClose() : setTyped('')),
    // Typed wherever the focus is; a letter goes into the field by itself once it has the focus.
    onType: (key) => {
      field.current?.focus();
      if (key !== 'Backspace') setTyped((before) => before + key);
    },
  });
  useEffect(() => {
    const onLetter = ({ key, target, ctrlKey, altKey, metaKey }: KeyboardEvent) => {
      if (!/^[\p{L}#…]$/u.test(key) || ctrlKey || altKey || metaKey || target instanceof HTMLInputElement) return;
      if (document.querySelector('[role="dialog"], [role="alertdialog"]') === null) field.current?.focus();
    };
    window.addEventListener('keydown', onLetter);
    return () => window.removeEventListener('keydown', onLetter);
  }, []);
  useScans((scanned) => {
    setTyped(scanned.slice(0, LONGEST_SEARCH));
    return true;
  });
  const { currency } = COUNTRIES[store.country];
  // While something is typed on, what was found before it is offered to nobody.
  const only = found?.rows === 1 && !found.searching ? (found.saleAt(0) ?? null) : null;
  const clear = () => {
    setTyped('');
    field.current?.focus();
  };
  const openRow = (row: number) => {
    const sale = sales.saleAt(row);
    if (sale) setOpen(sale.saleId);
  };
  return (
    <div className="sales">
      <ScreenTop environment={store.environment} title={text('title')} onClose={onClose}>
        <label className="sales-search">
          <Search size={20} aria-hidden />
          <span className="visually-hidden">{text('search')}</span>
          <input
            ref={field}
            type="search"
            autoFocus
            value={typed}
            maxLength={LONGEST_SEARCH}
            autoComplete="off"
            spellCheck={false}
            placeholder={text('searchHint')}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
      </ScreenTop>
      <main className="sales-body">
        {sales.problem && <ErrorBanner problem={sales.problem} />}
        <p className="sales-count" role="status">
          {countWords(sales.rows, found, text)}
        </p>
        {only ? (
          <SaleFound key={only.saleId} saleId={only.saleId} language={language} actionsOf={actionsOf} />
        ) : sales.rows === 0 && !found?.searching ? (
          <Nothing searched={found !== null} onClear={clear} />
        ) : (
          <LongList
            key={found ? `found ${typed.trim()}` : 'all'}
            label={text('list')}
            rows={sales.rows}
            columns={COLUMNS.map((name) => ({ name, words: text(`columns.${name}`) }))}
            keyOf={(row) => sales.receiptNumberAt(row) ?? `row ${row}`}
            cellsOf={(row) => cells(sales.receiptNumberAt(row), sales.saleAt(row), currency, language, text)}
            onOpen={openRow}
            onShown={sales.show}
          />
        )}
      </main>
      {open && <SaleDetails saleId={open} language={language} actionsOf={actionsOf} onClose={() => setOpen(null)} />}
    </div>
  );
}

/** Why the list is empty, and what can be tried. */
function Nothing({ searched, onClear }: { readonly searched: boolean; readonly onClear: () => void }) {
  const text = useSalesText();
  const Icon = searched ? SearchX : Receipt;
  return (
    <div className="sales-nothing">
      <Icon size={56} strokeWidth={1.5} aria-hidden />
      <strong>{text(searched ? 'foundNone' : 'none')}</strong>
      <p>{text(searched ? 'foundNoneHint' : 'noneHint')}</p>
      {searched && <Button onPress={onClear}>{text('clear')}</Button>}
    </div>
  );
}

function countWords(count: number, found: ReturnType<typeof useFoundSales>, text: SalesText): string {
  if (!found) return count === 0 ? '' : text('count', { count, shown: count.toLocaleString('nb-NO') });
  if (found.searching) return text('searching');
  if (found.more) return text('foundMore', { count });
  return count === 0 ? '' : text('found', { count });
}

/** In the order of the columns. A sale that is not fetched yet has its number alone. */
function cells(
  receiptNumber: number | null,
  sale: SaleRow | null | undefined,
  currency: Currency,
  language: Language,
  text: SalesText,
): readonly ReactNode[] {
  const number = receiptNumber === null ? '' : formatReceiptNumber(receiptNumber);
  if (!sale) return [number, '', '', sale === null ? text('elsewhere') : '', '', ''];
  return [
    number,
    formatWhen(sale.openedAt, mainNow(), language),
    formatMoney(money(currency, sale.total)),
    <span key="state" data-sale-state={sale.state}>
      {text(`states.${sale.state}`)}
    </span>,
    askedInRow(sale, text),
    sale.cashier ?? text('nobody'),
  ];
}
