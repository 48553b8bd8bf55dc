import { useText } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

export interface ConfirmProps {
  readonly question: 'cancel' | 'release';
  readonly amount: string;
  readonly phone: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** Asks before something is taken away. Keeping it is the way of Esc and of the first button. */
export default function ConfirmDialog({ question, amount, phone, onYes, onNo }: ConfirmProps) {
  const text = useText();
  const cancel = question === 'cancel';
  return (
    <Dialog
      title={text(cancel ? 'dialog.cancelTitle' : 'dialog.releaseTitle')}
      onClose={onNo}
      actions={
        <>
          <Button autoFocus onPress={onNo}>{text(cancel ? 'dialog.keepWaiting' : 'dialog.keep')}</Button>
          <Button kind="danger" name={cancel ? 'Cancel request' : undefined} onPress={onYes}>
            {cancel ? text('action.cancel') : text('dialog.releaseYes', { amount })}
          </Button>
        </>
      }
    >
      <p>{text(cancel ? 'dialog.cancelBody' : 'dialog.releaseBody', { amount, phone })}</p>
    </Dialog>
  );
}
