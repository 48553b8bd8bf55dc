import { formatDateTime } from '../i18n/format.ts';
import { signedMoney } from './signed-money.ts';
import { useClosingText } from './use-closing-text.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { needsReason } from '../../shared/closing.ts';
import type { Difference, DifferenceKind, Reconciliation } from '../../shared/closing.ts';
import type { Currency } from '../../shared/money.ts';
import { formatReceiptNumber } from '../../shared/receipt.ts';
import type { Language } from '../../shared/texts/languages.ts';

interface ListProps {
  readonly currency: Currency;
  readonly language: Language;
  readonly onExplain: (differences: readonly string[]) => void;
}

/** Every difference by its name with what is at stake, however many there are; several of a kind share one reason. */
export function Differences({ found, ...list }: ListProps & { readonly found: Reconciliation }) {
  const text = useClosingText();
  const isEven = found.differences.length + found.leftOut.length === 0;
  if (isEven) return <Banner tone="good">{text('noDifferences')}</Banner>;
  return (
    <>
      <h3>{text('differences')}</h3>
      <DifferenceList differences={found.differences} {...list} />
      {found.leftOut.map(({ kind, count, amount }) => (
        <Banner key={kind ?? ''} tone="warn" title={kind === null ? undefined : text(`kinds.${kind}`)}>
          {text('leftOut', { count, amount: amount === null ? text('notKnown') : signedMoney(list.currency, amount) })}
        </Banner>
      ))}
    </>
  );
}

export function DifferenceList({ differences, ...list }: ListProps & { readonly differences: readonly Difference[] }) {
  const kinds = Map.groupBy(differences, ({ kind }) => kind);
  return (
    <ul className="closing-differences">
      {[...kinds].map(([kind, some]) => (
        <Kind key={kind} kind={kind} differences={some} {...list} />
      ))}
    </ul>
  );
}

interface KindProps extends ListProps {
  readonly kind: DifferenceKind;
  readonly differences: readonly Difference[];
}

function Kind({ kind, differences, ...list }: KindProps) {
  const text = useClosingText();
  const open = differences.flatMap(({ id, reason }) => (needsReason({ kind }) && reason === null ? [id] : []));
  const name = <strong>{text(`kinds.${kind}`)}</strong>;
  const [first] = differences;
  if (first && differences.length === 1) return <Line difference={first} name={name} {...list} />;
  return (
    <>
      <li className="closing-kind-head" data-needs={open.length > 0 ? '' : undefined}>
        <span className="closing-kind">
          {name} · {differences.length}
        </span>
        {open.length > 1 && (
          <Button onPress={() => list.onExplain(open)}>{text('explainAll', { count: open.length })}</Button>
        )}
      </li>
      {differences.map((each) => (
        <Line key={each.id} difference={each} name={null} {...list} />
      ))}
    </>
  );
}

interface LineProps extends ListProps {
  readonly difference: Difference;
  /** Of its kind; null under a heading that says it. */
  readonly name: React.ReactNode;
}

function Line({ difference, name, currency, language, onExplain }: LineProps) {
  const text = useClosingText();
  const { id, kind, receiptNumber, stake, count, amount, reason } = difference;
  const isOpen = needsReason({ kind }) && reason === null;
  const when = reason ? formatDateTime(reason.at, language) : '';
  const about = [
    receiptNumber === null ? String(count) : text('receipt', { number: formatReceiptNumber(receiptNumber) }),
    ...(stake === null ? [] : [text(`stakes.${stake}`)]),
  ];
  return (
    <li data-needs={isOpen ? '' : undefined} data-one-of-many={name === null ? '' : undefined}>
      <span className="closing-kind">
        {name}
        {name !== null && ' · '}
        {about.join(' · ')}
      </span>
      {isOpen && <Button onPress={() => onExplain([id])}>{text('explain')}</Button>}
      <span className="closing-amount">{amount === null ? text('notKnown') : signedMoney(currency, amount)}</span>
      {reason && (
        <p className="day-note">
          {reason.text} – {reason.by ? text('by', { name: reason.by.name, when }) : when}
        </p>
      )}
    </li>
  );
}
