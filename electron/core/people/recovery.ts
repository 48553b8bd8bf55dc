import type { People } from './people.ts';
import type { Connections } from '../ports/connections.ts';
import type { KeyKeeper, KeyedEnvironment } from '../ports/keys.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import type { Person } from '../../../shared/people.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { Credentials, StoreSettings } from '../../../shared/settings.ts';

export interface RecoveryDeps {
  readonly people: People;
  readonly keys: KeyKeeper;
  readonly connections: Connections;
  /** What the till is set up as. */
  shop(): StoreSettings | null;
}

/** Nobody has a role in a recovery; the entry says how it was done. */
const nobody = { by: null, mayApprove: true, approvedBy: null };

/** The answer of the API that says that these are not the keys of this sales unit. Any other is no verdict. */
const NOT_THESE: readonly ErrorCode[] = [
  'wallet.keysRejected',
  'setup.serialNumberRejected',
  'setup.wrongEnvironment',
  'setup.keyMalformed',
  'setup.keysIncomplete',
];

/**
 * Whose keys prove that somebody may set a manager's PIN anew. Keys to real money count before any others, also while
 * the till is used for practice: who could do it there with a mere confirmation would be the manager of the shop
 * afterwards.
 */
export async function keysNeeded({ keys, connections, shop }: RecoveryDeps): Promise<KeyedEnvironment | null> {
  for (const environment of ['production', 'test'] as const) {
    // SECURITY: also where only the journal is left: who has moved the file of the keys away must not need them any
    // more.
    if (connections.journals.exists(environment) || (await keys.status(environment)) !== 'missing') return environment;
  }
  const environment = shop()?.environment ?? 'practice';
  return environment === 'practice' ? null : environment;
}

/** Sets the PIN of a manager anew, or adds one where there is none left. Who does it proves it with the API keys. */
export async function recover(
  deps: RecoveryDeps,
  { credentials, who, pin }: CallInput<'people.recover'>,
): Promise<Result<Person, ErrorCode>> {
  const { people } = deps;
  if (!people.settings.pinsOn) return err('people.pinsOff');
  const manager = 'personId' in who ? people.find(who.personId) : null;
  if ('personId' in who && (!manager?.active || manager.role !== 'manager')) return err('people.unknown');
  const environment = await keysNeeded(deps);
  if (environment !== null) {
    if (credentials === null) return err('setup.keysIncomplete');
    const proved = await people.checkKeys(() => areTheKeys(deps, environment, credentials));
    if (!proved.ok) return proved;
  }
  const recovered = manager
    ? await people.change({ ...manager, personId: manager.id, pin }, nobody)
    : await people.add({ name: 'name' in who ? who.name : '', role: 'manager', pin }, nobody);
  if (!recovered.ok) return recovered;
  const how = environment === null ? 'confirmed, no keys' : `with the ${environment} keys`;
  await people.tell(nobody, `PIN of ${recovered.value.name} set anew, ${how}`);
  return recovered;
}

/**
 * Compared with what the keychain holds. Where that cannot be read any more, or the API refuses what it holds, the
 * journal and the API decide: the newest payment of the journal can be read with these keys. Without any, the API must
 * prove that they belong to the journal's serial number. SECURITY: nothing of it comes from the file of the settings,
 * and no answer to a question about somebody else's payment counts: any merchant gets that.
 */
async function areTheKeys(
  { keys, connections }: RecoveryDeps,
  environment: KeyedEnvironment,
  credentials: Credentials,
): Promise<Result<boolean, ErrorCode>> {
  const same = (await keys.status(environment)) === 'rejected' ? null : await keys.matches(environment, credentials);
  if (same !== null) return ok(same);
  const witness = connections.journals.walletOf(environment);
  if (!witness) return err('people.keysNotProved');
  const { merchantSerialNumber, payment } = witness;
  const found = await connections.examine({ environment, merchantSerialNumber, credentials });
  if (!found.ok) return NOT_THESE.includes(found.error) ? ok(false) : err(found.error);
  if (payment) return connections.reads({ environment, merchantSerialNumber, credentials, ...payment });
  return found.value.serialNumber === 'proved' ? ok(true) : err('people.keysNotProved');
}
