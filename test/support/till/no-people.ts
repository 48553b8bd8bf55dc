import { randomUUID } from 'node:crypto';
import type { PeopleFile, PeopleStore, PinHasher } from '../../../electron/core/ports/people.ts';
import { DEFAULT_PEOPLE_SETTINGS } from '../../../shared/people.ts';
import { ok } from '../../../shared/result.ts';

/** A book of people in memory; what is given is kept in `disk`, as a file would. */
export function peopleInMemory(
  disk: { file: PeopleFile } = { file: { settings: DEFAULT_PEOPLE_SETTINGS, people: [], wrongKeys: 0 } },
): PeopleStore {
  let rejected = false;
  return {
    current: () => disk.file,
    damaged: () => (rejected ? 'people.json' : null),
    reject: () => {
      rejected = true;
      disk.file = { ...disk.file, settings: { ...DEFAULT_PEOPLE_SETTINGS, pinsOn: true }, people: [] };
      return disk.file;
    },
    write: (file) => {
      disk.file = file;
      return Promise.resolve(ok(undefined));
    },
    newId: () => randomUUID(),
  };
}

/** Costs no time; what it keeps is as bad as plain text. */
export const QUICK_HASHER: PinHasher = {
  hash: (pin) => Promise.resolve(`hash of ${pin}`),
  verify: (pin, kept) => Promise.resolve(kept === `hash of ${pin}` ? 'right' : 'wrong'),
  digest: (text) => text,
};

/** A shop that has never switched PINs on. */
export const noPeople = (): { readonly people: PeopleStore; readonly hasher: PinHasher } => ({
  people: peopleInMemory(),
  hasher: QUICK_HASHER,
});
