import { ImagePlus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import { logoPath } from '../../shared/logo.ts';
import type { Logo } from '../../shared/logo.ts';
import { Button } from '../ui/button.tsx';
import { chooseLogo, removeLogo } from './calls.ts';
import { ProblemBanner } from './problem-banner.tsx';
import { useSetupText } from './use-setup-text.ts';
import './logo-field.css';

/** The shop's picture on the customer's screen; applies at once. */
export function LogoField({ logo }: { readonly logo: Logo | null }) {
  const text = useSetupText();
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async (call: () => Promise<ErrorCode | null>) => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    setProblem(await call());
    setBusy(false);
  };
  return (
    <div className="setup-country" role="group" aria-labelledby="logo-label">
      <p className="field-label" id="logo-label">
        {text('logo.label')}
      </p>
      <div className="logo-field">
        {logo && <img src={logoPath(logo)} alt={text('logo.alt')} width={logo.width} height={logo.height} />}
        <Button icon={ImagePlus} testId="choose-logo" blocked={busy} onPress={() => void run(chooseLogo)}>
          {text(logo ? 'logo.another' : 'logo.choose')}
        </Button>
        {logo && (
          <Button icon={Trash2} testId="remove-logo" blocked={busy} onPress={() => void run(removeLogo)}>
            {text('logo.remove')}
          </Button>
        )}
      </div>
      <p className="field-note">{text('logo.hint')}</p>
      <div role="alert">{problem && <ProblemBanner problem={problem} />}</div>
    </div>
  );
}
