import { useEffect, useState } from 'react';
import { credentialsSchema } from '../../shared/settings.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { PeopleView } from '../../shared/ipc/people-calls.ts';
import { bridge } from '../state/bridge.ts';
import { useMainNow } from '../state/clock.ts';
import { formatCountdown } from '../i18n/format.ts';
import { NO_KEYS } from '../setup/draft.ts';
import { KeysFields } from '../setup/keys-fields.tsx';
import '../setup/setup.css';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { ErrorNote } from '../ui/error-banner.tsx';
import { Problem } from '../ui/problem.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { recover } from './calls.ts';
import { NO_PIN, PinFields, pinProblem } from './pin-fields.tsx';
import type { PinProblem } from './pin-fields.tsx';
import { usePeopleText } from './use-people-text.ts';

type KeysOf = 'test' | 'production' | null;

/** Whose keys are wanted; undefined until main has said so. */
function useKeysNeeded(): KeysOf | undefined {
  const [keysOf, setKeysOf] = useState<KeysOf>();
  useEffect(() => {
    // Denied: keys are asked for; main decides in the end.
    bridge.call['people.recoveryNeeds'](undefined).then(
      (needs) => setKeysOf(needs.keysOf),
      () => setKeysOf('production'),
    );
  }, []);
  return keysOf;
}

interface RecoveryProblems {
  readonly name?: boolean;
  readonly pin?: PinProblem | null;
  readonly keys?: boolean;
}

/** The way back in when a manager's PIN is forgotten: the API keys, and a new PIN. */
export function RecoveryForm({
  people,
  onBack,
}: {
  readonly people: PeopleView;
  readonly onBack: (() => void) | null;
}) {
  const text = usePeopleText();
  const keysOf = useKeysNeeded();
  const managers = people.list.filter(({ role, active }) => active && role === 'manager');
  const [managerId, setManagerId] = useState(managers[0]?.id ?? null);
  const [name, setName] = useState('');
  const [keys, setKeys] = useState(NO_KEYS);
  const [pin, setPin] = useState(NO_PIN);
  const [problems, setProblems] = useState<RecoveryProblems>({});
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ErrorCode | null>(null);
  const leftMs = useWait(people.recoveryWaitUntil);
  const submit = async () => {
    if (busy || leftMs > 0 || keysOf === undefined) return;
    const credentials = keysOf === null ? null : credentialsSchema.safeParse(keys);
    const found: RecoveryProblems = {
      name: managerId === null && name.trim() === '',
      pin: pinProblem(pin),
      keys: credentials?.success === false,
    };
    setProblems(found);
    if (found.name || found.pin || found.keys) return;
    setBusy(true);
    setRefused(
      await recover({
        credentials: credentials?.data ?? null,
        who: managerId === null ? { name: name.trim() } : { personId: managerId },
        pin: pin.pin,
      }),
    );
    setBusy(false);
  };
  return (
    <form className="recovery" autoComplete="off" noValidate onSubmit={(event) => event.preventDefault()}>
      <p>
        {text(
          keysOf === undefined
            ? 'recover.busy'
            : keysOf === null
              ? 'recover.confirm'
              : keysOf === 'test'
                ? 'recover.keysTest'
                : 'recover.keysProduction',
        )}
      </p>
      {managerId === null ? (
        <Field
          label={text('recover.newName')}
          value={name}
          maxLength={40}
          problem={problems.name && text('problems.name')}
          onText={setName}
        />
      ) : managers.length === 1 ? (
        <p>
          <strong>{managers[0]?.name}</strong>
        </p>
      ) : (
        <Segmented
          label={text('recover.manager')}
          showLabel
          value={managerId}
          options={managers.map(({ id, name: label }) => ({ value: id, label }))}
          onChange={setManagerId}
        />
      )}
      {keysOf !== null && keysOf !== undefined && (
        <div className="recovery-keys">
          <KeysFields keys={keys} problems={{}} onKeys={setKeys} />
        </div>
      )}
      {problems.keys && <Problem>{text('problems.keys')}</Problem>}
      <PinFields draft={pin} label={text('recover.newPin')} problem={problems.pin ?? null} onChange={setPin} />
      <div role="alert">
        <Refusal refused={refused} leftMs={leftMs} />
      </div>
      <div className="recovery-actions">
        {onBack && <Button onPress={onBack}>{text('recover.back')}</Button>}
        <Button
          kind="filled"
          primary
          type="submit"
          blocked={busy || leftMs > 0 || keysOf === undefined}
          onPress={() => void submit()}
        >
          {leftMs > 0
            ? text('waiting', { time: formatCountdown(leftMs) })
            : text(busy ? 'recover.busy' : 'recover.done')}
        </Button>
      </div>
    </form>
  );
}

function Refusal({ refused, leftMs }: { readonly refused: ErrorCode | null; readonly leftMs: number }) {
  const text = usePeopleText();
  if (leftMs > 0) return <Problem>{text('wait')}</Problem>;
  if (refused === null || refused === 'people.wait') return null;
  // The wallet was only asked.
  return <ErrorNote problem={refused} known="notDone" />;
}

/** What is left of a wait, in ms. */
function useWait(until: number | null): number {
  const now = useMainNow(250);
  return until === null ? 0 : Math.max(0, until - now);
}
