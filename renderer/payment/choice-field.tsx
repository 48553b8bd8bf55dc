import { Check, Minus, Plus } from 'lucide-react';
import { useId } from 'react';
import { money } from '../../shared/money.ts';
import type { Money } from '../../shared/money.ts';
import { linesLeft, partOfLine } from '../../shared/parts.ts';
import type { LineLeft, PartsOf } from '../../shared/parts.ts';
import type { Payment, Sale } from '../../shared/payment.ts';
import { lineTotal, thousandths, writeQuantity } from '../../shared/receipt.ts';
import { AmountInput } from '../ui/amount-field.tsx';
import { isCounted, limitOf, readChoice, stepped } from './parts-choice.ts';
import type { Choice } from './parts-choice.ts';
import { CURRENCY_SIGNS, formatMoney } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/problem.tsx';
import { useHandoverText } from './use-handover-text.ts';
import './move.css';

export interface ChoiceFieldProps {
  readonly sale: Pick<Sale, 'lines'>;
  readonly payment: Payment;
  readonly kind: PartsOf;
  readonly choice: Choice;
  readonly onChoice: (choice: Choice) => void;
  /** The button was pressed: what is missing is said. */
  readonly asked: boolean;
  readonly amountLabel: string;
}

/** So few lines are chosen one by one. */
const FEW = 3;

const figure = (quantity: string): string => quantity.replace('.', ',');

/** The lines with a stepper each, or an amount; what is wrong stands beneath, and nothing typed is lost. */
export function ChoiceField(props: ChoiceFieldProps) {
  const { sale, payment, kind, choice, asked } = props;
  const text = useHandoverText();
  const id = useId();
  const read = readChoice(sale, payment, kind, choice);
  const limit = formatMoney(money(payment.amount.currency, limitOf(payment, kind)));
  const problem = !read.ok && (asked || read.problem !== 'nothing') ? text(`pick.${read.problem}`, { limit }) : null;
  return (
    <div className="choice-field">
      {choice.mode === 'lines' && <Lines {...props} />}
      {choice.mode === 'amount' && (
        <div className="field">
          <label className="field-label" htmlFor={`${id}-amount`}>
            {props.amountLabel}
          </label>
          <div className="field-box choice-amount" data-problem={problem ? '' : undefined}>
            <AmountInput
              id={`${id}-amount`}
              name={props.amountLabel}
              entry={choice.entry}
              currency={payment.amount.currency}
              problemId={problem ? `${id}-beneath` : undefined}
              onEntry={(entry) => props.onChoice({ ...choice, entry })}
              onFocus={() => undefined}
              onEnter={() => undefined}
            />
            <span className="field-prefix">{CURRENCY_SIGNS[payment.amount.currency]}</span>
          </div>
        </div>
      )}
      <div id={`${id}-beneath`} aria-live="polite">
        {problem && <Problem>{problem}</Problem>}
      </div>
    </div>
  );
}

function Lines({ sale, payment, kind, choice, onChoice }: ChoiceFieldProps) {
  const text = useHandoverText();
  const left = (linesLeft(sale, payment, kind) ?? []).filter(({ thousandths }) => thousandths > 0);
  return (
    <>
      <ul className="choice-lines">
        {left.map((each) => (
          <Line key={each.line} each={each} sale={sale} payment={payment} choice={choice} onChoice={onChoice} />
        ))}
      </ul>
      {left.length > FEW && (
        <div className="choice-quick">
          <Button
            onPress={() =>
              onChoice({
                ...choice,
                lines: Object.fromEntries(left.map(({ line, thousandths }) => [line, thousandths])),
              })
            }
          >
            {text('pick.all')}
          </Button>
          <Button onPress={() => onChoice({ ...choice, lines: {} })}>{text('pick.none')}</Button>
        </div>
      )}
    </>
  );
}

interface LineProps extends Pick<ChoiceFieldProps, 'sale' | 'payment' | 'choice' | 'onChoice'> {
  readonly each: LineLeft;
}

function Line({ each, sale, payment, choice, onChoice }: LineProps) {
  const text = useHandoverText();
  const line = sale.lines[each.line];
  if (!line) return null;
  const chosen = choice.lines[each.line] ?? 0;
  const inMoney = (quantity: number): Money =>
    money(
      payment.amount.currency,
      quantity === 0
        ? 0
        : lineTotal(partOfLine(line, writeQuantity(quantity), thousandths(line.quantity) - each.thousandths)),
    );
  const { name } = line;
  const counted = isCounted(each);
  const of = figure(writeQuantity(each.thousandths));
  return (
    <li data-chosen={chosen > 0 ? '' : undefined}>
      <span className="choice-name">
        {name}
        <small>{text('pick.each', { amount: formatMoney(money(payment.amount.currency, line.unitPrice)) })}</small>
      </span>
      {counted ? (
        <span className="stepper">
          <Button
            square
            icon={Minus}
            name={text('pick.less', { name })}
            blocked={chosen === 0}
            onPress={() => onChoice(stepped(choice, each, -1))}
          />
          <output>{text('pick.pieces', { count: figure(writeQuantity(chosen)), of })}</output>
          <Button
            square
            icon={Plus}
            name={text('pick.more', { name })}
            blocked={chosen >= each.thousandths}
            onPress={() => onChoice(stepped(choice, each, 1))}
          />
        </span>
      ) : (
        <span className="stepper">
          <output>{text('pick.weight', { quantity: of })}</output>
          <Button
            square
            icon={chosen > 0 ? Check : Plus}
            name={text(chosen > 0 ? 'pick.leave' : 'pick.take', { name })}
            onPress={() => onChoice(stepped(choice, each, chosen > 0 ? -1 : 1))}
          />
        </span>
      )}
      <span className="choice-cost">{formatMoney(inMoney(chosen))}</span>
    </li>
  );
}
