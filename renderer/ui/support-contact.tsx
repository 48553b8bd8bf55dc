import { createContext, useContext } from 'react';
import { useText } from '../i18n/index.ts';

/** Whom the shop asks for help, as a manager has written it; null: nobody has. */
export const WhomToAsk = createContext<string | null>(null);

/** Whom to ask, beside everything that needs somebody. */
export function SupportContact() {
  const text = useText();
  const who = useContext(WhomToAsk);
  return (
    who !== null && (
      <span className="support-contact" data-testid="support-contact">
        {text('contact', { who })}
      </span>
    )
  );
}
