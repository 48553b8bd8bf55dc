import { useText } from '../i18n/index.ts';
import { formatCountdown } from '../i18n/format.ts';
import { Ring } from './ring.tsx';
import '../payment/band-note.css';

export interface CountdownProps {
  /** Epoch ms. */
  readonly requestedAt: number;
  /** The wallet's limit for approval, epoch ms. */
  readonly expiresAt: number;
  /** No request lives longer, whatever two clocks say. */
  readonly lifetimeMs: number;
  readonly now: number;
}

/** The time the customer has left, as a ring that empties. */
export function Countdown({ requestedAt, expiresAt, lifetimeMs, now }: CountdownProps) {
  const text = useText();
  const left = Math.min(expiresAt - now, lifetimeMs);
  if (left <= 0) return <p className="band-note">{text('state.timeOver')}</p>;
  return (
    <Ring left={left / Math.max(1, expiresAt - requestedAt)}>
      <span
        className="ring-time"
        role="timer"
        aria-live="off"
        aria-label={text('state.timeLeft', { time: formatCountdown(left) })}
      >
        {formatCountdown(left)}
      </span>
    </Ring>
  );
}
