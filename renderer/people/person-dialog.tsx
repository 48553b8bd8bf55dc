import { useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import { roleSchema } from '../../shared/people.ts';
import type { Person, Role } from '../../shared/people.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote } from '../ui/error-banner.tsx';
import { Field } from '../ui/field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Switch } from '../ui/switch.tsx';
import { addPerson, changePerson } from './calls.ts';
import { NO_PIN, PinFields, pinProblem } from './pin-fields.tsx';
import type { PinProblem } from './pin-fields.tsx';
import { usePeopleText } from './use-people-text.ts';
import './people.css';

/** Adds a person (null), or changes one. */
export default function PersonDialog({
  person,
  firstRole,
  onClose,
}: {
  readonly person: Person | null;
  readonly firstRole: Role;
  readonly onClose: () => void;
}) {
  const text = usePeopleText();
  const [name, setName] = useState(person?.name ?? '');
  const [role, setRole] = useState<Role>(person?.role ?? firstRole);
  const [active, setActive] = useState(person?.active ?? true);
  const [pin, setPin] = useState(NO_PIN);
  const [problems, setProblems] = useState<{ readonly name: boolean; readonly pin: PinProblem | null }>({
    name: false,
    pin: null,
  });
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ErrorCode | null>(null);
  const keepsPin = person !== null && pin.pin === '' && pin.again === '';
  const save = async () => {
    const found = { name: name.trim() === '', pin: keepsPin ? null : pinProblem(pin) };
    setProblems(found);
    if (busy || found.name || found.pin) return;
    setBusy(true);
    const words = name.trim();
    const answer = await (person
      ? changePerson({ personId: person.id, name: words, role, active, pin: keepsPin ? null : pin.pin })
      : addPerson({ name: words, role, pin: pin.pin }));
    setBusy(false);
    setRefused(answer);
    if (answer === null) onClose();
  };
  return (
    <Dialog
      title={person ? text('person.changeTitle', { name: person.name }) : text('person.addTitle')}
      onClose={onClose}
      actions={{
        back: <Button onPress={onClose}>{text('person.back')}</Button>,
        act: (
          <Button kind="filled" blocked={busy} onPress={() => void save()}>
            {text(busy ? 'person.busy' : person ? 'person.save' : 'person.add')}
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
          void save();
        }}
      >
        <Field
          label={text('person.name')}
          value={name}
          maxLength={40}
          autoFocus={person === null}
          problem={problems.name && text('problems.name')}
          onText={setName}
        />
        <Segmented
          label={text('person.role')}
          showLabel
          value={role}
          options={roleSchema.options.map((value) => ({ value, label: text(`roles.${value}`) }))}
          onChange={setRole}
        />
        <p className="field-note">{text('person.roleHint')}</p>
        <PinFields
          draft={pin}
          label={text(person ? 'person.newPin' : 'person.pin')}
          note={person ? text('person.keepPin') : undefined}
          problem={problems.pin}
          onChange={setPin}
        />
        {person && (
          <Switch on={active} note={text('person.activeHint')} onChange={setActive}>
            {text('person.active')}
          </Switch>
        )}
        <div role="alert">{refused && <ErrorNote problem={refused} />}</div>
        {/* Enter in a field saves. */}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Dialog>
  );
}
