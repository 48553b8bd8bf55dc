import type { ErrorCode } from '../../shared/errors.ts';
import { useErrorText } from '../i18n/index.ts';
import { Banner } from '../ui/banner.tsx';

/** Why something was refused, in plain words. */
export function Refusal({ problem }: { readonly problem: ErrorCode }) {
  const { title, sentence, action } = useErrorText()(problem);
  return (
    <Banner tone="warn" title={title} live>
      {sentence} {action}
    </Banner>
  );
}
