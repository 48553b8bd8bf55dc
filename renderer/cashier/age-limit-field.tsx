import { AGE_LIMITS, highestLimit } from '../../shared/age-limit.ts';
import type { AgeLimit } from '../../shared/age-limit.ts';
import { useText } from '../i18n/index.ts';
import { changeDraft } from './draft.ts';
import type { Draft } from './draft.ts';

/** The age limit that the sale asks for: never lower than what is in it. */
export function AgeLimitField({ draft }: { readonly draft: Draft }) {
  const text = useText();
  const ofLines = highestLimit(draft.lines.map(({ minimumAge }) => minimumAge));
  const limit = highestLimit([draft.minimumAge, ofLines]);
  const limits = AGE_LIMITS.filter((each) => each > (ofLines ?? 0));
  const choose = (value: string): void =>
    changeDraft({ minimumAge: limits.find((each) => String(each) === value) ?? null });
  return (
    <select
      className="select entry-age"
      aria-label={text('entry.ageLimit')}
      data-testid="age-limit"
      value={String(limit ?? '')}
      disabled={draft.sending !== null}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      <option value={String(ofLines ?? '')}>{labelOf(ofLines, text)}</option>
      {limits.map((each) => (
        <option key={each} value={String(each)}>
          {labelOf(each, text)}
        </option>
      ))}
    </select>
  );
}

const labelOf = (limit: AgeLimit | null, text: ReturnType<typeof useText>): string =>
  limit === null
    ? text('entry.ageLimits.none')
    : `${text('entry.ageLimit')}: ${text('entry.ageLimits.some', { age: limit })}`;
