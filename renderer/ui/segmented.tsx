import { useId } from 'react';
import type { ReactNode } from 'react';
import './segmented.css';

export interface SegmentedOption<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
  /** Accessible name where the visible text is an abbreviation. */
  readonly name?: string;
}

export interface SegmentedProps<T extends string> {
  /** What is chosen here; shown only when `showLabel`, always read out. */
  readonly label: string;
  readonly showLabel?: boolean;
  /** What is looked at, and not what is chosen: one bar with one part of it filled. */
  readonly views?: boolean;
  readonly value: T;
  readonly options: readonly SegmentedOption<T>[];
  readonly onChange: (value: T) => void;
}

/** Few choices, all in view, one touch each: native radio buttons that look like chips. */
export function Segmented<T extends string>({ label, showLabel, views, value, options, onChange }: SegmentedProps<T>) {
  const group = useId();
  return (
    <fieldset>
      <legend className={showLabel ? 'field-label' : 'visually-hidden'}>{label}</legend>
      <div className={views ? 'segmented segmented-views' : 'segmented'}>
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={group}
              value={option.value}
              aria-label={option.name}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
