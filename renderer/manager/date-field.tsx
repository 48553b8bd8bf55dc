import { useState } from 'react';
import type { CalendarDate } from '../../shared/calendar-date.ts';
import { Field } from '../ui/field.tsx';
import { formatTypedDate, parseTypedDate } from './dates.ts';
import { useDayText } from './use-day-text.ts';

/**
 * Goes to any day by its date, with Enter. A field of our own: the browser's writes dates as the machine's language
 * does, not the shop's.
 */
export function DateField({
  today,
  onDate,
}: {
  readonly today: CalendarDate | null;
  readonly onDate: (date: CalendarDate) => void;
}) {
  const text = useDayText();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const go = () => {
    const date = today && parseTypedDate(typed, today);
    setWrong(!date);
    if (date) onDate(date);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <Field
        label={text('jump')}
        value={typed}
        placeholder={today ? formatTypedDate(today) : undefined}
        inputMode="numeric"
        enterKeyHint="go"
        onText={(next) => {
          setTyped(next);
          setWrong(false);
        }}
        problem={wrong && text('jumpProblem', { example: today ? formatTypedDate(today) : '' })}
      />
    </form>
  );
}
