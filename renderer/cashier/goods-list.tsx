import { ChevronRight, X } from 'lucide-react';
import { settleLines } from '../../shared/discount.ts';
import { isMeasured, UNIT_SIGNS } from '../../shared/item-words.ts';
import { money } from '../../shared/money.ts';
import type { Currency } from '../../shared/money.ts';
import { grossOf, lineTotal, quantityText } from '../../shared/receipt.ts';
import { formatMoney } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { changeDraft } from './draft.ts';
import type { Draft } from './draft.ts';
import { changeSale } from './sale-lines.ts';
import { useItemsText } from './use-items-text.ts';

export interface GoodsListProps {
  readonly draft: Draft;
  readonly currency: Currency;
  readonly onLine: (at: number) => void;
}

/** The sale so far, line by line; touching one changes it. */
export function GoodsList({ draft, currency, onLine }: GoodsListProps) {
  const text = useItemsText();
  const { lines, off } = draft;
  const inMoney = (value: number) => formatMoney(money(currency, value));
  const remove = (at: number) => {
    if (lines.length === 1) changeDraft({ listOpen: false });
    changeSale({ lines: lines.filter((_, index) => index !== at) });
  };
  return (
    <ul className="goods-list" aria-label={text('sale')} tabIndex={0}>
      {settleLines(lines, off).map((line, at) => (
        <li key={`${at}-${line.name}`}>
          <button type="button" className="goods-line" onClick={() => onLine(at)}>
            <span className="goods-line-name">{line.name}</span>
            <span className="goods-line-how">
              {quantityText(line)} × {inMoney(line.unitPrice)}
              {isMeasured(line.unit) && `/${UNIT_SIGNS[line.unit ?? 'PCS']}`}
              {line.discount && <strong> {text('lessOff', { amount: inMoney(line.discount) })}</strong>}
            </span>
            <span className="goods-line-sum">
              {line.discount && <s>{inMoney(grossOf(line))}</s>} {inMoney(lineTotal(line))}
            </span>
            <ChevronRight size={20} aria-hidden />
          </button>
          <Button kind="plain" square icon={X} name={text('remove', { name: line.name })} onPress={() => remove(at)} />
        </li>
      ))}
    </ul>
  );
}
