import { CircleCheck, CircleMinus, OctagonX, Stethoscope, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { CHECKS, inOrder, isGreen, standingOf, worstOf } from '../../shared/doctor.ts';
import type { CheckResult, Examination, Standing } from '../../shared/doctor.ts';
import { checkWords, standingWord } from '../../shared/doctor-words.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Till } from '../../shared/ipc/contract.ts';
import { formatDateTime, formatWhen } from '../i18n/format.ts';
import { withApproval } from '../people/approval.ts';
import { useBrand } from '../state/brand.ts';
import { denialOf } from '../state/bridge.ts';
import { mainNow } from '../state/clock.ts';
import { useWindow } from '../state/store.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Refusal } from './refusal.tsx';
import { SignDialog } from './sign-dialog.tsx';
import { useCareText, useDoctorText } from './use-texts.ts';
import './care.css';

const ICONS = { fine: CircleCheck, notApplicable: CircleMinus, attention: TriangleAlert, broken: OctagonX } as const;

/** What the doctor found, as it comes, and what to do about it. */
export default function DoctorSection({ till }: { readonly till: Till }) {
  const text = useCareText();
  const examination = useWindow(({ view }) => view?.examination ?? null);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const [signing, setSigning] = useState(false);
  const [signed, setSigned] = useState(false);
  const running = examination?.running ?? false;
  const check = () => {
    setProblem(null);
    setSigned(false);
    withApproval('doctor.examine', undefined).then(
      (reply) => setProblem(reply.accepted ? null : reply.error),
      (reason: unknown) => setProblem(denialOf(reason)),
    );
  };
  const mayGoOn = till.unexamined && examination && !running && !isGreen(examination.results);
  return (
    <div className="setup-fields">
      <p className="setup-intro">{text('doctor.intro')}</p>
      {till.unexamined && <Banner tone="info">{text('doctor.needed')}</Banner>}
      <div className="care-actions">
        <Button kind="filled" icon={Stethoscope} blocked={running} onPress={() => !running && check()}>
          {text(running ? 'doctor.checking' : examination ? 'doctor.again' : 'doctor.check')}
        </Button>
        {mayGoOn && <Button onPress={() => setSigning(true)}>{text('doctor.sign')}</Button>}
      </div>
      {problem && <Refusal problem={problem} />}
      {signed && <Banner tone="good" title={text('doctor.signed')} live />}
      {examination && <Summary examination={examination} till={till} />}
      {examination && <Results results={examination.results} till={till} />}
      {signing && (
        <SignDialog
          onClose={(done) => {
            setSigning(false);
            setSigned(done);
          }}
        />
      )}
    </div>
  );
}

const TONES = { fine: 'good', notApplicable: 'good', attention: 'warn', broken: 'stop' } as const;

function Summary({ examination, till }: { readonly examination: Examination; readonly till: Till }) {
  const text = useCareText();
  const { running, results, at } = examination;
  const total = CHECKS.length;
  if (running)
    return (
      <div className="care-progress" role="status">
        <progress aria-label={text('doctor.checking')} max={total} value={results.length} />
        <span>{text('doctor.progress', { done: results.length, total })}</span>
      </div>
    );
  const worst = worstOf(results);
  const when = text('doctor.when', { when: formatWhen(at, mainNow(), till.preferences.language) });
  const [title, note] =
    worst === 'broken'
      ? [text('doctor.broken'), text('doctor.brokenNote')]
      : worst === 'attention'
        ? [text('doctor.attention'), '']
        : [text('doctor.fine'), text('doctor.fineNote')];
  return (
    <Banner tone={TONES[worst]} title={`${title}${/[.!]$/.test(title) ? '' : '.'}`} live>
      {note} <span className="care-when">{when}.</span>
    </Banner>
  );
}

/** What needs somebody first. */
const RANK: Readonly<Record<Standing, number>> = { broken: 0, attention: 1, fine: 2, notApplicable: 3 };

function Results({ results, till }: { readonly results: readonly CheckResult[]; readonly till: Till }) {
  const text = useCareText();
  const ranked = inOrder(results).toSorted((a, b) => RANK[standingOf(a.finding)] - RANK[standingOf(b.finding)]);
  return (
    <ul className="care-checks" aria-label={text('doctor.list')}>
      {ranked.map((result) => (
        <Result key={result.check} result={result} till={till} />
      ))}
    </ul>
  );
}

function Result({ result, till }: { readonly result: CheckResult; readonly till: Till }) {
  const text = useCareText();
  const doctor = useDoctorText();
  const wallet = useBrand(till.store?.country ?? 'NO').name;
  const standing = standingOf(result.finding);
  const { language } = till.preferences;
  const { name, means, todo } = checkWords(doctor, result, wallet, (at) => formatDateTime(at, language));
  const Icon = ICONS[standing];
  return (
    <li data-check={result.check} data-standing={standing}>
      <Icon size={24} aria-hidden />
      <div>
        <p className="care-check-name">
          <strong>{name}</strong> <span className="care-standing">{standingWord(doctor, standing)}</span>
        </p>
        <p>{means}</p>
        {todo !== null && <p className="care-todo">{todo}</p>}
        {result.detail !== null && <p className="field-note">{text('doctor.detail', { detail: result.detail })}</p>}
      </div>
    </li>
  );
}
