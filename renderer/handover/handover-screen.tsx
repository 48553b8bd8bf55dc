import { PackageCheck, ScanBarcode } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { COUNTRIES } from '../../shared/country.ts';
import type { Reference } from '../../shared/ids.ts';
import { money, sum } from '../../shared/money.ts';
import { reservedOf } from '../../shared/payment.ts';
import type { Sale } from '../../shared/payment.ts';
import { formatReceiptNumber } from '../../shared/receipt.ts';
import { reservedPayments } from '../../shared/reservation.ts';
import { useHelpOn } from '../state/help.ts';
import { ScreenTop } from '../frame/screen-top.tsx';
import type { ScreenProps } from '../frame/screen-top.tsx';
import { guardEnter, useScreenKeys } from '../ui/keyboard.ts';
import { SALE_LOOKS } from '../payment/sale-look.ts';
import { useMainNow } from '../state/clock.ts';
import { formatMoney } from '../i18n/format.ts';
import { useText } from '../i18n/index.ts';
import { useScans } from '../scan/listen.ts';
import { screenOf } from '../state/select-screen.ts';
import { selectSale, useWindow } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { findAnySale, findReserved, narrowed } from './find.ts';
import { HandoverDetail } from './handover-detail.tsx';
import { HandoverList } from './handover-list.tsx';
import { useHandoverText } from '../payment/use-handover-text.ts';
import './handover.css';
import './handover-detail.css';
import '../payment/move.css';

const MINUTE_MS = 60_000;
/** Longer than any reference. */
const LONGEST_TYPED = 64;

/**
 * Every payment that the customer has approved and nobody has decided: how pressing each is, and capture, a part of it,
 * or release.
 */
export default function HandoverScreen({ till, store, onClose }: ScreenProps) {
  useHelpOn('handover');
  const text = useHandoverText();
  const { language } = till.preferences;
  const { country } = store;
  const sales = useWindow(({ view }) => view?.sales) ?? [];
  const now = Math.floor(useMainNow(MINUTE_MS / 4) / MINUTE_MS) * MINUTE_MS;
  const [selected, setSelected] = useState<Reference | null>(null);
  const [typed, setTyped] = useState('');
  const reserved = reservedPayments(sales);
  const shown = sales
    .flatMap((sale) => sale.payments.map((payment) => ({ sale, payment })))
    .find(({ payment }) => payment.reference === selected);
  const listed = narrowed(reserved, typed);
  const total = money(COUNTRIES[country].currency, sum(reserved.map(({ payment }) => reservedOf(payment))));
  useScreenKeys({ Escape: onClose, F6: onClose });
  useEffect(guardEnter, []);
  const show = (sale: Sale): void => {
    selectSale(sale.saleId);
    onClose();
  };
  return (
    <div className="handover">
      <ScreenTop environment={store.environment} title={text('title')} onClose={onClose}>
        <p className="handover-total">
          {text('count', { count: reserved.length })} <strong>{formatMoney(total)}</strong>
        </p>
      </ScreenTop>
      <section className="handover-side" aria-label={text('list')}>
        <Find sales={sales} typed={typed} onTyped={setTyped} onFound={setSelected} onShow={show} />
        <HandoverList reserved={listed} selected={selected} country={country} now={now} onSelect={setSelected} />
        {listed.length === 0 && typed !== '' && (
          <p className="handover-unmatched">{text('notFound', { typed: typed.trim() })}</p>
        )}
      </section>
      <main className="handover-main">
        {shown ? (
          <HandoverDetail {...shown} country={country} language={language} now={now} onShow={() => show(shown.sale)} />
        ) : (
          <div className="handover-none">
            <PackageCheck size={64} strokeWidth={1.4} aria-hidden />
            <p role="status">{text(reserved.length === 0 ? 'none' : 'choose')}</p>
            {reserved.length === 0 && <p>{text('noneNote')}</p>}
          </div>
        )}
      </main>
    </div>
  );
}

interface FindProps {
  readonly sales: readonly Sale[];
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
  readonly onFound: (reference: Reference) => void;
  readonly onShow: (sale: Sale) => void;
}

/**
 * Finds what was scanned, wherever the focus was, and what was typed, whose first character brings the focus here.
 * After a hit the field is empty for the next one.
 */
function Find({ sales, typed, onTyped, onFound, onShow }: FindProps) {
  const text = useHandoverText();
  const tillText = useText();
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<{ readonly words: string; readonly sale: Sale | null } | null>(null);
  useCharactersInto(field);
  const find = (wanted: string): void => {
    if (wanted.trim() === '') return;
    const found = findReserved(reservedPayments(sales), wanted);
    const other = found ? null : findAnySale(sales, wanted);
    onTyped(found ? '' : wanted);
    if (found) {
      onFound(found.payment.reference);
      setSaid({ words: text('found', { number: formatReceiptNumber(found.sale.receiptNumber) }), sale: null });
    } else {
      setSaid({
        words: other
          ? text('foundElsewhere', {
              number: formatReceiptNumber(other.receiptNumber),
              status: tillText(`rail.status.${SALE_LOOKS[screenOf(other).name].status}`),
            })
          : text('notFound', { typed: wanted.trim() }),
        sale: other,
      });
      field.current?.select();
    }
  };
  useScans((scanned) => {
    find(scanned.slice(0, LONGEST_TYPED));
    return true;
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') find(typed);
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    document.querySelector<HTMLElement>('.handover-row[tabindex="0"]')?.focus();
  };
  return (
    <div className="handover-find">
      <label className="visually-hidden" htmlFor="handover-find">
        {text('find')}
      </label>
      <div className="field-box">
        <span className="field-prefix">
          <ScanBarcode size={24} aria-hidden />
        </span>
        <input
          ref={field}
          id="handover-find"
          autoFocus
          autoComplete="off"
          spellCheck={false}
          maxLength={LONGEST_TYPED}
          placeholder={text('find')}
          aria-describedby="handover-said"
          value={typed}
          onChange={(event) => {
            onTyped(event.currentTarget.value);
            setSaid(null);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id="handover-said" className="handover-said" aria-live="polite">
        {said ? said.words : text('findNote')}
        {said?.sale && <Button onPress={() => said.sale && onShow(said.sale)}>{text('show')}</Button>}
      </div>
    </div>
  );
}

/** Moves the focus before the character is typed, so that it lands in the field itself. */
function useCharactersInto(field: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent): void => {
      const { target, key } = event;
      if (key.length !== 1 || key === ' ' || event.ctrlKey || event.altKey || event.metaKey) return;
      if (
        target instanceof HTMLInputElement ||
        target instanceof HTMLTextAreaElement ||
        document.querySelector('[role="alertdialog"], [role="dialog"]')
      )
        return;
      field.current?.focus();
      field.current?.select();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [field]);
}
