import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useCareText } from './use-texts.ts';

/** Before the first real payment. It can wait; what cannot be done until then is refused when it is tried. */
export default function NeededDialog({
  onLater,
  onCheck,
}: {
  readonly onLater: () => void;
  readonly onCheck: () => void;
}) {
  const text = useCareText();
  const actions = {
    back: <Button onPress={onLater}>{text('needed.later')}</Button>,
    act: (
      <Button kind="filled" onPress={onCheck}>
        {text('needed.now')}
      </Button>
    ),
  };
  return (
    <Dialog title={text('needed.title')} onClose={onLater} actions={actions}>
      {text('needed.text')}
    </Dialog>
  );
}
