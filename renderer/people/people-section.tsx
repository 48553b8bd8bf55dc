import { UserRound, UserRoundCog, UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { COUNTRIES } from '../../shared/country.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Till } from '../../shared/ipc/contract.ts';
import { money, parseAmount } from '../../shared/money.ts';
import type { PeopleSettings, Person } from '../../shared/people.ts';
import { formatAmount } from '../i18n/format.ts';
import { useErrorText } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote } from '../ui/error-banner.tsx';
import { Field } from '../ui/field.tsx';
import { Switch } from '../ui/switch.tsx';
import { configure } from './calls.ts';
import PersonDialog from './person-dialog.tsx';
import { usePeopleText } from './use-people-text.ts';
import './people.css';

/** People and PINs in the settings. All of it applies at once. */
export function PeopleSection({ till }: { readonly till: Till }) {
  const text = usePeopleText();
  const { settings, list } = till.people;
  const [asking, setAsking] = useState(false);
  const [editing, setEditing] = useState<Person | 'new' | null>(null);
  const [refused, setRefused] = useState<ErrorCode | null>(null);
  const hasManager = list.some(({ role, active, hasPin }) => active && hasPin && role === 'manager');
  const save = async (next: PeopleSettings) => setRefused(await configure(next));
  return (
    <div className="people-section">
      <p className="setup-intro">{text(settings.pinsOn ? 'section.on' : 'section.off')}</p>
      <Switch
        on={settings.pinsOn}
        note={text(hasManager ? 'section.pinsHint' : 'section.firstManager')}
        onChange={() => (hasManager || settings.pinsOn ? setAsking(true) : setRefused('people.noManager'))}
      >
        {text('section.pins')}
      </Switch>
      <div role="alert">{refused && <ErrorNote problem={refused} />}</div>
      <h2>{text('section.people')}</h2>
      {list.length === 0 ? (
        <p>{text('section.none')}</p>
      ) : (
        <ul className="people-list">
          {list
            .toSorted((a, b) => Number(b.active) - Number(a.active))
            .map((person) => (
              <li key={person.id} data-left={person.active ? undefined : ''}>
                {person.role === 'manager' ? (
                  <UserRoundCog size={24} aria-hidden />
                ) : (
                  <UserRound size={24} aria-hidden />
                )}
                <span className="person-words">
                  <strong>{person.name}</strong>
                  <small>
                    {person.active ? text(`roles.${person.role}`) : text('section.left')}
                    {!person.hasPin && ` · ${text('section.noPin')}`}
                  </small>
                </span>
                <Button name={text('section.change', { name: person.name })} onPress={() => setEditing(person)}>
                  {text('section.changeWord')}
                </Button>
              </li>
            ))}
        </ul>
      )}
      <div>
        <Button icon={UserRoundPlus} onPress={() => setEditing('new')}>
          {text('section.add')}
        </Button>
      </div>
      {settings.pinsOn && <Rules key={JSON.stringify(settings)} till={till} onSave={(next) => void save(next)} />}
      {editing !== null && (
        <PersonDialog
          person={editing === 'new' ? null : editing}
          firstRole={hasManager ? 'cashier' : 'manager'}
          onClose={() => setEditing(null)}
        />
      )}
      {asking && (
        <PinsDialog
          on={settings.pinsOn}
          onClose={() => setAsking(false)}
          onYes={() => {
            setAsking(false);
            void save({ ...settings, pinsOn: !settings.pinsOn });
          }}
        />
      )}
    </div>
  );
}

const MINUTES = [1, 2, 5, 10, 15, 30, 60, 120];

/** When the till locks itself, and which refunds need a manager. */
function Rules({ till, onSave }: { readonly till: Till; readonly onSave: (settings: PeopleSettings) => void }) {
  const text = usePeopleText();
  const errorText = useErrorText();
  const { settings } = till.people;
  const { currency } = COUNTRIES[till.store?.country ?? 'NO'];
  const [minutes, setMinutes] = useState(settings.lockAfterMinutes);
  const [limit, setLimit] = useState(formatAmount(money(currency, settings.refundLimit)));
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const save = () => {
    const parsed = parseAmount(limit);
    setProblem(parsed.ok ? null : parsed.problem);
    if (parsed.ok) onSave({ ...settings, lockAfterMinutes: minutes, refundLimit: parsed.value });
  };
  const choices = MINUTES.includes(minutes) ? MINUTES : [...MINUTES, minutes].toSorted((a, b) => a - b);
  return (
    <div className="people-rules">
      <div className="field">
        <label className="field-label" htmlFor="lock-after">
          {text('section.lockAfter')}
        </label>
        <select
          id="lock-after"
          className="select"
          value={minutes}
          onChange={(event) => setMinutes(Number(event.currentTarget.value))}
        >
          {choices.map((count) => (
            <option key={count} value={count}>
              {text('section.minutes', { count })}
            </option>
          ))}
        </select>
      </div>
      <Field
        label={text('section.refundLimit')}
        inputMode="decimal"
        value={limit}
        note={text('section.refundLimitHint')}
        problem={problem && errorText(problem).title}
        onText={setLimit}
      />
      <Button onPress={save}>{text('section.save')}</Button>
    </div>
  );
}

function PinsDialog({
  on,
  onYes,
  onClose,
}: {
  readonly on: boolean;
  readonly onYes: () => void;
  readonly onClose: () => void;
}) {
  const text = usePeopleText();
  return (
    <Dialog
      title={text(on ? 'section.turnOffTitle' : 'section.turnOnTitle')}
      onClose={onClose}
      actions={{
        back: (
          <Button autoFocus onPress={onClose}>
            {text('section.stay')}
          </Button>
        ),
        act: (
          <Button kind={on ? 'danger' : 'filled'} onPress={onYes}>
            {text(on ? 'section.turnOff' : 'section.turnOn')}
          </Button>
        ),
      }}
    >
      {text(on ? 'section.turnOffText' : 'section.turnOnText')}
    </Dialog>
  );
}
