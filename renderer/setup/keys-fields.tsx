import { useState } from 'react';
import type { Keychain } from '../../shared/settings.ts';
import { Banner } from '../ui/banner.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Field } from '../ui/field.tsx';
import { SecretField } from '../ui/secret-field.tsx';
import { KEY_NAMES, cleanSerialNumber, keyKeeping, keyProblem, pasteInto } from './draft.ts';
import type { FieldProblem, KeyName, KeysDraft, Problems, ShopDraft } from './draft.ts';
import { useSetupText } from './use-setup-text.ts';

export interface KeysFieldsProps {
  readonly keys: KeysDraft;
  readonly problems: Problems;
  readonly onKeys: (keys: KeysDraft) => void;
}

/** Problems that are told at once, because no further typing will mend them. */
const TOLD_AT_ONCE: readonly (FieldProblem | null)[] = ['keyBroken', 'keyForeign', 'keyTooLong'];

/** The three secrets of the sales unit. */
export function KeysFields({ keys, problems, onKeys }: KeysFieldsProps) {
  const text = useSetupText();
  const [trimmed, setTrimmed] = useState<KeyName | null>(null);
  const set = (name: KeyName, value: string) => onKeys({ ...keys, [name]: value });
  return KEY_NAMES.map((name) => {
    const now = keyProblem(keys[name]);
    const problem = problems[name] ?? (TOLD_AT_ONCE.includes(now) ? now : null);
    const label = text(`keys.${name}`);
    return (
      <SecretField
        key={name}
        field={name}
        label={label}
        value={keys[name]}
        show={text('keys.show', { name: label })}
        hide={text('keys.hide', { name: label })}
        note={trimmed === name && text('keys.trimmed')}
        problem={problem && text(`problems.${problem}`)}
        onText={(value) => {
          setTrimmed(null);
          set(name, value);
        }}
        onPasted={(pasted, start, end) => {
          const result = pasteInto(keys[name], start, end, pasted);
          setTrimmed(result.trimmed ? name : null);
          set(name, result.value);
        }}
      />
    );
  });
}

export interface SerialNumberFieldProps {
  readonly value: string;
  readonly problem: FieldProblem | undefined;
  readonly onChange: (value: string) => void;
}

export function SerialNumberField({ value, problem, onChange }: SerialNumberFieldProps) {
  const text = useSetupText();
  return (
    <Field
      label={text('keys.merchantSerialNumber')}
      data-field="merchantSerialNumber"
      data-first=""
      inputMode="numeric"
      value={value}
      onText={(typed) => onChange(cleanSerialNumber(typed))}
      note={text('keys.merchantSerialNumberHint')}
      problem={problem && text(`problems.${problem}`)}
    />
  );
}

export interface KeychainNoticeProps {
  readonly environment: ShopDraft['environment'];
  readonly keychain: Keychain;
  readonly thisRunOnly: boolean;
  readonly problems: Problems;
  readonly onThisRunOnly: (thisRunOnly: boolean) => void;
}

/** Shown only where the computer cannot protect the keys: what that means, what to install, and the way round it. */
export function KeychainNotice({ environment, keychain, thisRunOnly, problems, onThisRunOnly }: KeychainNoticeProps) {
  const text = useSetupText();
  const keeping = keyKeeping(environment, keychain);
  if (keeping === 'protected') return null;
  const meaning =
    keeping === 'choice' ? 'keychain.test' : environment === 'production' ? 'keychain.production' : 'keychain.nothing';
  return (
    <div className="keychain-notice">
      <Banner tone="warn" title={`${text('keychain.title')}.`}>
        {text(meaning)} {text(keychain === 'unavailable' ? 'keychain.installUnavailable' : 'keychain.install')}
      </Banner>
      <Checkbox
        field="keepKeys"
        checked={thisRunOnly}
        onChange={onThisRunOnly}
        note={text('keychain.thisRunOnlyHint')}
        problem={problems.keepKeys && text(`problems.${problems.keepKeys}`)}
      >
        {text('keychain.thisRunOnly')}
      </Checkbox>
    </div>
  );
}
