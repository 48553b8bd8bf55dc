import { ListTree } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Sale } from '../../shared/payment.ts';
import type { Language } from '../../shared/texts/languages.ts';
import { useText } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import './evidence.css';

const EvidencePanel = lazy(() => import('./evidence-panel.tsx'));

/** On every sale: opens its references and codes, and what was done and learnt about it. */
export function Details({
  sale,
  problem = null,
  language,
}: {
  readonly sale: Sale;
  /** The code of what stands on the screen. */
  readonly problem?: ErrorCode | null;
  readonly language: Language;
}) {
  const text = useText();
  const [open, setOpen] = useState(false);
  return (
    <div className="details-key">
      <Button kind="plain" icon={ListTree} testId="details" onPress={() => setOpen(true)}>
        {text('action.details')}
      </Button>
      {open && (
        <Suspense>
          <EvidencePanel sale={sale} problem={problem} language={language} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
