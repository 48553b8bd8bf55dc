import { ShieldQuestionMark, X } from 'lucide-react';
import { useEffect } from 'react';
import type { CallOf } from '../../shared/ipc/names.ts';
import type { PeopleView } from '../../shared/ipc/people-calls.ts';
import { Button } from '../ui/button.tsx';
import type { ApprovalAsked } from './approval.ts';
import { approve } from './calls.ts';
import { PeopleDialog } from './people-dialog.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { usePeopleText } from './use-people-text.ts';

/** General words for what is approved, where the screen that asks has none of its own. */
function whatOf(call: CallOf<'till'>) {
  if (call.startsWith('people.')) return 'people';
  switch (call) {
    case 'payment.release':
      return 'release';
    case 'setup.complete':
      return 'settings';
    case 'settings.preferences':
      return 'preferences';
    case 'setup.checkConnection':
      return 'check';
    case 'day.export':
      return 'export';
    case 'day.renewSigning':
      return 'renewSigning';
    case 'journal.acknowledge':
      return 'unsealed';
    case 'journal.startAnew':
      return 'startAnew';
    default:
      return 'other';
  }
}

/** A manager approves one action in place. */
export default function ApprovalDialog({
  asked,
  people,
}: {
  readonly asked: ApprovalAsked;
  readonly people: PeopleView;
}) {
  const text = usePeopleText();
  const managers = people.list
    .filter(({ role, active }) => active && role === 'manager')
    .map((manager) => ({ ...manager, waitUntil: manager.approvalWaitUntil }));
  const { locked } = people;
  // Whoever asked is gone.
  useEffect(() => {
    if (locked) asked.answer(false);
  }, [locked, asked]);
  const back = () => asked.answer(false);
  return (
    <PeopleDialog
      title={text('approve.title')}
      note={text('approve.note', { name: people.signedIn?.name ?? '' })}
      onClose={back}
      close={<Button kind="plain" square icon={X} name={text('approve.back')} onPress={back} />}
    >
      {managers.length === 0 ? (
        <p>{text('approve.nobody')}</p>
      ) : (
        <SignInForm
          label={text('approve.title')}
          people={managers}
          firstId={managers[0]?.id ?? null}
          done={text('approve.approve')}
          onPin={async (manager) => {
            const refused = await approve(asked, manager);
            if (refused === null) asked.answer(true);
            return refused;
          }}
        >
          <p className="approve-what">
            <ShieldQuestionMark size={26} aria-hidden />
            <strong>{asked.what ?? text(`approve.what.${whatOf(asked.call)}`)}</strong>
          </p>
        </SignInForm>
      )}
    </PeopleDialog>
  );
}
