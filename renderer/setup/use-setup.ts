import { useState } from 'react';
import { flushSync } from 'react-dom';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Till } from '../../shared/ipc/contract.ts';
import type { Keychain, Preferences, StoreSettings } from '../../shared/settings.ts';
import { complete } from './calls.ts';
import { useConnectionCheck } from './connection-check.tsx';
import type { ConnectionCheck } from './connection-check.tsx';
import { NO_KEYS, anyKeyTyped, draftOf, keyKeeping, newShop, toCredentials, toStore } from './draft.ts';
import type { KeysDraft, Problems, ShopDraft } from './draft.ts';

export interface Setup {
  readonly draft: ShopDraft;
  readonly keys: KeysDraft;
  readonly thisRunOnly: boolean;
  /** What the main process last said, unless it has just failed to keep keys there. */
  readonly keychain: Keychain;
  readonly problems: Problems;
  readonly refusal: ErrorCode | null;
  readonly busy: boolean;
  readonly check: ConnectionCheck;
  readonly change: (changes: Partial<ShopDraft>) => void;
  readonly changeKeys: (keys: KeysDraft) => void;
  readonly changeThisRunOnly: (thisRunOnly: boolean) => void;
  /** Shows these problems at their fields. */
  readonly show: (problems: Problems) => void;
  readonly runCheck: () => Promise<void>;
  /** Resolves to why not, or null. Keys are wiped once they were taken; after a refusal nothing typed is lost. */
  readonly submit: (store: StoreSettings, preferences: Preferences) => Promise<ErrorCode | null>;
}

/**
 * What was typed for the shop and its keys. The secrets live in this state alone: no store, no log, no address ever
 * holds them.
 */
export function useSetup(till: Till, shownName: (draft: ShopDraft) => string): Setup {
  const [draft, setDraft] = useState<ShopDraft>(() => (till.store ? draftOf(till.store) : newShop()));
  const [keys, setKeys] = useState<KeysDraft>(NO_KEYS);
  const [thisRunOnly, setThisRunOnly] = useState(false);
  const [problems, setProblems] = useState<Problems>({});
  const [refusal, setRefusal] = useState<ErrorCode | null>(null);
  const [busy, setBusy] = useState(false);
  const [keychainFailed, setKeychainFailed] = useState(false);
  const keychain = keychainFailed && till.keychain === 'available' ? 'unavailable' : till.keychain;
  const check = useConnectionCheck();

  const touched = () => {
    setProblems({});
    setRefusal(null);
  };
  return {
    draft,
    keys,
    thisRunOnly,
    keychain,
    problems,
    refusal,
    busy,
    check,
    change: (changes) => {
      touched();
      setDraft((before) => ({ ...before, ...changes }));
      if (changes.environment !== undefined || changes.merchantSerialNumber !== undefined) check.forget();
    },
    changeKeys: (next) => {
      touched();
      setKeys(next);
      check.forget();
    },
    changeThisRunOnly: (next) => {
      touched();
      setThisRunOnly(next);
    },
    // Drawn before it returns, so that the focus can go to the first of them.
    show: (found) => flushSync(() => setProblems(found)),
    runCheck: async () => {
      const store = toStore(draft, shownName(draft));
      await check.run({
        environment: draft.environment,
        merchantSerialNumber: store?.merchantSerialNumber ?? null,
        credentials: anyKeyTyped(keys) ? toCredentials(keys) : null,
      });
    },
    submit: async (store, preferences) => {
      if (busy) return null;
      setBusy(true);
      setRefusal(null);
      const practice = store.environment === 'practice';
      const credentials = !practice && anyKeyTyped(keys) ? toCredentials(keys) : null;
      const forThisRun =
        !practice &&
        (credentials
          ? keyKeeping(store.environment, keychain) !== 'protected' && thisRunOnly
          : till.credentials === 'thisRunOnly');
      const refused = await complete({ store, preferences, credentials, thisRunOnly: forThisRun });
      setBusy(false);
      setRefusal(refused);
      if (refused === 'setup.keychainUnavailable') setKeychainFailed(true);
      if (refused === null) setKeys(NO_KEYS);
      return refused;
    },
  };
}

/** Puts the focus on the field with that mark. */
export function focusField(name: string | null): void {
  if (name !== null) document.querySelector<HTMLElement>(`[data-field="${name}"]`)?.focus();
}
