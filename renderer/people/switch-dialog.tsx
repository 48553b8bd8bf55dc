import { X } from 'lucide-react';
import type { PeopleView } from '../../shared/ipc/people-calls.ts';
import { Button } from '../ui/button.tsx';
import { signIn } from './calls.ts';
import { PeopleDialog } from './people-dialog.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { usePeopleText } from './use-people-text.ts';

/** Another cashier takes over; what is keyed in and under way stays. */
export default function SwitchDialog({
  people,
  onClose,
}: {
  readonly people: PeopleView;
  readonly onClose: () => void;
}) {
  const text = usePeopleText();
  const others = people.list.filter(({ id, active }) => active && id !== people.signedIn?.id);
  return (
    <PeopleDialog
      title={text('switch.title')}
      note={text('switch.note')}
      onClose={onClose}
      close={<Button kind="plain" square icon={X} name={text('switch.back')} onPress={onClose} />}
    >
      <SignInForm
        label={text('switch.title')}
        people={others}
        firstId={null}
        done={text('lock.signIn')}
        onPin={async (input) => {
          const refused = await signIn(input);
          if (refused === null) onClose();
          return refused;
        }}
      />
    </PeopleDialog>
  );
}
