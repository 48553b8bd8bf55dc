import type { ReactNode } from 'react';
import type { Money } from '../../shared/money.ts';
import { CURRENCY_SIGNS, formatAmount } from '../i18n/format.ts';
import { heroSize } from '../ui/hero-size.ts';
import './stage.css';

/** The amount after it was sent: same place, same size as while it was keyed, and frozen. */
export function FrozenAmount({
  amount,
  label,
  after,
  problem,
}: {
  readonly amount: Money;
  /** What else is to be said about it; the amount itself needs no name. */
  readonly label?: string;
  readonly after?: string;
  /** In place of the label. */
  readonly problem?: ReactNode;
}) {
  const text = formatAmount(amount);
  return (
    <div className="hero hero-frozen">
      {problem}
      {label !== undefined && <p className="hero-label">{label}</p>}
      <p className="hero-amount" data-size={heroSize(text)}>
        <span>{text}</span>{' '}
        <small>
          {CURRENCY_SIGNS[amount.currency]}
          {after && ` ${after}`}
        </small>
      </p>
    </div>
  );
}

export interface StageProps {
  readonly hero: ReactNode;
  readonly children: ReactNode;
}

/**
 * The working column: the amount on top, then the state or the keys, then the actions; the same place and width in all
 * states.
 */
export function Stage({ hero, children }: StageProps) {
  return (
    <main className="stage" tabIndex={-1} data-stage>
      <div className="stage-column">
        {hero}
        {children}
      </div>
    </main>
  );
}
