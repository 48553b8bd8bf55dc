import { useState } from 'react';
import type { JournalNotice } from '../../shared/journal.ts';
import { formatDateTime } from '../i18n/format.ts';
import { useWindow } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { askJournal } from './ask.ts';
import { useJournalText } from './use-journal-text.ts';
import './journal.css';

/** What was done about the journal, or cannot be done for it: comes back at every start until somebody has noted it. */
export function NoticeDialog({ notice }: { readonly notice: JournalNotice }) {
  const text = useJournalText();
  const language = useWindow(({ view }) => view?.till.preferences.language ?? 'en');
  const [later, setLater] = useState(false);
  if (later) return null;
  const { file, folder } = notice;
  return (
    <Dialog
      title={text(`${notice.name}Title`)}
      onClose={() => setLater(true)}
      actions={{
        back: (
          <Button kind="filled" autoFocus onPress={() => void askJournal('acknowledge')}>
            {text('noted')}
          </Button>
        ),
      }}
    >
      {notice.name === 'restored' && <p>{text('restored', { count: notice.entries, file })}</p>}
      {notice.name === 'fromBackup' && (
        <>
          <p>{text('fromBackup', { made: formatDateTime(notice.madeAt, language) })}</p>
          <p>{text('fromBackupNumbers', { number: notice.lastReceiptNumber + 1 })}</p>
          {notice.seals === 'wrong' && <p>{text('fromBackupSeals')}</p>}
        </>
      )}
      {notice.name === 'sealed' && <p>{text('sealedFrom', { from: notice.from })}</p>}
      {notice.name === 'continued' && <p>{text('continued', { count: notice.carried, file })}</p>}
      {notice.name === 'continued' && notice.lost.length > 0 && (
        <>
          <p>{text('lost')}</p>
          <ul className="journal-lost">
            {notice.lost.map(({ reference, receiptNumber }) => (
              <li key={reference}>{text('lostOne', { reference, number: receiptNumber ?? '?' })}</li>
            ))}
          </ul>
        </>
      )}
      {notice.name === 'unsealed' && (
        <>
          <p>{text('unsealed')}</p>
          <p>{text('unsealedMore')}</p>
          <p>{text(`unsealedHelp.${notice.keychain === 'plain' ? 'plain' : 'unavailable'}`)}</p>
        </>
      )}
      {(notice.name === 'restored' || notice.name === 'continued') && <p>{text('tell', { folder })}</p>}
    </Dialog>
  );
}
