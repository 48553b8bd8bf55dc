import { OctagonX } from 'lucide-react';
import { useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Damage } from '../../shared/journal.ts';
import { isSaleLive } from '../../shared/sale-in-front.ts';
import { useErrorText } from '../i18n/index.ts';
import { useWindow } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote, SupportCode } from '../ui/error-banner.tsx';
import { askJournal } from './ask.ts';
import { Facts } from './facts.tsx';
import { StopScreen } from './stop-screen.tsx';
import { useJournalText } from './use-journal-text.ts';
import './journal.css';

/** Nothing new can be sold: what happened, what it means, which file is kept, whom to call, and the one way on. */
export function DamagedScreen({ damage, onSettings }: { readonly damage: Damage; readonly onSettings: () => void }) {
  const text = useJournalText();
  const open = useWindow(({ view }) => view?.sales.filter(isSaleLive).length ?? 0);
  const [asking, setAsking] = useState(false);
  return (
    <StopScreen icon={OctagonX} title={text('stopped')} what={text('damaged')}>
      <p>
        {text(`happened.${damage.problem}`)} {text('means')}{' '}
        {open > 0 ? text('goesOn', { count: open }) : text('waits')}
      </p>
      <Facts
        facts={[
          [text('file'), damage.file],
          [text('folder'), damage.folder],
          [text('entry'), damage.seq],
          [text('receipt'), damage.receiptNumber],
        ]}
      />
      <p>
        {text('call')} <SupportCode problem="till.journalDamaged" />
      </p>
      <div className="journal-actions">
        <Button onPress={onSettings}>{text('settings')}</Button>
        <Button kind="filled" onPress={() => setAsking(true)}>
          {text('startAnew')}
        </Button>
      </div>
      {asking && <StartAnew onClose={() => setAsking(false)} />}
    </StopScreen>
  );
}

function StartAnew({ onClose }: { readonly onClose: () => void }) {
  const text = useJournalText();
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ErrorCode | null>(null);
  const start = async () => {
    if (busy) return;
    setBusy(true);
    setRefused(await askJournal('startAnew'));
    setBusy(false);
  };
  return (
    <Dialog
      title={text('question')}
      onClose={onClose}
      actions={{
        back: (
          <Button autoFocus onPress={onClose}>
            {text('notYet')}
          </Button>
        ),
        act: (
          <Button kind="danger" blocked={busy} onPress={() => void start()}>
            {text('yes')}
          </Button>
        ),
      }}
    >
      <p>{text('consequence')}</p>
      {refused && (
        <ErrorNote problem={refused} title={text('refused', { reason: errorText(refused).title || refused })} />
      )}
    </Dialog>
  );
}
