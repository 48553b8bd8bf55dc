import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Till } from '../../shared/ipc/contract.ts';
import type { StoreSettings } from '../../shared/settings.ts';
import { useText } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { EnvironmentBand } from './header.tsx';
import { ScanPlace } from './scan-notice.tsx';
import './screen-top.css';

/** What every screen is given that is opened over the selling screen. */
export interface ScreenProps {
  readonly till: Till;
  readonly store: StoreSettings;
  readonly onClose: () => void;
}

export interface ScreenTopProps {
  readonly environment: StoreSettings['environment'];
  readonly title: string;
  readonly onClose: () => void;
  /** Between the title and the key that leaves. */
  readonly children?: ReactNode;
}

/** The top of a screen that covers the selling screen: where one is, what can be done here, and the way back. */
export function ScreenTop({ environment, title, onClose, children }: ScreenTopProps) {
  const text = useText();
  return (
    <header className="screen-top">
      <EnvironmentBand environment={environment} />
      <div className="screen-bar">
        <h1>{title}</h1>
        {children}
        <Button kind="plain" className="screen-close" icon={X} testId="leave" onPress={onClose}>
          {text('header.close')} <kbd>Esc</kbd>
        </Button>
      </div>
      <ScanPlace />
    </header>
  );
}
