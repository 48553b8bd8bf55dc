import { useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import { reasonSchema } from '../../shared/payment.ts';
import { useErrorText } from '../i18n/index.ts';
import { withApproval } from '../people/approval.ts';
import { denialOf } from '../state/bridge.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Problem } from '../ui/problem.tsx';
import { useCareText } from './use-texts.ts';

/** A manager says why the shop takes real money although not all is fine. @param onClose told whether it was signed */
export function SignDialog({ onClose }: { readonly onClose: (done: boolean) => void }) {
  const text = useCareText();
  const errorText = useErrorText();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const parsed = reasonSchema.safeParse(reason);
  const blocked = busy || !parsed.success;
  const sign = async () => {
    if (busy || !parsed.success) return;
    setBusy(true);
    try {
      const reply = await withApproval('doctor.sign', { reason: parsed.data }, text('sign.approve'));
      if (reply.accepted) return onClose(true);
      setProblem(reply.error);
    } catch (refused) {
      setProblem(denialOf(refused));
    }
    setBusy(false);
  };
  const actions = {
    back: <Button onPress={() => onClose(false)}>{text('sign.back')}</Button>,
    act: (
      <Button kind="filled" blocked={blocked} onPress={() => void sign()}>
        {text('sign.do')}
      </Button>
    ),
  };
  return (
    <Dialog title={text('sign.title')} onClose={() => onClose(false)} actions={actions}>
      <div className="care-sign">
        <p>{text('sign.text')}</p>
        <Field
          autoFocus
          label={text('sign.reason')}
          value={reason}
          onText={setReason}
          maxLength={reasonSchema.maxLength ?? undefined}
        />
        {problem && <Problem>{errorText(problem).title}</Problem>}
      </div>
    </Dialog>
  );
}
