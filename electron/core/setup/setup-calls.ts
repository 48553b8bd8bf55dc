import type { TillEntry } from '../journal/till-entries.ts';
import type { Connections } from '../ports/connections.ts';
import type { KeyKeeper } from '../ports/keys.ts';
import type { Settings } from '../ports/settings.ts';
import type { MakeDeps } from './provision-make.ts';
import type { ProvisionDesk } from './provisioning.ts';
import { changesBetween, recordOf } from './settings-changes.ts';
import { reply } from '../../../shared/ipc/replies.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { CallHandlers, CallInput } from '../../../shared/ipc/contract.ts';
import type { Actor } from '../../../shared/people.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { ChangeOfSetting, Preferences } from '../../../shared/settings.ts';

/** Who keeps what the till is set up as. */
interface SetUpKeeper extends Settings {
  setUp(input: CallInput<'setup.complete'>): Promise<Result<unknown, ErrorCode>>;
  prefer(preferences: Preferences): Promise<Result<unknown, ErrorCode>>;
  /** A manager has read what was found changed. */
  foundRead(): void;
}

export interface SetupCallsDeps extends MakeDeps {
  readonly connections: Pick<Connections, 'examine'>;
  /** The set-up from a file, where the till began without settings and one was there. */
  readonly provision: ProvisionDesk | null;
  readonly keeper: SetUpKeeper;
  /** Writes an entry into the journal. */
  note(entry: TillEntry): void;
}

type SetupCall =
  | 'setup.checkConnection'
  | 'setup.complete'
  | 'settings.preferences'
  | 'settings.foundRead'
  | 'provision.apply'
  | 'provision.make';

/**
 * The calls about what the till is set up as. The journal hears who changed what from which value to which;
 * of keys only that they are others.
 */
export function setupCalls(deps: () => SetupCallsDeps): Pick<CallHandlers, SetupCall> {
  const change = async (
    { by, approvedBy }: Actor,
    newKeys: boolean,
    work: () => Promise<Result<unknown, ErrorCode>>,
  ) => {
    const { clock, keeper, note } = deps();
    const before = { store: keeper.store, preferences: keeper.preferences };
    const result = await work();
    const after = keeper;
    const changes: readonly ChangeOfSetting[] = [
      ...changesBetween(recordOf(before.store), recordOf(after.store)),
      ...changesBetween(recordOf(before.preferences), recordOf(after.preferences)),
      ...(newKeys ? [{ name: 'keys', values: 'notWritten' as const }] : []),
    ];
    if (result.ok && changes.length > 0) note({ type: 'settings.changed', at: clock.now(), by, approvedBy, changes });
    return reply(result);
  };
  return {
    'setup.checkConnection': async (input) => {
      const found = await deps().connections.examine(input);
      return found.ok ? { accepted: true, proof: found.value } : { accepted: false, error: found.error };
    },
    'setup.complete': (input, actor) => change(actor, input.credentials !== null, () => deps().keeper.setUp(input)),
    'settings.preferences': (preferences, actor) => change(actor, false, () => deps().keeper.prefer(preferences)),
    'provision.apply': (input, actor) =>
      change(actor, true, () => deps().provision?.apply(input) ?? Promise.resolve(err('provision.notFresh'))),
    'provision.make': async (input, { by, approvedBy }) => {
      const { clock, note } = deps();
      // Read when somebody makes one: a till that sells has no use for it.
      const { makeProvision } = await import('./provision-make.ts');
      const made = await makeProvision(deps(), input);
      if (!made.ok) return { accepted: false, error: made.error };
      const values = { from: null, to: made.value?.file ?? null };
      if (made.value) {
        const changes = [{ name: 'setUpFile', values }];
        note({ type: 'settings.changed', at: clock.now(), by, approvedBy, changes });
      }
      return { accepted: true, made: made.value };
    },
    'settings.foundRead': (_, { by, approvedBy }) => {
      const { clock, note, keeper } = deps();
      note({ type: 'settings.foundRead', at: clock.now(), by, approvedBy });
      keeper.foundRead();
      return reply(ok(null));
    },
  };
}

/**
 * Keeps the keys that came with the settings, if they can be the settings of a till; what stands in the way otherwise.
 */
export async function keepKeys(
  { store, credentials, thisRunOnly }: CallInput<'setup.complete'>,
  keys: KeyKeeper,
): Promise<Result<null, ErrorCode>> {
  if (!store.vatRates.includes(store.defaultVatRate)) return err('settings.invalid');
  if (store.environment === 'practice') return ok(null);
  if (store.merchantSerialNumber === null) return err('setup.serialNumberMalformed');
  const kept = credentials
    ? await keys.keep(store.environment, credentials, thisRunOnly)
    : ok(await keys.status(store.environment));
  if (!kept.ok) return kept;
  return kept.value === 'missing' ? err('till.noKeys') : ok(null);
}
