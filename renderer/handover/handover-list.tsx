import { memo, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import type { StoreCountry } from '../../shared/country.ts';
import type { Reference } from '../../shared/ids.ts';
import { money } from '../../shared/money.ts';
import { reservedOf } from '../../shared/payment.ts';
import { formatReceiptNumber } from '../../shared/receipt.ts';
import { reservationOf } from '../../shared/reservation.ts';
import type { ReservedPayment } from '../../shared/reservation.ts';
import { recipientWords } from '../payment/recipient.ts';
import { SALE_LOOKS } from '../payment/sale-look.ts';
import { formatMoney } from '../i18n/format.ts';
import { useText } from '../i18n/index.ts';
import { saleScreen } from '../state/select-screen.ts';
import { URGENCY_LOOKS } from './urgency-look.ts';
import { useHandoverText } from '../payment/use-handover-text.ts';

export interface HandoverListProps {
  readonly reserved: readonly ReservedPayment[];
  readonly selected: Reference | null;
  readonly country: StoreCountry;
  /** By the minute; rows are drawn anew only when it changes. */
  readonly now: number;
  readonly onSelect: (reference: Reference) => void;
}

/** The most pressing first. One row is in the order of Tab; arrows, Home and End go through the list. */
export function HandoverList({ reserved, selected, country, now, onSelect }: HandoverListProps) {
  const text = useHandoverText();
  const list = useRef<HTMLUListElement>(null);
  const inTabOrder = reserved.some(({ payment }) => payment.reference === selected)
    ? selected
    : reserved[0]?.payment.reference;
  const onKeyDown = (event: KeyboardEvent): void => {
    const rows = [...(list.current?.querySelectorAll<HTMLButtonElement>('button') ?? [])];
    const at = rows.findIndex((row) => row === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    const row = to === undefined || at < 0 ? undefined : rows[to];
    if (!row) return;
    event.preventDefault();
    row.focus();
    row.click();
  };
  return (
    <ul className="handover-rows" ref={list} aria-label={text('list')} onKeyDown={onKeyDown}>
      {reserved.map(({ sale, payment }) => (
        <Row
          key={payment.reference}
          sale={sale}
          payment={payment}
          country={country}
          now={now}
          selected={payment.reference === selected}
          tabbable={payment.reference === inTabOrder}
          onSelect={onSelect}
        />
      ))}
    </ul>
  );
}

interface RowProps extends ReservedPayment {
  readonly country: StoreCountry;
  readonly now: number;
  readonly selected: boolean;
  readonly tabbable: boolean;
  readonly onSelect: (reference: Reference) => void;
}

const Row = memo(function Row({ sale, payment, country, now, selected, tabbable, onSelect }: RowProps) {
  const text = useHandoverText();
  const tillText = useText();
  const screen = saleScreen(payment);
  const { urgency, days, daysLeft } = reservationOf(payment, country, now);
  const decided = screen.name !== 'approved' && screen.name !== 'partTaken';
  const look = decided ? SALE_LOOKS[screen.name] : URGENCY_LOOKS[urgency];
  const words = decided ? tillText(`rail.status.${SALE_LOOKS[screen.name].status}`) : text(`urgency.${urgency}`);
  const who = recipientWords(payment, tillText);
  const age = days === 0 ? text('ageToday') : text('age', { count: days });
  const amount = formatMoney(money(payment.amount.currency, reservedOf(payment)));
  return (
    <li>
      <button
        type="button"
        className="handover-row"
        data-tone={look.tone}
        data-shape={'shape' in look ? look.shape : 'round'}
        aria-current={selected ? true : undefined}
        tabIndex={tabbable ? 0 : -1}
        onClick={() => onSelect(payment.reference)}
      >
        <span className="handover-icon">
          <look.icon size={22} aria-hidden />
        </span>
        <span className="handover-amount">{amount}</span>
        <span className="handover-left">{text('daysLeft', { count: daysLeft })}</span>
        <span className="handover-words">{words}</span>
        <span className="handover-meta">
          {text('receipt', { number: formatReceiptNumber(sale.receiptNumber) })} · {who} · {age}
        </span>
      </button>
    </li>
  );
});
