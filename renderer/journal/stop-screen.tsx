import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useHelpOn } from '../state/help.ts';
import { EnvironmentBand } from '../frame/header.tsx';
import { useWindow } from '../state/store.ts';
import './journal.css';

interface StopScreenProps {
  readonly icon: LucideIcon;
  /** That the till stands still. */
  readonly title: string;
  /** What it stands still for. */
  readonly what: string;
  readonly children: ReactNode;
}

/** The whole screen of a till that stands still, with what there is to know and the one way on. */
export function StopScreen({ icon: Icon, title, what, children }: StopScreenProps) {
  useHelpOn('stopped');
  const environment = useWindow(({ view }) => view?.till.store?.environment ?? 'production');
  return (
    <main className="stop-screen calm-stop">
      <EnvironmentBand environment={environment} />
      <div className="stop-place">
        <div className="stop-card">
          <div className="stop-head">
            <Icon size={56} aria-hidden />
            <div>
              <h1>{title}</h1>
              <p role="status">{what}</p>
            </div>
          </div>
          {children}
        </div>
      </div>
    </main>
  );
}
