import { X } from 'lucide-react';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button } from './button.tsx';
import { InLanguage } from './in-language.tsx';
import './dialog.css';
import './panel.css';

export interface PanelProps {
  readonly title: string;
  /** Words of the button that closes it. */
  readonly close: string;
  readonly children: ReactNode;
  /** Stays in view beneath what scrolls: the step to take. */
  readonly foot?: ReactNode;
  readonly onClose: () => void;
}

/**
 * A sheet at the side to read from; Esc closes it. What is in it scrolls, also by keyboard. Import lazily on the sale
 * screen.
 */
export function Panel({ title, close, children, foot, onClose }: PanelProps) {
  // While a dialog over it gives the focus back, nothing has it, and the key would be lost.
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (
        event.key !== 'Escape' ||
        document.activeElement !== document.body ||
        document.querySelector('[role="alertdialog"]')
      )
        return;
      // It is meant for the panel, not for the sale beneath.
      event.stopImmediatePropagation();
      onClose();
    };
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, [onClose]);
  return (
    <InLanguage>
      <ModalOverlay
        className="dialog-scrim panel-scrim"
        isOpen
        isDismissable
        onOpenChange={(open) => !open && onClose()}
      >
        <Modal className="panel">
          <AriaDialog>
            <header className="panel-head">
              <Heading slot="title">{title}</Heading>
              <Button kind="plain" autoFocus icon={X} testId="close-panel" onPress={onClose}>
                {close}
              </Button>
            </header>
            <div className="panel-body" tabIndex={0} role="group" aria-label={title}>
              {children}
            </div>
            {foot && <footer className="panel-foot">{foot}</footer>}
          </AriaDialog>
        </Modal>
      </ModalOverlay>
    </InLanguage>
  );
}
