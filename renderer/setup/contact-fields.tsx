import { useState } from 'react';
import { supportContactSchema } from '../../shared/settings.ts';
import type { SupportContact } from '../../shared/settings.ts';
import { Field } from '../ui/field.tsx';
import { useSetupText } from './use-setup-text.ts';

const LONGEST = {
  name: supportContactSchema.unwrap().shape.name.maxLength ?? undefined,
  reach: supportContactSchema.unwrap().shape.reach.maxLength ?? undefined,
} as const;

export interface ContactFieldsProps {
  readonly value: SupportContact;
  readonly onChange: (contact: SupportContact) => void;
}

/** Whom this shop asks for help; told to the till when the field is left. */
export function ContactFields({ value, onChange }: ContactFieldsProps) {
  const text = useSetupText();
  return (
    <>
      <h2 className="settings-heading">{text('contact.title')}</h2>
      {(['name', 'reach'] as const).map((part) => (
        <ContactField
          key={part}
          label={text(`contact.${part}`)}
          note={text(`contact.${part}Hint`)}
          testId={`contact-${part}`}
          longest={LONGEST[part]}
          value={value[part]}
          onLeave={(typed) => onChange({ ...value, [part]: typed })}
        />
      ))}
    </>
  );
}

interface ContactFieldProps {
  readonly label: string;
  readonly note: string;
  readonly testId: string;
  readonly longest: number | undefined;
  readonly value: string;
  readonly onLeave: (typed: string) => void;
}

function ContactField({ label, note, testId, longest, value, onLeave }: ContactFieldProps) {
  const [typed, setTyped] = useState(value);
  const leave = () => {
    if (typed.trim() !== value) onLeave(typed.trim());
  };
  return (
    <Field
      label={label}
      note={note}
      data-testid={testId}
      maxLength={longest}
      value={typed}
      onText={setTyped}
      onBlur={leave}
    />
  );
}
