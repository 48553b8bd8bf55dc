import { useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import { reasonSchema } from '../../shared/payment.ts';
import { denialOf } from '../state/bridge.ts';
import { useErrorText } from '../i18n/index.ts';
import { withApproval } from '../people/approval.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote, SupportCode } from '../ui/error-banner.tsx';
import { Field } from '../ui/field.tsx';
import { useDayText } from './use-day-text.ts';

async function renewSigning(reason: string): Promise<ErrorCode | null> {
  try {
    const reply = await withApproval('day.renewSigning', { reason });
    return reply.accepted ? null : reply.error;
  } catch (refused) {
    return denialOf(refused);
  }
}

interface SigningDialogProps {
  readonly onBack: () => void;
  readonly onRenewed: () => void;
}

/**
 * The way on where the key that signed earlier audit files is lost: a manager says why there is another one from now
 * on.
 */
export function SigningDialog({ onBack, onRenewed }: SigningDialogProps) {
  const text = useDayText();
  const errorText = useErrorText();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const gone = errorText('export.signingKeyGone');
  const parsed = reasonSchema.safeParse(reason);
  const blocked = busy || !parsed.success;
  const renew = async () => {
    if (blocked) return;
    setBusy(true);
    const refused = await renewSigning(parsed.data);
    setBusy(false);
    if (refused === null) onRenewed();
    else setProblem(refused);
  };
  const actions = {
    back: <Button onPress={onBack}>{text('export.renewBack')}</Button>,
    act: (
      <Button kind="filled" blocked={blocked} onPress={() => void renew()}>
        {text('export.renew')}
      </Button>
    ),
  };
  return (
    <Dialog title={gone.title} onClose={onBack} actions={actions}>
      <div className="export-choices">
        <p>{gone.sentence}</p>
        <p>
          {gone.action} <SupportCode problem="export.signingKeyGone" />
        </p>
        <Field
          label={text('export.renewReason')}
          value={reason}
          onText={setReason}
          note={text('export.renewNote')}
          maxLength={reasonSchema.maxLength ?? undefined}
        />
        {problem && <ErrorNote problem={problem} />}
      </div>
    </Dialog>
  );
}
