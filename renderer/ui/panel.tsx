import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button } from './button.tsx';
import './dialog.css';
import './panel.css';

export interface PanelProps {
  readonly title: string;
  /** Words of the button that closes it. */
  readonly close: string;
  readonly children: ReactNode;
  readonly onClose: () => void;
}

/** A sheet at the side to read from; Esc closes it. What is in it scrolls, also by keyboard. Import lazily on the sale screen. */
export function Panel({ title, close, children, onClose }: PanelProps) {
  return (
    <ModalOverlay className="dialog-scrim panel-scrim" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="panel">
        <AriaDialog>
          <header className="panel-head">
            <Heading slot="title">{title}</Heading>
            <Button kind="plain" square autoFocus icon={X} name={close} onPress={onClose} />
          </header>
          <div className="panel-body" tabIndex={0} role="group" aria-label={title}>
            {children}
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
