import { useEffect, useRef, useState } from 'react';
import type { Till } from '../../shared/ipc/contract.ts';
import { isDecidable } from '../../shared/payment-standing.ts';
import { openPayments } from '../state/alerts.ts';
import { withApproval } from '../people/approval.ts';
import { roomTexts } from '../i18n/index.ts';
import { useWindow } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

const useLeavingText = roomTexts('leaving');

/**
 * Somebody or something wants to end the app while payments are open: what that means for them, and both answers.
 * Staying is the way back.
 */
export default function LeavingDialog({ why }: { readonly why: NonNullable<Till['leaving']> }) {
  const text = useLeavingText();
  const open = openPayments(useWindow(({ view }) => view?.sales) ?? []);
  const fills = useWindow(({ view }) => view?.till.preferences.counter.fullScreen ?? false);
  const [answered, setAnswered] = useState(false);
  const stay = useRef<HTMLButtonElement>(null);
  // A frame later than `autoFocus`: a dialog or panel beneath holds the focus until it has let this one in.
  useEffect(() => {
    const frame = requestAnimationFrame(() => stay.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  const answer = (leave: boolean): void => {
    if (answered) return;
    setAnswered(true);
    // Denied or refused: the question stays, and can be answered again.
    withApproval('till.leave', { leave }, text('end')).then(
      (reply) => reply.accepted || setAnswered(false),
      () => setAnswered(false),
    );
  };
  const count = open.length;
  const approved = open.filter(({ payment }) => isDecidable(payment)).length;
  const unclear = open.filter(({ payment }) => payment.certainty.name === 'unclear').length;
  const sentences =
    count === 0
      ? [text(fills ? 'fillsText' : 'settledText')]
      : [
          text('nothingLost'),
          ...(approved < count ? [text('canApprove')] : []),
          ...(approved > 0 ? [count === 1 ? text('approvedOnly') : text('approved', { count: approved })] : []),
          ...(unclear > 0 ? [count === 1 ? text('unclearOnly') : text('unclear', { count: unclear })] : []),
          text(`why.${why}`),
        ];
  return (
    <Dialog
      title={count === 0 ? text(fills ? 'fills' : 'settled') : text(`title.${why}`, { count })}
      onClose={() => answer(false)}
      actions={{
        back: (
          <Button kind="filled" ref={stay} testId="stay" onPress={() => answer(false)}>
            {text('stay')}
          </Button>
        ),
        act: (
          <Button testId="leave" onPress={() => answer(true)}>
            {count === 0 ? text('end') : text(`leave.${why}`)}
          </Button>
        ),
      }}
    >
      <div className="leaving-text">
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </Dialog>
  );
}
