import type { RoomText } from '../i18n/rooms.ts';

/** Every key of the till: each means the same wherever it works. */
const KEYS = ['Enter', 'Esc', 'F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9', 'F10', 'F11', 'F12'] as const;

interface Props {
  readonly text: RoomText<'keys'>;
  /** Somebody is signed in: there are people to change and a till to lock. */
  readonly people: boolean;
  /** The practice phone can hold out its code. */
  readonly practice: boolean;
}

export function Keys({ text, people, practice }: Props) {
  return (
    <section className="help-keys" aria-labelledby="help-keys">
      <h4 id="help-keys">{text('all')}</h4>
      <dl className="keys">
        {KEYS.filter((key) => people || (key !== 'F8' && key !== 'F9'))
          .filter((key) => practice || key !== 'F11')
          .map((key) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{text(`keys.${key}`)}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
