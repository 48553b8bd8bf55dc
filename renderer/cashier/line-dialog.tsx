import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { discountFrom } from '../../shared/discount.ts';
import type { Discount, KeyedLine } from '../../shared/discount.ts';
import { isMeasured, UNIT_SIGNS } from '../../shared/item-words.ts';
import { MAX_PAYMENT, money, restOf, ZERO } from '../../shared/money.ts';
import type { Currency, Minor } from '../../shared/money.ts';
import { grossOf, quantitySchema } from '../../shared/receipt.ts';
import { CURRENCY_SIGNS, formatMoney } from '../i18n/format.ts';
import { centsOf, eraseFrom, EMPTY_AMOUNT, readAnyAmount, showAmount, typeInto } from '../ui/amount-entry.ts';
import { Button } from '../ui/button.tsx';
import { Box, KeyedDialog, OffBox } from './keyed-dialog.tsx';
import { entryOf, isErase, readOff, typeFigure, typeOff } from './keyed-off.ts';
import { useItemsText } from './use-items-text.ts';

interface LineDialogProps {
  readonly line: KeyedLine | null;
  readonly currency: Currency;
  readonly whole: boolean;
  /** It is added; what is asked for is what its key does not say. */
  readonly isNew: boolean;
  readonly onDone: (line: KeyedLine) => void;
  readonly onRemove?: () => void;
  readonly onClose: () => void;
}

type Field = 'quantity' | 'price' | 'off';

/** How much of it, at which price, and what is taken off. */
export function LineDialog({ line, currency, whole, isNew, onDone, onRemove, onClose }: LineDialogProps) {
  const text = useItemsText();
  const measured = isMeasured(line?.unit);
  const [quantity, setQuantity] = useState((line?.quantity ?? '').replace('.', ','));
  const [price, setPrice] = useState(() => (line && line.unitPrice > 0 ? centsOf(line.unitPrice) : EMPTY_AMOUNT));
  const [off, setOff] = useState(() => entryOf(line?.off));
  const [field, setField] = useState<Field>(measured ? 'quantity' : isNew ? 'price' : 'quantity');
  /** The next digit replaces what stands in the box. */
  const [fresh, setFresh] = useState(true);
  if (!line) return null;
  const count = quantitySchema.safeParse(quantity.replace(',', '.').replace(/\.$/, ''));
  const each = readAnyAmount(price);
  const unitPrice: Minor | null = each?.ok && each.value > 0 && each.value <= MAX_PAYMENT ? each.value : null;
  const taken = readOff(off);
  const gross = count.success && unitPrice !== null ? grossOf({ quantity: count.data, unitPrice }) : null;
  const cost = gross === null || taken === undefined ? null : restOf(gross, discountFrom(gross, taken));
  const choose = (next: Field) => () => {
    setField(next);
    setFresh(true);
  };
  const feed = (key: string) => {
    const blank = fresh && !isErase(key);
    setFresh(false);
    if (field === 'quantity') setQuantity(typeFigure(blank ? '' : quantity, key, 9));
    else if (field === 'price')
      setPrice(isErase(key) ? eraseFrom(price, whole) : typeInto(blank ? EMPTY_AMOUNT : price, key, whole));
    else setOff(typeOff(blank ? { ...entryOf(null), kind: off.kind } : off, key, whole));
  };
  const done = () => {
    // The first field that says nothing yet is the next step.
    if (!count.success) return choose('quantity')();
    if (unitPrice === null) return choose('price')();
    if (cost === null || taken === undefined) return choose('off')();
    onDone({ ...line, quantity: count.data, unitPrice, off: taken });
    return onClose();
  };
  const sign = UNIT_SIGNS[line.unit ?? 'PCS'];
  return (
    <KeyedDialog
      title={line.name}
      separator
      blocked={cost === null}
      done={cost === null ? text('done') : text('doneFor', { amount: formatMoney(money(currency, cost)) })}
      beside={
        onRemove && (
          <Button
            icon={Trash2}
            testId="remove-line"
            onPress={() => {
              onRemove();
              onClose();
            }}
          >
            {text('removeLine')}
          </Button>
        )
      }
      boxes={
        <>
          <Box
            label={measured ? text('howMuch') : text('howMany')}
            value={quantity || '0'}
            sign={sign || text('pieces')}
            active={field === 'quantity'}
            testId="keyed-quantity"
            onChoose={choose('quantity')}
          />
          <Box
            label={sign ? text('priceEachUnit', { unit: sign }) : text('priceEach')}
            value={showAmount(price, currency) || '0,00'}
            sign={CURRENCY_SIGNS[currency]}
            active={field === 'price'}
            testId="keyed-price"
            onChoose={choose('price')}
          />
          <OffBox
            off={off}
            currency={currency}
            active={field === 'off'}
            onChoose={choose('off')}
            onKind={(kind) => {
              setOff({ ...entryOf(null), kind });
              choose('off')();
            }}
          />
        </>
      }
      note={noteOf(gross, cost, currency, text)}
      onKey={feed}
      onDone={done}
      onClose={onClose}
    />
  );
}

/** What it was, where something is taken off. */
function noteOf(gross: Minor | null, cost: Minor | null, currency: Currency, text: ReturnType<typeof useItemsText>) {
  if (gross === null || cost === null || gross === cost) return '';
  return text('instead', { before: formatMoney(money(currency, gross)), after: formatMoney(money(currency, cost)) });
}

interface SaleDiscountProps {
  /** What the sale costs without it. */
  readonly before: Minor;
  readonly off: Discount | null;
  readonly currency: Currency;
  readonly whole: boolean;
  readonly onDone: (off: Discount | null) => void;
  readonly onClose: () => void;
}

/** What is taken off the whole sale. */
export function SaleDiscountDialog({ before, off, currency, whole, onDone, onClose }: SaleDiscountProps) {
  const text = useItemsText();
  const [entry, setEntry] = useState(() => entryOf(off));
  const [fresh, setFresh] = useState(true);
  const taken = readOff(entry);
  const cost = taken === undefined ? null : restOf(before, discountFrom(before, taken));
  const feed = (key: string) => {
    setEntry(typeOff(fresh && !isErase(key) ? { ...entryOf(null), kind: entry.kind } : entry, key, whole));
    setFresh(false);
  };
  const done = () => {
    if (taken === undefined || cost === ZERO) return;
    onDone(taken);
    onClose();
  };
  return (
    <KeyedDialog
      title={text('saleDiscount')}
      separator
      blocked={cost === null || cost === ZERO}
      done={cost === null ? text('done') : text('doneFor', { amount: formatMoney(money(currency, cost)) })}
      boxes={
        <OffBox
          off={entry}
          currency={currency}
          active
          onChoose={() => setFresh(true)}
          onKind={(kind) => setEntry({ ...entryOf(null), kind })}
        />
      }
      note={noteOf(before, cost, currency, text)}
      onKey={feed}
      onDone={done}
      onClose={onClose}
    />
  );
}
