import { useText } from '../i18n/index.ts';
import { formatCountdown } from '../i18n/format.ts';
import { Ring } from './ring.tsx';
import '../payment/band-note.css';

export interface CountdownProps {
  /** Epoch ms. */
  readonly requestedAt: number;
  /** The wallet's limit for approval, epoch ms; null while it is not known: the ring is full and says nothing. */
  readonly expiresAt: number | null;
  readonly now: number;
}

/** The time the customer has left, as a ring that empties. */
export function Countdown({ requestedAt, expiresAt, now }: CountdownProps) {
  const text = useText();
  if (expiresAt === null)
    return (
      <Ring left={1}>
        <span />
      </Ring>
    );
  const left = expiresAt - now;
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
