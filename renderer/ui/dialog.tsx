import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { InLanguage } from './in-language.tsx';
import './dialog.css';

/** In one order wherever a question is asked, for eyes, fingers and the Tab key alike. */
export interface DialogActions {
  /** The way back, which does what Esc does: at the left, or alone. */
  readonly back: ReactNode;
  /** Something else that can be done here. */
  readonly beside?: ReactNode;
  /** The step itself, at the right. */
  readonly act?: ReactNode;
}

export interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly actions: DialogActions;
  readonly onClose: () => void;
}

/** A question that must be answered first. Esc is the way back. Import lazily on the sale screen. */
export function Dialog({ title, children, actions, onClose }: DialogProps) {
  return (
    <InLanguage>
      <ModalOverlay className="dialog-scrim" isOpen isDismissable={false} onOpenChange={(open) => !open && onClose()}>
        <Modal className="dialog dialog-framed">
          <AriaDialog role="alertdialog">
            <Heading slot="title">{title}</Heading>
            <div className="dialog-body">{children}</div>
            <div className="dialog-actions">
              {actions.back}
              {actions.beside}
              {actions.act}
            </div>
          </AriaDialog>
        </Modal>
      </ModalOverlay>
    </InLanguage>
  );
}
