import type { ErrorCode } from '../../../shared/errors.ts';
import type { Till } from '../../../shared/ipc/contract.ts';
import type { ApiFailure } from '../ports/api-failure.ts';

export type Lamps = Till['lamps'];
export const DARK_LAMPS: Lamps = { network: 'unknown', wallet: 'unknown' };

/** Something has answered, and not as the service does when it is well. */
const ANSWERED: readonly ErrorCode[] = ['network.serverError', 'network.unreadable', 'network.notTheWallet'];

/** What one answer, or the lack of one, says about our own network and about the wallet's service. */
export function lampsAfter(lamps: Lamps, failure: ApiFailure | null): Lamps {
  if (failure === null) return { network: 'ok', wallet: 'ok' };
  switch (failure.kind) {
    case 'rejected':
    case 'retryLater':
    case 'unauthorized':
      return { network: 'ok', wallet: 'ok' };
    case 'notSent':
    case 'unclear':
      if (failure.error === 'network.offline' || failure.error === 'network.dns' || failure.error === 'network.proxy')
        return { network: 'down', wallet: 'unknown' };
      if (ANSWERED.includes(failure.error)) return { network: 'ok', wallet: 'down' };
      return { ...lamps, wallet: 'down' };
  }
}

export const anyDown = (lamps: Lamps): boolean => lamps.network === 'down' || lamps.wallet === 'down';
