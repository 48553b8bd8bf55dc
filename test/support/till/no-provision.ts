import type { TillDeps } from '../../../electron/core/till/till-deps.ts';

/** A till that neither finds a set-up file nor makes one. */
export const NO_PROVISION: Pick<TillDeps, 'provision' | 'maker'> = {
  provision: null,
  maker: { make: () => Promise.reject(new Error('no set-up file is made here')) },
};
