import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { InLanguage } from '../ui/in-language.tsx';
import '../ui/dialog.css';
import './people.css';

export interface PeopleDialogProps {
  readonly title: string;
  readonly note?: ReactNode;
  /** The button that closes it. */
  readonly close: ReactNode;
  readonly children: ReactNode;
  readonly onClose: () => void;
}

/** A wide dialog for names beside a PIN. Esc is the way back. */
export function PeopleDialog({ title, note, close, children, onClose }: PeopleDialogProps) {
  return (
    <InLanguage>
      <ModalOverlay className="dialog-scrim" isOpen isDismissable={false} onOpenChange={(open) => !open && onClose()}>
        <Modal className="dialog people-dialog">
          <AriaDialog role="alertdialog">
            <header className="people-dialog-head">
              <div>
                <Heading slot="title">{title}</Heading>
                {note && <p>{note}</p>}
              </div>
              {close}
            </header>
            {children}
          </AriaDialog>
        </Modal>
      </ModalOverlay>
    </InLanguage>
  );
}
