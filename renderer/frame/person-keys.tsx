import { LockKeyhole, UserRound, UserRoundCog } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { PeopleView } from '../../shared/ipc/people-calls.ts';
import { useScreenKeys } from '../ui/keyboard.ts';
import { Button } from '../ui/button.tsx';
import { lock } from '../people/calls.ts';
import { usePeopleText } from '../people/use-people-text.ts';
import '../people/people.css';

const SwitchDialog = lazy(() => import('../people/switch-dialog.tsx'));

/** Who is signed in, with the keys to take over and to lock. */
export default function PersonKeys({ people }: { readonly people: PeopleView }) {
  const text = usePeopleText();
  const [switching, setSwitching] = useState(false);
  const { signedIn } = people;
  // Whoever took over, or came back to a till that had locked itself, begins with a calm screen.
  useEffect(() => setSwitching(false), [signedIn?.id]);
  useScreenKeys({ F8: () => setSwitching(true) });
  if (!signedIn) return null;
  return (
    <div className="person-keys">
      <Button
        icon={signedIn.role === 'manager' ? UserRoundCog : UserRound}
        name={text('keys.switch')}
        onPress={() => setSwitching(true)}
      >
        <span className="person-name">{signedIn.name}</span> <kbd>F8</kbd>
      </Button>
      <Button kind="plain" square icon={LockKeyhole} name={text('keys.lock')} onPress={() => void lock()} />
      {switching && (
        <Suspense>
          <SwitchDialog people={people} onClose={() => setSwitching(false)} />
        </Suspense>
      )}
    </div>
  );
}
