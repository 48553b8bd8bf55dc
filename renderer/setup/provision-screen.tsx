import { useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import { codeProblem, groupedCode, plainCode } from '../../shared/provision/code.ts';
import { tillNumberSchema } from '../../shared/provision/view.ts';
import type { FileProblem, ProvisionView } from '../../shared/provision/view.ts';
import type { Language } from '../../shared/texts/languages.ts';
import { formatCountdown, formatDateTime } from '../i18n/format.ts';
import { useMainNow } from '../state/clock.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { applyProvision } from './calls.ts';
import { ProblemBanner } from './problem-banner.tsx';
import { RULE_SLOTS, useProvisionText } from './provision-text.ts';
import { useSetupText } from './use-setup-text.ts';

/** Problems that no further typing mends. */
const AT_ONCE = ['foreign', 'tooLong', 'slip'];

interface ProvisionScreenProps {
  readonly provision: ProvisionView;
  readonly language: Language;
  /** To the wizard. */
  readonly onByHand: () => void;
}

/** A set-up file is ready: what this till will be, and the one field for its code. Or what is wrong with the file. */
export default function ProvisionScreen({ provision, language, onByHand }: ProvisionScreenProps) {
  const text = useProvisionText();
  const { becomes, problem, lines, file } = provision;
  const typing = useTyping(provision);
  const usable = becomes !== null && problem === null;
  const { leftMs, refused } = typing;
  return (
    <form
      className="setup-form"
      aria-labelledby="setup-title"
      autoComplete="off"
      noValidate
      onSubmit={(event) => event.preventDefault()}
    >
      <main className="setup-body">
        <p className="setup-count">{text('file', { file })}</p>
        <h1 id="setup-title">{text(usable ? 'title' : 'badTitle')}</h1>
        {usable && <p className="setup-intro">{text('intro')}</p>}
        {problem && <ProblemBanner problem={problem} />}
        {lines.length > 0 && <Lines lines={lines} />}
        {becomes && <Becomes becomes={becomes} language={language} />}
        {usable && (
          <div className="setup-fields">
            <Field
              label={text('code')}
              data-field="code"
              data-testid="provision-code"
              autoFocus
              autoCapitalize="characters"
              maxLength={60}
              value={typing.code}
              onText={typing.setCode}
              note={text('codeHint')}
              problem={typing.codeProblem && text(`problems.${typing.codeProblem}`)}
            />
            {becomes.posId === null && (
              <Field
                label={text('number')}
                data-field="number"
                inputMode="numeric"
                maxLength={6}
                value={typing.number}
                onText={typing.setNumber}
                note={text('numberHint')}
                problem={typing.numberProblem && text('problems.number')}
              />
            )}
          </div>
        )}
        <div role="alert">
          {refused && (leftMs > 0 || refused !== 'provision.wait') && <ProblemBanner problem={refused} />}
        </div>
      </main>
      <footer className="setup-footer">
        {/* First in the document, so that Enter in the field presses it; the style sheet puts it at the right. */}
        {usable && (
          <Button
            kind="filled"
            big
            primary
            type="submit"
            className="setup-primary"
            blocked={typing.busy || leftMs > 0}
            onPress={() => void typing.apply()}
          >
            {leftMs > 0 ? text('waiting', { time: formatCountdown(leftMs) }) : text(typing.busy ? 'applying' : 'apply')}
          </Button>
        )}
        <span className="setup-gap" />
        <Button onPress={onByHand}>{text('byHand')}</Button>
      </footer>
    </form>
  );
}

function useTyping({ becomes, waitUntil }: ProvisionView) {
  const [code, setCode] = useState('');
  const [number, setNumber] = useState('');
  const [pressed, setPressed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ErrorCode | null>(null);
  const now = useMainNow();
  const leftMs = waitUntil === null ? 0 : Math.max(0, waitUntil - now);
  const found = codeProblem(code);
  const needsNumber = becomes?.posId === null;
  const parsed = tillNumberSchema.safeParse(/^\d+$/.test(number.trim()) ? Number(number) : null);
  const numberProblem = needsNumber && !parsed.success;
  return {
    code,
    number,
    busy,
    leftMs,
    refused,
    codeProblem: found !== null && (pressed || AT_ONCE.includes(found)) ? found : null,
    numberProblem: pressed && numberProblem,
    setCode: (typed: string) => {
      setRefused(null);
      setPressed(false);
      setCode(codeProblem(typed) === null ? groupedCode(plainCode(typed)) : typed.toUpperCase());
    },
    setNumber: (typed: string) => {
      setRefused(null);
      setPressed(false);
      setNumber(typed);
    },
    apply: async () => {
      if (busy || leftMs > 0) return;
      setPressed(true);
      if (found !== null || numberProblem) {
        focusOn(found === null ? 'number' : 'code');
        return;
      }
      setBusy(true);
      setRefused(await applyProvision({ code, number: needsNumber ? (parsed.data ?? null) : null }));
      setBusy(false);
      focusOn('code');
    },
  };
}

const focusOn = (field: string): void => document.querySelector<HTMLElement>(`[data-field="${field}"]`)?.focus();

function Becomes({
  becomes,
  language,
}: {
  readonly becomes: NonNullable<ProvisionView['becomes']>;
  readonly language: Language;
}) {
  const text = useProvisionText();
  const setupText = useSetupText();
  const { storeName, environment, posId, people, expires } = becomes;
  return (
    <dl className="provision-facts">
      <dt>{text('shop')}</dt>
      <dd>{storeName}</dd>
      <dt>{text('becomes')}</dt>
      <dd>{posId ?? text('numberMissing')}</dd>
      <dt>{text('where')}</dt>
      <dd>{setupText(`where.${environment}.title`)}</dd>
      <dt>{text('people')}</dt>
      <dd>{people === 0 ? text('peopleNone') : text('peopleCount', { count: people })}</dd>
      <dt>{text('expires')}</dt>
      <dd>{formatDateTime(expires, language)}</dd>
    </dl>
  );
}

function Lines({ lines }: { readonly lines: readonly FileProblem[] }) {
  const text = useProvisionText();
  return (
    <section aria-labelledby="provision-lines">
      <h2 id="provision-lines">{text('lines')}</h2>
      <ul className="provision-lines">
        {lines.map(({ path, found, expected, value }) => {
          const words = {
            path: path || text('whole'),
            expected: text(`expected.${expected}`, { value, ...RULE_SLOTS }),
          };
          return (
            <li key={`${path} ${expected}`}>
              {found === null ? text('lineMissing', words) : text('line', { ...words, found })}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
