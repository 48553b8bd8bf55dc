import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { setAside } from './set-aside.ts';
import { writeWhole } from './whole-file.ts';
import type { Log } from '../../core/ports/log.ts';
import type { SchoolStore } from '../../core/ports/school.ts';
import { pupilsSchema } from '../../../shared/school.ts';
import type { Pupils } from '../../../shared/school.ts';

const FILE = 'school.json';
const MAX_BYTES = 1024 * 1024;
/** The form of the file; one that is newer is neither read nor changed. */
const FORMAT = 1;
const fileSchema = z.object({ format: z.number().int().min(1), pupils: z.unknown() });

interface Found {
  readonly pupils: Pupils;
  readonly writable: boolean;
}

/** Who has practised what, in a small file of its own: it is no setting, and no money stands in it. */
export function openSchoolStore(folder: string, log: Log): SchoolStore {
  const path = join(folder, FILE);
  // Read when somebody practises: a till that sells has no use for it.
  let found: Found | null = null;
  const kept = (): Found => (found ??= read(folder, path, log));
  return {
    current: () => kept().pupils,
    write(pupils) {
      const { writable } = kept();
      found = { pupils, writable };
      if (!writable) return false;
      try {
        writeWhole(path, JSON.stringify({ format: FORMAT, pupils }));
        return true;
      } catch (error) {
        log.warn('school not written', { error: error instanceof Error ? error.name : typeof error });
        return false;
      }
    },
  };
}

function read(folder: string, path: string, log: Log): Found {
  if (!existsSync(path)) return { pupils: [], writable: true };
  try {
    if (statSync(path).size > MAX_BYTES) throw new RangeError('too large');
    const { format, pupils } = fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    if (format > FORMAT) return { pupils: [], writable: false };
    return { pupils: pupilsSchema.parse(pupils), writable: true };
  } catch {
    const aside = setAside(folder, FILE, 'damaged');
    log.warn('school file damaged and kept aside', { file: aside });
    return { pupils: [], writable: aside !== null };
  }
}
