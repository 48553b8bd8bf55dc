import { useText } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

export interface ConfirmProps {
  readonly amount: string;
  readonly phone: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** Asks before a request is withdrawn. Keeping it is the way of Esc and of the first button. */
export default function ConfirmDialog({ amount, phone, onYes, onNo }: ConfirmProps) {
  const text = useText();
  return (
    <Dialog
      title={text('dialog.cancelTitle')}
      onClose={onNo}
      actions={{
        back: (
          <Button autoFocus onPress={onNo}>
            {text('dialog.keepWaiting')}
          </Button>
        ),
        act: (
          <Button kind="danger" testId="cancel" onPress={onYes}>
            {text('action.cancel')}
          </Button>
        ),
      }}
    >
      <p>{text('dialog.cancelBody', { amount, phone })}</p>
    </Dialog>
  );
}
