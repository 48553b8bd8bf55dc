import { ScanQrCode, Send, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { StoreSettings } from '../../shared/settings.ts';
import { formatMoney } from '../i18n/format.ts';
import { useText } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import type { CheckedDraft } from './check-draft.ts';
import { sendByCode } from './entry-keys.ts';
import { forgetCode } from './scanned.ts';
import './scanned.css';

/** That a customer's code was read; never what it says. */
export function CodeRead({ note, children }: { readonly note: string; readonly children?: ReactNode }) {
  const text = useText();
  return (
    <div className="scanned" role="status" data-testid="code-read">
      <ScanQrCode size={32} aria-hidden />
      <p>
        <strong>{text('recipient.held.title')}</strong>
        <span>{note}</span>
      </p>
      {children}
    </div>
  );
}

/** In the place of the number: the customer is known by the code that was scanned. */
export function ScannedCustomer(props: {
  readonly checked: CheckedDraft;
  readonly store: StoreSettings;
  readonly sending: boolean;
}) {
  const { checked, store, sending } = props;
  const text = useText();
  const { total, sale } = checked;
  return (
    <div className="entry-customer">
      <div className="phone-field">
        <CodeRead note={text(total ? 'recipient.held.note' : 'recipient.held.amount')} />
      </div>
      <div className="entry-send">
        <Button
          kind="filled"
          tone="accent"
          big
          wide
          primary
          icon={Send}
          testId="send-by-code"
          blocked={!sale || sending}
          onPress={() => sendByCode(store)}
        >
          {total ? text('entry.send', { amount: formatMoney(total) }) : text('entry.sendEmpty')}
        </Button>
      </div>
      <div className="entry-beside">
        <Button className="entry-code" icon={X} testId="forget-code" onPress={forgetCode}>
          {text('recipient.held.forget')} <kbd>Esc</kbd>
        </Button>
      </div>
    </div>
  );
}
