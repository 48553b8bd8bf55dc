import type { OpenItems } from '../../shared/day-report.ts';
import { money } from '../../shared/money.ts';
import type { Currency } from '../../shared/money.ts';
import { formatReceiptNumber } from '../../shared/receipt.ts';
import type { Language } from '../../shared/texts/languages.ts';
import { formatDateTime, formatMoney } from '../i18n/format.ts';
import { useErrorText } from '../i18n/index.ts';
import { SupportCode } from '../ui/error-banner.tsx';
import { useDayText } from './use-day-text.ts';

interface OpenProps {
  readonly open: OpenItems;
  readonly currency: Currency;
  readonly language: Language;
}

/** What somebody has to decide or look at, oldest first. */
export function OpenList({ title, ...list }: OpenProps & { readonly title: string }) {
  const { open, currency } = list;
  if (open.count === 0) return null;
  return (
    <section className="day-part">
      <h2>
        {title} · {open.count} · {formatMoney(money(currency, open.amount))}
      </h2>
      <OpenItemList {...list} />
    </section>
  );
}

export function OpenItemList({ open, currency, language }: OpenProps) {
  const text = useDayText();
  const errorText = useErrorText();
  const rest = open.count - open.items.length;
  return (
    <>
      <ul className="day-open">
        {open.items.map((item) => (
          <li key={item.reference}>
            <span>
              {text('receipt', { number: formatReceiptNumber(item.receiptNumber) })} ·{' '}
              {formatDateTime(item.requestedAt, language)}
              {item.problem && (
                <>
                  {` · ${errorText(item.problem).title} `}
                  <SupportCode problem={item.problem} />
                </>
              )}
            </span>
            <span>{formatMoney(money(currency, item.amount))}</span>
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="day-note">{text('more', { count: rest })}</p>}
    </>
  );
}
