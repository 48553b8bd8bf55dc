import { QrCode } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import { policyOf } from '../../shared/methods.ts';
import type { Payment } from '../../shared/payment.ts';
import { useMainNow } from '../state/clock.ts';
import { useText } from '../i18n/index.ts';
import type { Text } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Countdown } from './countdown.tsx';
import { COACH_NUMBER_MS, COACH_OPEN_MS } from '../payment/state-texts.ts';
import './code-band.css';
import '../payment/band-note.css';

const loadDrawing = () => import('./code-drawing.tsx');
const CodeDrawing = lazy(loadDrawing);

/** Fetches what draws codes while the request is on its way. */
export const prepareCode = (): void => void loadDrawing();

function codeWords({ phase }: Payment, waited: number, text: Text): { readonly title: string; readonly note: string } {
  if (phase.name !== 'waiting')
    return { title: text('recipient.scan.getting'), note: text('recipient.scan.gettingNote') };
  if (phase.code === null) return { title: text('recipient.scan.missing'), note: text('recipient.scan.missingNote') };
  const coach = waited >= COACH_NUMBER_MS ? 'coachNumber' : waited >= COACH_OPEN_MS ? 'coachCamera' : 'waitingNote';
  return { title: text('recipient.scan.waiting'), note: text(`recipient.scan.${coach}`) };
}

/** What a band gets that a method has of its own. */
export interface MethodBandProps {
  readonly payment: Payment;
  readonly onNewCode: () => void;
  /** Why main refused the last press, and other ways to ask: beneath the words. */
  readonly children: ReactNode;
}

/**
 * The code at the left, as large as the band; what it waits for at the right. From the first moment everything has its
 * place.
 */
export function CodeBand({ payment, onNewCode, children }: MethodBandProps) {
  const text = useText();
  const now = useMainNow();
  const { phase, requestedAt } = payment;
  const code = phase.name === 'waiting' ? phase.code : null;
  const expiresAt = phase.name === 'waiting' ? phase.expiresAt : null;
  const { title, note } = codeWords(payment, now - requestedAt, text);
  return (
    <section
      className="band code-band"
      data-tone="waiting"
      data-screen={phase.name === 'waiting' ? 'waiting' : 'sending'}
    >
      <div className="code-card" data-empty={code === null && phase.name === 'waiting' ? '' : undefined}>
        {code === null ? (
          <>
            {phase.name === 'waiting' ? (
              <QrCode className="code-none" size={112} strokeWidth={1.2} aria-hidden />
            ) : (
              <CodeSkeleton />
            )}
            {phase.name === 'waiting' && (
              <Button kind="filled" big primary icon={QrCode} testId="new-code" onPress={onNewCode}>
                {text('recipient.change.newCode')} <kbd>F3</kbd>
              </Button>
            )}
          </>
        ) : (
          <Suspense>
            <CodeDrawing code={code} />
          </Suspense>
        )}
      </div>
      <div className="code-words">
        <div className="code-time">
          {expiresAt !== null && (
            <Countdown
              requestedAt={requestedAt}
              expiresAt={expiresAt}
              lifetimeMs={policyOf(payment).lifetimeMs}
              now={now}
            />
          )}
        </div>
        <p role="status" className="band-title">
          {title}
        </p>
        <p className="band-note">{note}</p>
        {children}
      </div>
    </section>
  );
}

/** Where the code will be: its three corners, breathing. */
function CodeSkeleton() {
  return (
    <svg className="code-skeleton" viewBox="0 0 37 37" aria-hidden>
      {[
        [4, 4],
        [26, 4],
        [4, 26],
      ].map(([x = 0, y = 0]) => (
        <path key={`${x} ${y}`} d={`M${x} ${y}h7v7h-7zM${x + 1} ${y + 1}v5h5v-5zM${x + 2} ${y + 2}h3v3h-3z`} />
      ))}
      <path d="M13 4h11v7h-11zM4 13h29v11h-29zM13 26h20v7h-20z" opacity="0.4" />
    </svg>
  );
}
