import { UserRound, UserRoundCog } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import type { PeopleView } from '../../shared/ipc/people-calls.ts';
import { ErrorNote } from '../ui/error-banner.tsx';
import { PinPad } from './pin-pad.tsx';
import type { PinPadHandle } from './pin-pad.tsx';
import { usePeopleText } from './use-people-text.ts';
import './people.css';

export type ListedPerson = PeopleView['list'][number];

export interface SignInFormProps {
  readonly label: string;
  /** What it is about, above the names. */
  readonly children?: ReactNode;
  readonly people: readonly ListedPerson[];
  /** Who is offered first. */
  readonly firstId: string | null;
  /** Words of the button. */
  readonly done: string;
  /** Why not, or null. */
  readonly onPin: (input: { personId: string; pin: string }) => Promise<ErrorCode | null>;
}

/** Somebody chooses their name and types their PIN: to sign in, to take over, or to approve something. */
export function SignInForm({ label, children, people, firstId, done, onPin }: SignInFormProps) {
  const text = usePeopleText();
  const group = useId();
  const pad = useRef<PinPadHandle>(null);
  const only = people.length === 1 ? people[0]?.id : undefined;
  const [chosen, setChosen] = useState<string | null>(only ?? people.find(({ id }) => id === firstId)?.id ?? null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const person = people.find(({ id }) => id === chosen) ?? null;
  const choose = (id: string) => {
    setChosen(id);
    setProblem(null);
  };
  const submit = async (pin: string) => {
    if (!person || busy) return;
    setBusy(true);
    setProblem(null);
    const refused = await onPin({ personId: person.id, pin });
    setBusy(false);
    setProblem(refused);
    if (refused !== null) pad.current?.focus();
  };
  // The keyboard chooses a name with the arrows and types the PIN where it is, without a way to go.
  const onKeyDown = (event: KeyboardEvent) => {
    if (
      event.ctrlKey ||
      event.altKey ||
      event.metaKey ||
      (event.target instanceof HTMLInputElement && event.target.type === 'password')
    )
      return;
    if (!/^[0-9]$/.test(event.key) && event.key !== 'Backspace') return;
    event.preventDefault();
    pad.current?.focus();
    pad.current?.feed(event.key);
  };
  // Of a wait the keys themselves tell.
  const told = problem === 'people.wait' ? null : problem;
  return (
    <div className="sign-in" onKeyDown={onKeyDown}>
      <div className="sign-in-left">
        {children}
        <div className="names" role="radiogroup" aria-label={label}>
          {people.map(({ id, name, role }) => (
            <label key={id} className="name-tile">
              {/* A touch goes on to the PIN; with the arrow keys one can still go through the names. */}
              <input
                type="radio"
                name={group}
                checked={id === chosen}
                onChange={() => choose(id)}
                onClick={({ detail }) => detail > 0 && pad.current?.focus()}
              />
              <span className="name-face">
                {role === 'manager' ? <UserRoundCog size={26} aria-hidden /> : <UserRound size={26} aria-hidden />}
                <strong>{name}</strong>
                <small>{text(`roles.${role}`)}</small>
              </span>
            </label>
          ))}
        </div>
      </div>
      <PinPad
        ref={pad}
        who={person?.id ?? null}
        done={done}
        busy={busy}
        waitUntil={person?.waitUntil ?? null}
        problem={
          told ? (
            <ErrorNote problem={told} sentence="" />
          ) : person === null ? (
            <p className="field-note">{text('choose')}</p>
          ) : null
        }
        onPin={(pin) => void submit(pin)}
      />
    </div>
  );
}
