import { ShieldAlert } from 'lucide-react';
import { useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import { shortHead } from '../../shared/journal.ts';
import type { Tampering } from '../../shared/journal.ts';
import { reasonSchema } from '../../shared/payment.ts';
import { isSaleLive } from '../../shared/sale-in-front.ts';
import { useErrorText } from '../i18n/index.ts';
import { useWindow } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { ErrorNote, SupportCode } from '../ui/error-banner.tsx';
import { acceptJournal } from './ask.ts';
import { Facts } from './facts.tsx';
import { StopScreen } from './stop-screen.tsx';
import { useJournalText } from './use-journal-text.ts';
import './journal.css';

interface TamperedScreenProps {
  readonly tampering: Tampering;
  readonly onSettings: () => void;
}

/** Nothing new can be sold: what was done to the journal's files, by what a person can compare it, and the way on. */
export function TamperedScreen({ tampering, onSettings }: TamperedScreenProps) {
  const text = useJournalText();
  const { name, file, folder, seq, sealed, found } = tampering;
  const open = useWindow(({ view }) => view?.sales.filter(isSaleLive).length ?? 0);
  return (
    <StopScreen icon={ShieldAlert} title={text('stopped')} what={text('tampered')}>
      <p>
        {text(`finding.${name}`)} {text('tamperedMeans')} {open > 0 && text('goesOn', { count: open })}
      </p>
      <Facts
        facts={[
          [text('file'), file],
          [text('folder'), folder],
          [text('entry'), seq],
          [text('sealedUpTo'), sealed && shortHead(sealed.seq, sealed.hash)],
          [text('foundUpTo'), shortHead(found.seq, found.hash)],
        ]}
      />
      <p>
        {text('compare')} <SupportCode problem="till.journalTampered" />
      </p>
      <Accept onSettings={onSettings} />
    </StopScreen>
  );
}

function Accept({ onSettings }: Pick<TamperedScreenProps, 'onSettings'>) {
  const text = useJournalText();
  const errorText = useErrorText();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ErrorCode | null>(null);
  const parsed = reasonSchema.safeParse(reason);
  const accept = async () => {
    if (busy || !parsed.success) return;
    setBusy(true);
    setRefused(await acceptJournal(parsed.data));
    setBusy(false);
  };
  return (
    <>
      <Field
        label={text('acceptLabel')}
        value={reason}
        onText={setReason}
        note={text('acceptNote')}
        maxLength={reasonSchema.maxLength ?? undefined}
      />
      {refused && (
        <ErrorNote problem={refused} title={text('refused', { reason: errorText(refused).title || refused })} />
      )}
      <div className="journal-actions">
        <Button onPress={onSettings}>{text('settings')}</Button>
        <Button kind="filled" blocked={busy || !parsed.success} onPress={() => void accept()}>
          {text('accept')}
        </Button>
      </div>
    </>
  );
}
