import { useContext, useEffect, useRef } from 'react';
import { ErrorBanner } from '../ui/error-banner.tsx';
import type { ErrorWordsProps } from '../ui/error-banner.tsx';
import { WalletName } from './use-setup-text.ts';

/** A registered error brought into view, in the name of the wallet that is being chosen. */
export function ProblemBanner(props: Omit<ErrorWordsProps, 'wallet'>) {
  const { problem } = props;
  const wallet = useContext(WalletName);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer engines return a promise here, which must not become the effect's clean-up.
    void place.current?.scrollIntoView({ block: 'nearest' });
  }, [problem]);
  return (
    <div ref={place}>
      <ErrorBanner {...props} wallet={wallet} live={false} />
    </div>
  );
}
