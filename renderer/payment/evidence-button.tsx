import { SearchCheck } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { Sale } from '../../shared/payment.ts';
import type { Language } from '../../shared/texts/languages.ts';
import { useText } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import './evidence.css';

const EvidencePanel = lazy(() => import('./evidence-panel.tsx'));

/** On every sale: opens what was done and learnt about it. */
export function HowWeKnow({ sale, language }: { readonly sale: Sale; readonly language: Language }) {
  const text = useText();
  const [open, setOpen] = useState(false);
  return (
    <div className="how-we-know">
      <Button kind="plain" icon={SearchCheck} testId="how-we-know" onPress={() => setOpen(true)}>
        {text('alerts.howWeKnow')}
      </Button>
      {open && (
        <Suspense>
          <EvidencePanel sale={sale} language={language} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
