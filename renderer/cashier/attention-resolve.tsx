import { useEffect, useId, useRef, useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Reference } from '../../shared/ids.ts';
import { reasonSchema } from '../../shared/payment.ts';
import { formatMoney } from '../i18n/format.ts';
import type { PaymentOfSale } from '../state/alerts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { Problem } from '../ui/problem.tsx';
import { resolveAttention } from './intents.ts';
import { reopen } from '../payment/money-calls.ts';
import { useAttentionText } from './use-attention-text.ts';
import './attention.css';

const LEAST = reasonSchema.minLength ?? 0;
const MOST = reasonSchema.maxLength ?? 0;

/** What was typed and not saved, so that neither a refusal nor a slip of the hand loses it. */
const drafts = new Map<Reference, string>();

/** What the reason is for. */
export type ReasonWhy = 'resolve' | 'giveUp' | 'reopen';

export interface ResolveDialogProps extends PaymentOfSale {
  readonly why?: ReasonWhy;
  readonly onClose: () => void;
}

/**
 * A person writes why a payment needs no more attention, or why it needs it again. Closes only when it is saved, or by
 * the way back.
 */
export default function ResolveDialog({ why = 'resolve', sale, payment, onClose }: ResolveDialogProps) {
  const text = useAttentionText();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [reason, setReason] = useState(() => drafts.get(payment.reference) ?? '');
  const [asked, setAsked] = useState(false);
  const [saving, setSaving] = useState(false);
  const [refused, setRefused] = useState<ErrorCode | null>(null);
  const words = why === 'resolve' ? 'reason' : why;
  const amount = formatMoney(payment.amount);
  const { length } = reason.trim();
  const problem =
    length > MOST
      ? text('reason.tooLong', { count: MOST })
      : asked && length < LEAST
        ? text('reason.tooShort', { count: LEAST })
        : null;

  // A frame later than `autoFocus`: the list beneath holds the focus until it has let this dialog in.
  useEffect(() => {
    const frame = requestAnimationFrame(() => field.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);

  const type = (typed: string): void => {
    drafts.set(payment.reference, typed);
    setReason(typed);
  };
  const save = async (): Promise<void> => {
    setAsked(true);
    if (saving || !reasonSchema.safeParse(reason).success) return;
    setSaving(true);
    const on = { saleId: sale.saleId, reference: payment.reference, reason: reason.trim() };
    const refusal = await (why === 'reopen'
      ? reopen(on, text('reopen.approve', { amount }))
      : resolveAttention(on.saleId, on.reference, on.reason));
    setSaving(false);
    setRefused(refusal);
    if (refusal) return;
    drafts.delete(payment.reference);
    onClose();
  };
  return (
    <Dialog
      title={text(`${words}.title`)}
      onClose={onClose}
      actions={{
        back: (
          <Button testId="back" onPress={onClose}>
            {text('reason.back')}
          </Button>
        ),
        act: (
          <Button kind="filled" testId="save-reason" blocked={saving} onPress={() => void save()}>
            {text(saving ? 'reason.saving' : `${words}.save`)}
          </Button>
        ),
      }}
    >
      <p>{text(`${words}.intro`, { amount })}</p>
      <div className="field reason">
        <label className="field-label" htmlFor={id}>
          {text(`${words}.label`)}
        </label>
        <div className="field-box" data-problem={problem ? '' : undefined}>
          <textarea
            id={id}
            data-testid="reason"
            rows={4}
            ref={field}
            value={reason}
            placeholder={text(`${words}.placeholder`)}
            aria-invalid={problem ? true : undefined}
            aria-describedby={`${id}-beneath`}
            onChange={(event) => type(event.currentTarget.value)}
          />
        </div>
        <div id={`${id}-beneath`} className="reason-beneath" aria-live="polite">
          {problem ? (
            <Problem>{problem}</Problem>
          ) : (
            <p className="field-note">{text('reason.left', { count: length, most: MOST })}</p>
          )}
        </div>
      </div>
      <div aria-live="assertive">{refused && <ErrorBanner tone="stop" problem={refused} live={false} />}</div>
    </Dialog>
  );
}
