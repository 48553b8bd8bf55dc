import { useEffect, useRef, useState } from 'react';
import type { ConnectionProof } from '../../shared/connection.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { CallInput } from '../../shared/ipc/contract.ts';
import type { Environment } from '../../shared/settings.ts';
import { Banner } from '../ui/banner.tsx';
import { checkConnection } from './calls.ts';
import { ProblemBanner } from './problem-banner.tsx';
import { useSetupText } from './use-setup-text.ts';

export type CheckState =
  | { readonly name: 'notDone' }
  | { readonly name: 'running' }
  | { readonly name: 'works'; readonly proof: ConnectionProof }
  | { readonly name: 'problem'; readonly problem: ErrorCode };

export interface ConnectionCheck {
  readonly state: CheckState;
  readonly run: (input: CallInput<'setup.checkConnection'>) => Promise<void>;
  /** What was checked has changed: the result no longer counts, nor does an answer that is still on its way. */
  readonly forget: () => void;
}

export function useConnectionCheck(): ConnectionCheck {
  const [state, setState] = useState<CheckState>({ name: 'notDone' });
  const newest = useRef(0);
  return {
    state,
    run: async (input) => {
      const mine = ++newest.current;
      setState({ name: 'running' });
      const found = await checkConnection(input);
      if (mine === newest.current)
        setState(found.ok ? { name: 'works', proof: found.value } : { name: 'problem', problem: found.error });
    },
    forget: () => {
      newest.current += 1;
      setState({ name: 'notDone' });
    },
  };
}

/** Sentences that speak of a payment which may have gone through: there is none in a check. */
const ABOUT_A_PAYMENT: readonly ErrorCode[] = [
  'network.timeout',
  'network.dropped',
  'network.unreadable',
  'network.serverError',
];

/** No more than is proved: the wallet answers a wrong serial number as it answers an unknown payment. */
function wordsFor({ serialNumber, name }: ConnectionProof): 'check.okShop' | 'check.okProved' | 'check.okNotProved' {
  if (serialNumber === 'notProved') return 'check.okNotProved';
  return name === null ? 'check.okProved' : 'check.okShop';
}

/** What the check found, in place, in view and in plain words. */
export function CheckResult({ state, environment }: { readonly state: CheckState; readonly environment: Environment }) {
  const text = useSetupText();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer engines return a promise here, which must not become the effect's clean-up.
    if (state.name !== 'notDone') void place.current?.scrollIntoView({ block: 'nearest' });
  }, [state]);
  const instead = (problem: ErrorCode) => {
    if (problem === 'network.notTheWallet')
      return { sentence: text('check.notTheWallet'), action: text('check.notTheWalletAction') };
    if (ABOUT_A_PAYMENT.includes(problem))
      return { sentence: text('check.unclear'), action: text('check.unclearAction') };
    // The keys stand on this very screen, and who reads it is the one who types them.
    return problem === 'wallet.keysRejected' ? { action: text('check.keysAction') } : {};
  };
  return (
    <div className="check-result" role="status" ref={place}>
      {state.name === 'running' && <Banner tone="grey">{text('check.running')}</Banner>}
      {state.name === 'works' && (
        <Banner tone="good" title={`${text('check.ok')}.`}>
          {environment === 'practice'
            ? text('check.okPractice')
            : text(wordsFor(state.proof), { shop: state.proof.name ?? '' })}
        </Banner>
      )}
      {state.name === 'problem' && (
        <ProblemBanner problem={state.problem} known="notDone" {...instead(state.problem)} />
      )}
    </div>
  );
}
