import { LockKeyhole } from 'lucide-react';
import { useState } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import type { Till } from '../../shared/ipc/contract.ts';
import { needingAttention, openPayments } from '../state/alerts.ts';
import { EnvironmentBand } from '../frame/header.tsx';
import { useWindow } from '../state/store.ts';
import { Mark } from '../ui/mark.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { signIn } from '../people/calls.ts';
import { RecoveryForm } from '../people/recovery-form.tsx';
import { SignInForm } from '../people/sign-in-form.tsx';
import { usePeopleText } from '../people/use-people-text.ts';
import '../people/people.css';

const NO_WAY_OUT = () => undefined;

/** Lies over whatever was open, which keeps what was typed. Payments go on beneath; how many is told. */
export default function LockScreen({ till }: { readonly till: Till }) {
  const text = usePeopleText();
  const { people, store } = till;
  const present = people.list.filter(({ active }) => active);
  const managerLeft = present.some(({ role }) => role === 'manager');
  const [recovering, setRecovering] = useState(!managerLeft);
  return (
    <ModalOverlay className="lock" isOpen isDismissable={false} isKeyboardDismissDisabled onOpenChange={NO_WAY_OUT}>
      <Modal className="lock-modal">
        <AriaDialog className="lock-dialog">
          <div className="lock-band">
            <EnvironmentBand environment={store?.environment ?? 'production'} />
          </div>
          <header className="lock-head">
            <Mark size={40} />
            <LockKeyhole size={28} aria-hidden />
            <div>
              <Heading slot="title">{text(recovering ? 'recover.title' : 'lock.title')}</Heading>
              <p>{store ? `${store.posId} · ${store.storeName}` : text('lock.locked')}</p>
            </div>
            <UnderWay />
          </header>
          <main className="lock-body">
            {!managerLeft && (
              <Banner tone="warn">
                {people.damaged === null ? text('lock.nobody') : text('lock.damaged', { file: people.damaged })}
              </Banner>
            )}
            {recovering ? (
              <RecoveryForm people={people} onBack={managerLeft ? () => setRecovering(false) : null} />
            ) : (
              <SignInForm
                label={text('lock.title')}
                people={present}
                firstId={people.lastId}
                done={text('lock.signIn')}
                onPin={signIn}
              />
            )}
          </main>
          {!recovering && (
            <footer className="lock-foot">
              <Button kind="plain" onPress={() => setRecovering(true)}>
                {text('lock.forgotten')}
              </Button>
            </footer>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** What goes on without anybody: a quiet count, never an amount or a number. */
function UnderWay() {
  const text = usePeopleText();
  const sales = useWindow(({ view }) => view?.sales) ?? [];
  const open = openPayments(sales).length;
  const attention = needingAttention(sales).length;
  return (
    <p className="lock-under-way" role="status">
      {open === 0 ? text('lock.openNone') : text('lock.open', { count: open })}
      {attention > 0 && <strong>{text('lock.attention', { count: attention })}</strong>}
    </p>
  );
}
