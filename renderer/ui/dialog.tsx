import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import './dialog.css';

export interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** The way back at the left, then the one that acts. */
  readonly actions: ReactNode;
  readonly onClose: () => void;
}

/** A question that must be answered first. Esc is the way back. Import lazily on the sale screen. */
export function Dialog({ title, children, actions, onClose }: DialogProps) {
  return (
    <ModalOverlay className="dialog-scrim" isOpen isDismissable={false} onOpenChange={(open) => !open && onClose()}>
      <Modal className="dialog dialog-framed">
        <AriaDialog role="alertdialog">
          <Heading slot="title">{title}</Heading>
          <div className="dialog-body">{children}</div>
          <div className="dialog-actions">{actions}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
