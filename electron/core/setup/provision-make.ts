import type { ExportDoor } from '../ports/export.ts';
import type { Clock } from '../ports/clock.ts';
import type { KeyKeeper } from '../ports/keys.ts';
import type { ProvisionMaker } from '../ports/provision.ts';
import type { PeopleStore } from '../ports/people.ts';
import type { SettingsStore } from '../ports/settings.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import { setUpOf } from '../../../shared/provision/file.ts';
import { isTillRule } from '../../../shared/provision/till-id.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';

export interface MakeDeps {
  readonly clock: Clock;
  readonly keys: Pick<KeyKeeper, 'matches'>;
  readonly exports: Pick<ExportDoor, 'choose' | 'write'>;
  readonly maker: ProvisionMaker;
  readonly people: Pick<PeopleStore, 'current'>;
  readonly settings: Pick<SettingsStore, 'current'>;
}

const SUGGESTION = 'skranke-provision.json';
const DAY_MS = 24 * 60 * 60_000;

export type Made = { readonly file: string; readonly code: string } | null;

/**
 * A file that makes other tills like this one. The keys in it are those that were typed for it: what the keychain holds
 * goes in and never out, also not to a manager.
 */
export async function makeProvision(
  { clock, keys, exports, maker, people, settings }: MakeDeps,
  { tillRule, days, withPeople, credentials }: CallInput<'provision.make'>,
): Promise<Result<Made, ErrorCode>> {
  const { store, preferences } = settings.current();
  if (store === null) return err('till.notSetUp');
  if (!isTillRule(tillRule)) return err('provision.noTillId');
  if (store.environment !== 'practice') {
    if (credentials === null) return err('provision.keysNeeded');
    if ((await keys.matches(store.environment, credentials)) === false) return err('provision.otherKeys');
  }
  const path = await exports.choose(SUGGESTION);
  if (path === null) return ok(null);
  const staff = people.current().people.filter(({ active }) => active && withPeople);
  const named = staff.map(({ name, role }) => ({ name, role }));
  const made = clock.now();
  const { text, code } = await maker.make(
    setUpOf(store, preferences, named, tillRule),
    store.environment === 'practice' ? null : credentials,
    { made, expires: made + days * DAY_MS },
  );
  const written = await exports.write(path, [text]);
  return written.ok ? ok({ file: path.split(/[/\\]/).at(-1) ?? path, code }) : written;
}
