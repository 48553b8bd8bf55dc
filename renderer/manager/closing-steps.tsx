import { Check } from 'lucide-react';
import { useClosingText } from './use-closing-text.ts';

const STEPS = ['compare', 'decide', 'close'] as const;
type ClosingStep = (typeof STEPS)[number];

/** Where the closing is; all three steps stay in sight. `prints`: the last one prints it too. */
export function ClosingSteps({ at, prints }: { readonly at: ClosingStep; readonly prints: boolean }) {
  const text = useClosingText();
  const now = STEPS.indexOf(at);
  return (
    <ol className="closing-steps" aria-label={text('steps.label')} data-testid="closing-steps">
      {STEPS.map((step, index) => (
        <li
          key={step}
          data-state={index < now ? 'done' : index === now ? 'now' : 'next'}
          aria-current={index === now ? 'step' : undefined}
        >
          <span className="closing-step-mark">
            {index < now ? <Check size={18} strokeWidth={3} role="img" aria-label={text('steps.done')} /> : index + 1}
          </span>
          {text(step === 'close' && prints ? 'steps.closeAndPrint' : `steps.${step}`)}
        </li>
      ))}
    </ol>
  );
}
