import { Mark, Wordmark } from '../../renderer/ui/mark.tsx';

/** Names of the tokens, as tokens.css has them. */
const GROUNDS = ['page', 'card', 'raised', 'pressed', 'line', 'line-strong', 'rule', 'ink', 'ink-2', 'focus', 'chart'];
const BRAND = ['accent', 'on-accent', 'accent-ink', 'go', 'on-go', 'practice', 'test', 'paper', 'paper-ink'];
const STATES = ['waiting', 'approved', 'paid', 'amber', 'unclear', 'grey', 'stop'];
const SPACES = ['2', '4', '6', '8', '10', '12', '14', '16', '20', '24', '28', '32', '40', '48', '64'];
const SIZES = ['14', '16', '20', '28', '40', '64', '80', '96'];

export function Colours() {
  const names = [
    ...GROUNDS,
    ...BRAND,
    ...STATES.flatMap((state) => [`${state}-ink`, `${state}-soft`, `${state}-strong`]),
  ];
  return (
    <section>
      <h2>Colours</h2>
      <ul className="gallery-grid">
        {names.map((name) => (
          <li key={name} className="gallery-colour">
            <i style={{ background: `var(--${name})` }} />
            {name}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Identity() {
  return (
    <section>
      <h2>Identity</h2>
      <div className="gallery-row">
        <Wordmark />
        {[16, 24, 28, 32, 40, 64, 128].map((size) => (
          <Mark key={size} size={size} />
        ))}
      </div>
    </section>
  );
}

export function Types() {
  return (
    <section>
      <h2>Type</h2>
      {SIZES.map((size) => (
        <p key={size} style={{ fontSize: `var(--text-${size})`, lineHeight: 1.2 }}>
          249,00 kr · {size}
        </p>
      ))}
    </section>
  );
}

export function Spaces() {
  return (
    <section>
      <h2>Space</h2>
      <div className="gallery-row">
        {SPACES.map((size) => (
          <p key={size}>
            <i className="gallery-space" style={{ width: `var(--space-${size})`, height: `var(--space-${size})` }} />
            {size}
          </p>
        ))}
      </div>
    </section>
  );
}
