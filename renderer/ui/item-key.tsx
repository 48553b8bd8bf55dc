import type { Colour } from '../../shared/items.ts';
import './item-key.css';

export interface ItemKeyProps {
  readonly name: string;
  readonly colour: Colour;
  /** What it costs, or that it is keyed. */
  readonly price: string;
  /** How many of it are in the sale, where any are. */
  readonly count?: string | undefined;
  readonly testId?: string;
  readonly pressed?: boolean;
  readonly onPress: () => void;
}

/** A key that sells an item: its name on its colour, with what it costs. */
export function ItemKey({ name, colour, price, count, testId, pressed, onPress }: ItemKeyProps) {
  return (
    <button
      type="button"
      className="item-key"
      data-colour={colour}
      data-testid={testId}
      aria-pressed={pressed}
      onClick={onPress}
    >
      <span className="item-name">{name}</span>
      <span className="item-price">{price}</span>
      {count !== undefined && <span className="item-count">{count}</span>}
    </button>
  );
}
