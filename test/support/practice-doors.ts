import type { CounterPorts, KeyKeeper } from '../../electron/core/ports.ts';
import type { TillDeps } from '../../electron/core/till.ts';
import { PRACTICE_STORE } from '../../shared/practice.ts';
import { err, ok } from '../../shared/result.ts';
import { DEFAULT_PREFERENCES } from '../../shared/settings.ts';
import { WHOLE_JOURNALS } from './whole-journals.ts';

/** Practice has none to keep. */
const NO_KEYS: KeyKeeper = {
  keychain: () => Promise.resolve('available'),
  status: () => Promise.resolve('missing'),
  judged: () => undefined,
  matches: () => Promise.resolve(null),
  keep: () => Promise.resolve(err('setup.keychainUnavailable')),
};

/** A till that is set up for practice, for good, and opens its counter with these. */
export const practiceDoors = (ports: CounterPorts): Pick<TillDeps, 'connections' | 'settings' | 'keys' | 'tryOut'> => ({
  connections: {
    journals: WHOLE_JOURNALS,
    open: () => Promise.resolve(ok(ports)),
    check: () => Promise.resolve(null),
    examine: () => Promise.resolve(err('till.noKeys')),
    showPhone: () => undefined,
  },
  settings: {
    current: () => ({ store: PRACTICE_STORE, preferences: DEFAULT_PREFERENCES }),
    damaged: () => null,
    write: () => Promise.resolve(ok(undefined)),
  },
  keys: NO_KEYS,
  tryOut: null,
});
