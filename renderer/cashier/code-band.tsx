import { QrCode } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import { policyOf } from '../../shared/methods.ts';
import { picturePath } from '../../shared/code.ts';
import type { PictureId } from '../../shared/code.ts';
import type { Payment, Sale } from '../../shared/payment.ts';
import { lacksCode, shownCode } from '../../shared/shown-code.ts';
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

/** On its way, there to be scanned, or not to be had: as answer, or as picture. */
type Held = 'getting' | 'shown' | 'missing' | 'pictureLost';

function heldOf(payment: Payment, sale: Sale, brokenPicture: PictureId | null): Held {
  const shown = shownCode(payment, sale);
  if (shown?.name === 'picture' && shown.id === brokenPicture) return 'pictureLost';
  if (shown) return 'shown';
  if (!lacksCode(payment, sale)) return 'getting';
  return sale.codePicture === null ? 'missing' : 'pictureLost';
}

function codeWords(held: Held, waited: number, text: Text): { readonly title: string; readonly note: string } {
  if (held !== 'shown') return { title: text(`recipient.scan.${held}`), note: text(`recipient.scan.${held}Note`) };
  const coach = waited >= COACH_NUMBER_MS ? 'coachNumber' : waited >= COACH_OPEN_MS ? 'coachCamera' : 'waitingNote';
  return { title: text('recipient.scan.waiting'), note: text(`recipient.scan.${coach}`) };
}

/** What a band gets that a method has of its own. */
export interface MethodBandProps {
  readonly payment: Payment;
  readonly sale: Sale;
  readonly onNewCode: () => void;
  /** Why main refused the last press, and other ways to ask: beneath the words. */
  readonly children: ReactNode;
}

/**
 * The code at the left, as large as the band; what it waits for at the right. From the first moment everything has its
 * place.
 */
export function CodeBand({ payment, sale, onNewCode, children }: MethodBandProps) {
  const text = useText();
  const now = useMainNow();
  const { phase, requestedAt } = payment;
  // Whole as it came, and yet nothing that can be drawn.
  const [broken, setBroken] = useState<PictureId | null>(null);
  const held = heldOf(payment, sale, broken);
  const code = held === 'shown' ? shownCode(payment, sale) : null;
  const isMissing = held === 'missing' || held === 'pictureLost';
  const expiresAt = phase.name === 'waiting' ? phase.expiresAt : null;
  const { title, note } = codeWords(held, now - requestedAt, text);
  return (
    <section
      className="band code-band"
      data-tone="waiting"
      data-screen={phase.name === 'waiting' ? 'waiting' : 'sending'}
    >
      <div className="code-card" data-empty={isMissing ? '' : undefined}>
        {code === null ? (
          <>
            {isMissing ? <QrCode className="code-none" size={112} strokeWidth={1.2} aria-hidden /> : <CodeSkeleton />}
            {isMissing && (
              <Button kind="filled" big primary icon={QrCode} testId="new-code" onPress={onNewCode}>
                {text('recipient.change.newCode')} <kbd>F3</kbd>
              </Button>
            )}
          </>
        ) : code.name === 'picture' ? (
          <img
            className="code-picture"
            src={picturePath(code.id)}
            alt={text('recipient.scan.label')}
            draggable={false}
            data-code
            onError={() => setBroken(code.id)}
          />
        ) : (
          <Suspense>
            <CodeDrawing code={code.text} />
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
