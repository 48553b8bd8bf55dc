import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import { reasonSchema } from '../../shared/payment.ts';
import { denialOf } from '../state/bridge.ts';
import { useErrorText } from '../i18n/index.ts';
import { withApproval } from '../people/approval.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Problem } from '../ui/problem.tsx';
import { useDayText } from './use-texts.ts';

async function renewSigning(reason: string): Promise<ErrorCode | null> {
  try {
    const reply = await withApproval('day.renewSigning', { reason });
    return reply.accepted ? null : reply.error;
  } catch (refused) {
    return denialOf(refused);
  }
}

type Renewal =
  | { readonly name: 'asked' | 'running' | 'done' }
  | { readonly name: 'refused'; readonly problem: ErrorCode };

/**
 * The way on where the key that signed earlier audit files is lost: a manager says why there is another one from now
 * on.
 */
export function SigningAnew() {
  const text = useDayText();
  const errorText = useErrorText();
  const [reason, setReason] = useState('');
  const [renewal, setRenewal] = useState<Renewal>({ name: 'asked' });
  if (renewal.name === 'done')
    return (
      <Banner tone="good" live>
        {text('export.renewed')}
      </Banner>
    );
  const parsed = reasonSchema.safeParse(reason);
  const blocked = renewal.name === 'running' || !parsed.success;
  const renew = async () => {
    if (blocked) return;
    setRenewal({ name: 'running' });
    const problem = await renewSigning(parsed.data);
    setRenewal(problem === null ? { name: 'done' } : { name: 'refused', problem });
  };
  return (
    <>
      <Field
        label={text('export.renewReason')}
        value={reason}
        onText={setReason}
        note={text('export.renewNote')}
        maxLength={reasonSchema.maxLength ?? undefined}
      />
      {renewal.name === 'refused' && <Problem>{errorText(renewal.problem).title}</Problem>}
      <Button icon={KeyRound} blocked={blocked} onPress={() => void renew()}>
        {text('export.renew')}
      </Button>
    </>
  );
}
