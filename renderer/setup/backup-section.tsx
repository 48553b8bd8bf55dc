import { useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import { PASSPHRASE } from '../../shared/ipc/backup-calls.ts';
import { withApproval } from '../people/approval.ts';
import { denialOf } from '../state/bridge.ts';
import { useProgress } from '../state/store.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { SecretField } from '../ui/secret-field.tsx';
import { ProblemBanner } from './problem-banner.tsx';
import { useSetupText } from './use-setup-text.ts';

type State =
  | { readonly name: 'idle' | 'running' | 'restored' }
  | { readonly name: 'saved'; readonly file: string }
  | { readonly name: 'refused'; readonly problem: ErrorCode };

const IDLE: State = { name: 'idle' };

/** The whole till in one encrypted file, and back. */
export function BackupSection() {
  const text = useSetupText();
  return (
    <div className="setup-fields">
      <h2 className="settings-heading">{text('backup.makeTitle')}</h2>
      <MakeBackup />
      <h2 className="settings-heading">{text('backup.restoreTitle')}</h2>
      <RestoreBackup />
    </div>
  );
}

function MakeBackup() {
  const text = useSetupText();
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [shown, setShown] = useState(false);
  const [state, setState] = useState<State>(IDLE);
  const short = passphrase.length < PASSPHRASE.shortest;
  const differs = passphrase !== again;
  const make = () => {
    setShown(true);
    if (short || differs || state.name === 'running') return;
    setState({ name: 'running' });
    withApproval('backup.make', { passphrase }, text('backup.make')).then(
      (reply) => {
        if (!reply.accepted) return setState({ name: 'refused', problem: reply.error });
        setState(reply.file === null ? IDLE : { name: 'saved', file: reply.file });
        if (reply.file === null) return undefined;
        setPassphrase('');
        setAgain('');
        return setShown(false);
      },
      (reason: unknown) => setState({ name: 'refused', problem: denialOf(reason) }),
    );
  };
  return (
    <>
      <p className="setup-intro">{text('backup.makeIntro')}</p>
      <Passphrase
        field="backup-new"
        label={text('backup.passphrase')}
        value={passphrase}
        problem={shown && short && text('backup.tooShort', { count: PASSPHRASE.shortest })}
        onText={setPassphrase}
      />
      <Passphrase
        field="backup-again"
        label={text('backup.again')}
        value={again}
        problem={shown && !short && differs && text('backup.differs')}
        onText={setAgain}
      />
      <div className="settings-check">
        <Button blocked={state.name === 'running'} testId="backup-make" onPress={make}>
          {text('backup.make')}
        </Button>
        <Outcome state={state} task="backup" />
      </div>
    </>
  );
}

/** Refused where anything was ever sold; the till starts again with what was in the file. */
export function RestoreBackup() {
  const text = useSetupText();
  const [passphrase, setPassphrase] = useState('');
  const [state, setState] = useState<State>(IDLE);
  const busy = state.name === 'running' || state.name === 'restored';
  const restore = () => {
    if (passphrase === '' || busy) return;
    setState({ name: 'running' });
    withApproval('backup.restore', { passphrase }, text('backup.restore')).then(
      (reply) =>
        setState(
          reply.accepted
            ? { name: reply.madeAt === null ? 'idle' : 'restored' }
            : { name: 'refused', problem: reply.error },
        ),
      (reason: unknown) => setState({ name: 'refused', problem: denialOf(reason) }),
    );
  };
  return (
    <>
      <p className="setup-intro">{text('backup.restoreIntro')}</p>
      <Passphrase
        field="backup-old"
        label={text('backup.ofFile')}
        value={passphrase}
        problem={false}
        onText={setPassphrase}
      />
      <div className="settings-check">
        <Button blocked={passphrase === '' || busy} testId="backup-restore" onPress={restore}>
          {text('backup.restore')}
        </Button>
        <Outcome state={state} task="restore" />
      </div>
    </>
  );
}

/** The same from the first run, where there are no settings yet. */
export function RestoreDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useSetupText();
  return (
    <Dialog
      title={text('backup.restoreTitle')}
      onClose={onClose}
      actions={{ back: <Button onPress={onClose}>{text('back')}</Button> }}
    >
      <RestoreBackup />
    </Dialog>
  );
}

interface PassphraseProps {
  readonly field: string;
  readonly label: string;
  readonly value: string;
  readonly problem: string | false;
  readonly onText: (value: string) => void;
}

function Passphrase({ field, label, value, problem, onText }: PassphraseProps) {
  const text = useSetupText();
  return (
    <SecretField
      field={field}
      label={label}
      value={value}
      show={text('keys.show', { name: label })}
      hide={text('keys.hide', { name: label })}
      problem={problem === false ? undefined : problem}
      onText={onText}
      onPasted={(pasted, start, end) => onText(value.slice(0, start) + pasted + value.slice(end))}
    />
  );
}

function Outcome({ state, task }: { readonly state: State; readonly task: 'backup' | 'restore' }) {
  const text = useSetupText();
  const progress = useProgress(task);
  switch (state.name) {
    case 'idle':
      return <div aria-live="polite" />;
    case 'running':
      return (
        <progress
          aria-label={text(task === 'backup' ? 'backup.making' : 'backup.restoring')}
          max={progress?.total}
          value={progress?.done}
        />
      );
    case 'refused':
      return <ProblemBanner problem={state.problem} />;
    case 'saved':
      return (
        <Banner tone="good" title={text('backup.saved', { file: state.file })} live>
          {text('backup.savedNote')}
        </Banner>
      );
    case 'restored':
      return (
        <Banner tone="good" title={text('backup.restored')} live>
          {text('backup.restoredNote')}
        </Banner>
      );
  }
}
