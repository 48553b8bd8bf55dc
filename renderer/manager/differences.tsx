import { formatDateTime } from '../i18n/format.ts';
import { signedMoney } from './signed-money.ts';
import { useClosingText } from './use-closing-text.ts';
import { Button } from '../ui/button.tsx';
import { needsReason } from '../../shared/closing.ts';
import type { Difference, DifferenceKind } from '../../shared/closing.ts';
import type { Currency } from '../../shared/money.ts';
import { formatReceiptNumber } from '../../shared/receipt.ts';
import type { Language } from '../../shared/texts/languages.ts';

export interface ListProps {
  readonly currency: Currency;
  readonly language: Language;
  readonly onExplain: (differences: readonly string[]) => void;
}

/** Differences by their names with what is at stake, however many; several of a kind share one reason. */
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
  /** Whether a reason of its own can be given to it here. */
  readonly ownReason?: boolean;
}

/** Of which sale, or how many, and what of it. */
export function aboutOf({ receiptNumber, count, stake }: Difference, text: ReturnType<typeof useClosingText>): string {
  return [
    receiptNumber === null ? String(count) : text('receipt', { number: formatReceiptNumber(receiptNumber) }),
    ...(stake === null ? [] : [text(`stakes.${stake}`)]),
  ].join(' · ');
}

export function Line({ difference, name, currency, language, onExplain, ownReason = true }: LineProps) {
  const text = useClosingText();
  const { id, kind, amount, reason } = difference;
  const isOpen = needsReason({ kind }) && reason === null;
  const when = reason ? formatDateTime(reason.at, language) : '';
  return (
    <li data-needs={isOpen ? '' : undefined} data-one-of-many={name === null ? '' : undefined}>
      <span className="closing-kind">
        {name}
        {name !== null && ' · '}
        {aboutOf(difference, text)}
      </span>
      {isOpen && ownReason && (
        <Button kind={name === null ? 'plain' : 'quiet'} onPress={() => onExplain([id])}>
          {text('explain')}
        </Button>
      )}
      <span className="closing-amount">{amount === null ? text('notKnown') : signedMoney(currency, amount)}</span>
      {reason && (
        <p className="day-note">
          {reason.text} – {reason.by ? text('by', { name: reason.by.name, when }) : when}
        </p>
      )}
    </li>
  );
}
