import { useEffect, useRef, useState } from 'react';
import type { Preferences } from '../../shared/settings.ts';
import { useText } from '../i18n/index.ts';
import './gives-way.css';

export interface GivesWayProps {
  /** In seconds; 0: never by itself. */
  readonly after: Preferences['paidStays'];
  readonly onLeave: () => void;
}

/**
 * A sale that is done makes room for the next one by itself. A touch, a key or a focus that somebody moves says that
 * the sale is still wanted: then it stays. A sheet over it is such a touch.
 */
export function GivesWay({ after, onLeave }: GivesWayProps) {
  const text = useText();
  const [stays, setStays] = useState(false);
  const leave = useRef(onLeave);
  leave.current = onLeave;
  useEffect(() => {
    if (after === 0 || stays) return undefined;
    const stay = () => setStays(true);
    const uses = ['pointerdown', 'keydown'] as const;
    for (const use of uses) window.addEventListener(use, stay, true);
    const timer = setTimeout(() => leave.current(), after * 1000);
    return () => {
      for (const use of uses) window.removeEventListener(use, stay, true);
      clearTimeout(timer);
    };
  }, [after, stays]);
  if (after === 0 || stays) return null;
  return (
    <div className="gives-way" data-testid="gives-way">
      <span>{text('state.givesWay')}</span>
      <div className="gives-way-bar" aria-hidden>
        <i style={{ animationDuration: `${after}s` }} />
      </div>
    </div>
  );
}
