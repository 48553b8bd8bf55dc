import { Printer } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { Till } from '../../shared/ipc/contract.ts';
import { isDone } from '../../shared/printing.ts';
import { problemOf, usePrintText } from './use-print-text.ts';
import './print.css';

const SlipsPanel = lazy(() => import('./slips-panel.tsx'));

/** On top of the rail while a slip is not on paper though it should be. Amber: no money hangs on it. Takes no focus. */
export default function SlipAlert({ till }: { readonly till: Till }) {
  const text = usePrintText();
  const [open, setOpen] = useState(false);
  const stuck = till.slips.filter((job) => !isDone(job) && problemOf(job) !== null).length;
  return (
    <div data-slips aria-live="polite">
      {stuck > 0 && (
        <button type="button" className="alert-slips" data-testid="slips-alert" onClick={() => setOpen(true)}>
          <Printer size={24} aria-hidden />
          <span>
            <strong>{text('alert', { count: stuck })}</strong>
            <span>{text('alertShow')}</span>
          </span>
        </button>
      )}
      {open && (
        <Suspense>
          <SlipsPanel till={till} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
