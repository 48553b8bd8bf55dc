import type { ReactNode } from 'react';

const RADIUS = 84;
const ROUND = 2 * Math.PI * RADIUS;

/** A ring that empties with the time that is left; `left` from 1 to 0. */
export function Ring({ left, children }: { readonly left: number; readonly children: ReactNode }) {
  const part = Math.min(1, Math.max(0, left));
  return (
    <div className="ring">
      <svg viewBox="0 0 184 184" aria-hidden>
        <circle cx="92" cy="92" r={RADIUS} className="ring-track" />
        <circle
          cx="92"
          cy="92"
          r={RADIUS}
          className="ring-left"
          strokeDasharray={ROUND}
          strokeDashoffset={ROUND * (1 - part)}
        />
      </svg>
      <div className="ring-inside">{children}</div>
    </div>
  );
}
