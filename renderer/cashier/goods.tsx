import { Calculator, Minus, Percent, Plus, UserRound } from 'lucide-react';
import { useState } from 'react';
import { discountFrom, settleLines } from '../../shared/discount.ts';
import type { KeyedLine } from '../../shared/discount.ts';
import { isMeasured, UNIT_SIGNS } from '../../shared/item-words.ts';
import type { Item, ItemPages } from '../../shared/items.ts';
import { money, restOf, sum, ZERO } from '../../shared/money.ts';
import type { Currency } from '../../shared/money.ts';
import { discountOf, grossOf, lineTotal, MAX_LINES, quantityText, thousandths } from '../../shared/receipt.ts';
import { formatAmount, formatMoney } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { ItemKey } from '../ui/item-key.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { changeDraft } from './draft.ts';
import type { Draft } from './draft.ts';
import { GoodsList } from './goods-list.tsx';
import { LineDialog, SaleDiscountDialog } from './line-dialog.tsx';
import { changeSale, isAtOnce, lineOf, withMore, withOneMore } from './sale-lines.ts';
import { useItemsText } from './use-items-text.ts';
import './goods.css';

export interface GoodsProps {
  readonly draft: Draft;
  readonly pages: ItemPages;
  readonly currency: Currency;
  readonly whole: boolean;
  /** On to who pays; null where there is nothing to pay for yet. */
  readonly next: string | null;
  readonly onNext: () => void;
}

/** What is asked about: a line that is there, an item that is to be weighed or priced, or the sale's discount. */
type Asked =
  | { readonly name: 'line'; readonly at: number }
  | { readonly name: 'new'; readonly item: Item }
  | { readonly name: 'discount' };

/** The keys of the goods, and beneath them what was touched so far and the way on. */
export default function Goods({ draft, pages, currency, whole, next, onNext }: GoodsProps) {
  const text = useItemsText();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { lines, listOpen } = draft;
  const page = pages[draft.page] ?? pages[0];
  const touch = (item: Item) => {
    if (isAtOnce(item)) changeSale({ lines: withOneMore(lines, item) });
    else if (lines.length < MAX_LINES) setAsked({ name: 'new', item });
  };
  const close = () => setAsked(null);
  return (
    <div className="goods">
      <div className="goods-top">
        {listOpen || pages.length < 2 ? (
          <h2 className="goods-title">{listOpen ? text('sale') : page?.name}</h2>
        ) : (
          <Segmented
            views
            label={text('pages')}
            value={String(pages.indexOf(page ?? { name: '', items: [] }))}
            options={pages.map(({ name }, index) => ({ value: String(index), label: name }))}
            onChange={(value) => changeDraft({ page: Number(value) })}
          />
        )}
        <Button icon={Calculator} testId="use-keypad" onPress={() => changeDraft({ by: 'keys', listOpen: false })}>
          {text('keypad')}
        </Button>
      </div>
      {listOpen ? (
        <GoodsList draft={draft} currency={currency} onLine={(at) => setAsked({ name: 'line', at })} />
      ) : (
        <div className="goods-keys" role="group" aria-label={page?.name}>
          {page?.items.map((item) => (
            <ItemKey
              key={item.id}
              name={item.name}
              colour={item.colour}
              price={priceText(item, currency, text('openPrice'))}
              count={countOf(lines, item)}
              testId={`item-${item.id}`}
              onPress={() => touch(item)}
            />
          ))}
        </div>
      )}
      <div className="goods-bar">
        {listOpen ? (
          <WholeSale draft={draft} currency={currency} onDiscount={() => setAsked({ name: 'discount' })} />
        ) : (
          <SoFar draft={draft} currency={currency} onLine={(at) => setAsked({ name: 'line', at })} />
        )}
        <Button
          kind="filled"
          big
          primary
          icon={UserRound}
          testId="to-customer"
          blocked={next === null}
          onPress={onNext}
        >
          {text('next')}
        </Button>
      </div>
      {asked?.name === 'line' && lines[asked.at] && (
        <LineDialog
          line={lines[asked.at] ?? null}
          currency={currency}
          whole={whole}
          isNew={false}
          onDone={(line) => changeSale({ lines: lines.map((each, index) => (index === asked.at ? line : each)) })}
          onRemove={() => changeSale({ lines: lines.filter((_, index) => index !== asked.at) })}
          onClose={close}
        />
      )}
      {asked?.name === 'new' && (
        <LineDialog
          line={lineOf(asked.item, isMeasured(asked.item.unit) ? '' : '1', asked.item.price ?? ZERO)}
          currency={currency}
          whole={whole}
          isNew
          onDone={(line) => changeSale({ lines: [...lines, line] })}
          onClose={close}
        />
      )}
      {asked?.name === 'discount' && (
        <SaleDiscountDialog
          before={sum(settleLines(lines, null).map(lineTotal))}
          off={draft.off}
          currency={currency}
          whole={whole}
          onDone={(off) => changeSale({ off })}
          onClose={close}
        />
      )}
    </div>
  );
}

/** `49,00`, `219,90/kg`, or that it is keyed. */
function priceText({ price, unit }: Item, currency: Currency, open: string): string {
  const sign = isMeasured(unit) ? `/${UNIT_SIGNS[unit]}` : '';
  return price === null ? `${open}${sign && ` ${sign}`}` : `${formatAmount(money(currency, price))}${sign}`;
}

function countOf(lines: readonly KeyedLine[], { id, unit }: Item): string | undefined {
  const own = lines.filter((line) => line.item === id);
  if (own.length === 0) return undefined;
  const count = own.reduce((all, line) => all + thousandths(line.quantity), 0) / 1000;
  return isMeasured(unit) ? String(own.length) : String(count);
}

interface SoFarProps {
  readonly draft: Draft;
  readonly currency: Currency;
  readonly onLine: (at: number) => void;
}

/** The line that was touched last, with one more and one less, and how many there are in all. */
function SoFar({ draft, currency, onLine }: SoFarProps) {
  const text = useItemsText();
  const { lines, off } = draft;
  const at = lines.length - 1;
  const last = lines[at];
  if (!last) return <p className="goods-none">{text('none')}</p>;
  const own = restOf(grossOf(last), discountFrom(grossOf(last), last.off));
  const all = discountOf(settleLines(lines, off));
  return (
    <div className="goods-so-far">
      <button type="button" className="goods-last" data-testid="goods-last" onClick={() => onLine(at)}>
        <span className="goods-last-name">
          {last.quantity === '1' && !isMeasured(last.unit) ? '' : `${quantityText(last)} × `}
          {last.name}
        </span>
        <span>{formatMoney(money(currency, own))}</span>
        {all > 0 && <small>{text('taken', { amount: formatMoney(money(currency, all)) })}</small>}
      </button>
      {!isMeasured(last.unit) && (
        <>
          <Button
            square
            icon={Minus}
            name={text('less', { name: last.name })}
            testId="one-less"
            onPress={() => changeSale({ lines: last.quantity === '1' ? lines.slice(0, -1) : withMore(lines, at, -1) })}
          />
          <Button
            square
            icon={Plus}
            name={text('more', { name: last.name })}
            testId="one-more"
            onPress={() => changeSale({ lines: withMore(lines, at, 1) })}
          />
        </>
      )}
      <Button testId="goods-list" onPress={() => changeDraft({ listOpen: true })}>
        {text('lines', { count: lines.length })} <kbd>F5</kbd>
      </Button>
    </div>
  );
}

interface WholeSaleProps {
  readonly draft: Draft;
  readonly currency: Currency;
  readonly onDiscount: () => void;
}

/** Under the list: back to the keys, and what is taken off all of it. */
function WholeSale({ draft: { lines, off }, currency, onDiscount }: WholeSaleProps) {
  const text = useItemsText();
  const all = discountOf(settleLines(lines, off));
  return (
    <div className="goods-so-far">
      <Button testId="goods-list" onPress={() => changeDraft({ listOpen: false })}>
        {text('keys')} <kbd>F5</kbd>
      </Button>
      <Button icon={Percent} testId="sale-discount" blocked={lines.length === 0} onPress={onDiscount}>
        {text('discount')}
      </Button>
      {all > 0 && <p className="goods-off">{text('taken', { amount: formatMoney(money(currency, all)) })}</p>}
    </div>
  );
}
