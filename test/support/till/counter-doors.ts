import type { CounterDoors } from '../../../electron/core/ports/connections.ts';
import type { TillDeps } from '../../../electron/core/till/till-deps.ts';
import { PRACTICE_STORE } from '../../../shared/practice.ts';
import { err, ok } from '../../../shared/result.ts';
import { DEFAULT_PREFERENCES } from '../../../shared/settings.ts';
import type { TakesPayment } from '../../../shared/settings.ts';
import { WHOLE_JOURNALS } from '../journal/whole-journals.ts';

/** The doors of a till in practice that is set up once and for all, with a journal that has no files. */
export function doorsTo(
  ports: CounterDoors,
  takesPayment: TakesPayment = PRACTICE_STORE.takesPayment,
): Pick<TillDeps, 'connections' | 'settings' | 'keys' | 'tryOut'> {
  return {
    connections: {
      journals: WHOLE_JOURNALS,
      open: () => Promise.resolve(ok(ports)),
      reads: () => Promise.resolve(err('till.noKeys')),
      toExamine: () => Promise.resolve(null),
      examine: () => Promise.resolve(err('till.noKeys')),
      showPhone: () => undefined,
      heldOut: () => Promise.resolve(null),
    },
    settings: {
      current: () => ({ store: { ...PRACTICE_STORE, takesPayment }, preferences: DEFAULT_PREFERENCES }),
      damaged: () => null,
      newer: () => false,
      write: () => Promise.resolve(ok(undefined)),
    },
    keys: {
      keychain: () => Promise.resolve('available'),
      status: () => Promise.resolve('missing'),
      judged: () => undefined,
      matches: () => Promise.resolve(null),
      keep: () => Promise.resolve(err('setup.keychainUnavailable')),
    },
    tryOut: null,
  };
}
