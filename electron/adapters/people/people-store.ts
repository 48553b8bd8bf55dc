import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeJson } from '../files/json-file.ts';
import { setAside } from '../files/set-aside.ts';
import type { Log } from '../../core/ports/log.ts';
import type { PeopleFile, PeopleStore } from '../../core/ports/people.ts';
import { DEFAULT_PEOPLE_SETTINGS, MAX_PEOPLE, peopleSettingsSchema, personSchema } from '../../../shared/people.ts';
import { err, ok } from '../../../shared/result.ts';

const NAME = 'people';
const FILE = `${NAME}.json`;
/** Two hundred people are below 200 kB. */
const MAX_BYTES = 1024 * 1024;
const count = z.number().int().min(0).max(1_000_000);
export const peopleFileSchema = z.object({
  settings: peopleSettingsSchema,
  people: z
    .array(personSchema.extend({ pin: z.string().max(10_000), wrongTries: count, wrongApprovals: count.default(0) }))
    .max(MAX_PEOPLE),
  wrongKeys: count,
});

const NEW: PeopleFile = { settings: DEFAULT_PEOPLE_SETTINGS, people: [], wrongKeys: 0 };
/**
 * SECURITY: who spoils the file must not get a till that asks nobody who they are. The way in is a recovery with the
 * API keys.
 */
const LOST: PeopleFile = { ...NEW, settings: { ...DEFAULT_PEOPLE_SETTINGS, pinsOn: true } };

/**
 * The people of this till, in a file of their own. PINs stand in it as the hasher made them.
 *
 * @param newer a newer version of the terminal has written it: it is neither read nor changed
 */
export function openPeopleStore(folder: string, log: Log, newer = false): PeopleStore {
  if (newer) return untouched();
  const found = read(folder);
  let file = found ?? LOST;
  let damaged = found
    ? null
    : existsSync(join(folder, FILE))
      ? (setAside(folder, FILE, 'damaged') ?? FILE)
      : newestDamaged(folder);
  // A file that could be neither read nor kept aside is not written over.
  let stuck = damaged === FILE;
  if (damaged !== null) log.error('people file damaged', { file: damaged });
  return {
    current: () => file,
    damaged: () => damaged,
    newId: () => randomUUID(),
    reject() {
      const there = existsSync(join(folder, FILE));
      const kept = there ? setAside(folder, FILE, 'damaged') : FILE;
      stuck = kept === null;
      damaged ??= kept ?? FILE;
      file = LOST;
      log.error('people file is not the one that was written', { file: damaged });
      return file;
    },
    async write(next) {
      if (stuck) return err('people.notSaved');
      try {
        await writeJson(folder, NAME, next);
      } catch (error) {
        log.error('people not written', { error: error instanceof Error ? error.name : typeof error });
        return err('people.notSaved');
      }
      file = next;
      if (next.people.length > 0) damaged = null;
      return ok(undefined);
    },
  };
}

/** For a till that opens no counter and so lets nobody do anything. */
const untouched = (): PeopleStore => ({
  current: () => NEW,
  damaged: () => FILE,
  newId: () => randomUUID(),
  reject: () => NEW,
  write: () => Promise.resolve(err('people.notSaved')),
});

/**
 * Null where it cannot be read, or where one that could not was kept aside and nobody has been put in its place since.
 */
function read(folder: string): PeopleFile | null {
  const path = join(folder, FILE);
  if (!existsSync(path)) return newestDamaged(folder) === null ? NEW : null;
  try {
    return statSync(path).size > MAX_BYTES ? null : peopleFileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

function newestDamaged(folder: string): string | null {
  if (!existsSync(folder)) return null;
  const number = (name: string) => Number(/^people\.damaged-(\d+)\.json$/.exec(name)?.[1] ?? 0);
  return (
    readdirSync(folder)
      .filter((name) => number(name) > 0)
      .toSorted((a, b) => number(a) - number(b))
      .at(-1) ?? null
  );
}
