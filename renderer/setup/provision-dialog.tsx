import { useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import { groupedCode } from '../../shared/provision/code.ts';
import { isTillRule } from '../../shared/provision/till-id.ts';
import type { Environment } from '../../shared/settings.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote } from '../ui/error-banner.tsx';
import { Field } from '../ui/field.tsx';
import { Switch } from '../ui/switch.tsx';
import { makeProvision } from './calls.ts';
import { KEY_NAMES, NO_KEYS, firstProblem, keyProblem, toCredentials } from './draft.ts';
import type { Problems } from './draft.ts';
import { KeysFields } from './keys-fields.tsx';
import { RULE_SLOTS, useProvisionText } from './provision-text.ts';

const DEFAULT_RULE = 'till{n}';
const DEFAULT_DAYS = '14';

interface ProvisionDialogProps {
  readonly environment: Environment;
  readonly onClose: () => void;
}

/** Makes a file that sets up other tills like this one, and shows its code this once. */
export default function ProvisionDialog({ environment, onClose }: ProvisionDialogProps) {
  const text = useProvisionText();
  const [made, setMade] = useState<{ readonly file: string; readonly code: string } | null>(null);
  if (made)
    return (
      <Dialog
        title={text('make.doneTitle')}
        onClose={onClose}
        actions={{
          back: (
            <Button kind="filled" onPress={onClose}>
              {text('make.close')}
            </Button>
          ),
        }}
      >
        <p>{text('make.done', { file: made.file })}</p>
        <p className="field-label">{text('make.code')}</p>
        <p className="provision-code" data-testid="made-code">
          {groupedCode(made.code)}
        </p>
      </Dialog>
    );
  return <MakeForm environment={environment} onClose={onClose} onMade={setMade} />;
}

function MakeForm({
  environment,
  onClose,
  onMade,
}: ProvisionDialogProps & { readonly onMade: (made: { readonly file: string; readonly code: string }) => void }) {
  const text = useProvisionText();
  const [rule, setRule] = useState(DEFAULT_RULE);
  const [days, setDays] = useState(DEFAULT_DAYS);
  const [withPeople, setWithPeople] = useState(true);
  const [keys, setKeys] = useState(NO_KEYS);
  const [problems, setProblems] = useState<Problems & { readonly rule?: boolean; readonly days?: boolean }>({});
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ErrorCode | null>(null);
  const withKeys = environment !== 'practice';
  const make = async () => {
    if (busy) return;
    const count = /^\d{1,2}$/.test(days.trim()) ? Number(days) : 0;
    const wrong = withKeys
      ? Object.fromEntries(
          KEY_NAMES.flatMap((name) => (keyProblem(keys[name]) ? [[name, keyProblem(keys[name])]] : [])),
        )
      : {};
    const found = { ...wrong, rule: !isTillRule(rule), days: count < 1 || count > 90 };
    setProblems(found);
    if (found.rule || found.days || firstProblem(wrong) !== null) return;
    setBusy(true);
    const credentials = withKeys ? toCredentials(keys) : null;
    const answer = await makeProvision({ tillRule: rule, days: count, withPeople, credentials });
    setBusy(false);
    setRefused(answer.ok ? null : answer.error);
    if (answer.ok && answer.value) onMade(answer.value);
  };
  return (
    <Dialog
      title={text('make.title')}
      onClose={onClose}
      actions={{
        back: <Button onPress={onClose}>{text('make.back')}</Button>,
        act: (
          <Button kind="filled" blocked={busy} onPress={() => void make()}>
            {text(busy ? 'make.making' : 'make.make')}
          </Button>
        ),
      }}
    >
      <form
        className="person-form"
        autoComplete="off"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <p>{text('make.intro')}</p>
        <Field
          label={text('make.rule')}
          autoFocus
          maxLength={60}
          value={rule}
          note={text('make.ruleHint', RULE_SLOTS)}
          problem={problems.rule && text('make.ruleProblem', RULE_SLOTS)}
          onText={setRule}
        />
        <Field
          label={text('make.days')}
          inputMode="numeric"
          maxLength={2}
          value={days}
          problem={problems.days && text('make.daysProblem')}
          onText={setDays}
        />
        <Switch on={withPeople} note={text('make.withPeopleHint')} onChange={setWithPeople}>
          {text('make.withPeople')}
        </Switch>
        {withKeys && <p>{text('make.keysIntro')}</p>}
        {withKeys && <KeysFields keys={keys} problems={problems} onKeys={setKeys} />}
        <div role="alert">{refused && <ErrorNote problem={refused} />}</div>
        {/* Enter in a field makes it. */}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Dialog>
  );
}
