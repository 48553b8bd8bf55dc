import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { setAside } from './set-aside.ts';
import { writeWhole } from './whole-file.ts';
import type { ItemsStore } from '../../core/ports/items.ts';
import type { Log } from '../../core/ports/log.ts';
import { itemPagesSchema } from '../../../shared/items.ts';
import type { ItemPages } from '../../../shared/items.ts';
import { err, ok } from '../../../shared/result.ts';

const FILE = 'items.json';
/** A full one is below 60 kB. */
const MAX_BYTES = 1024 * 1024;
/**
 * The form of the file. What another one looked like is read by an upcaster of its own; one that is newer is neither
 * read nor changed.
 */
const FORMAT = 1;
const fileSchema = z.object({ format: z.number().int().min(1), pages: z.unknown() });

interface Found {
  readonly pages: ItemPages;
  readonly state: 'whole' | 'damaged' | 'newer';
}

/** The items in a file of their own: settings are told with every change of the till, and these are many. */
export function openItemsStore(folder: string, log: Log): ItemsStore {
  const found = read(join(folder, FILE));
  let { pages } = found;
  const damaged = found.state === 'damaged' ? (setAside(folder, FILE, 'damaged') ?? FILE) : null;
  if (damaged !== null) log.error('items file damaged and kept aside', { file: damaged });
  return {
    current: () => pages,
    damaged: () => damaged,
    write(next) {
      if (found.state === 'newer') return err('till.dataNewer');
      // One that could be neither read nor kept aside is not written over.
      if (damaged === FILE) return err('settings.damaged');
      try {
        writeWhole(join(folder, FILE), JSON.stringify({ format: FORMAT, pages: next }));
      } catch (error) {
        log.error('items not written', { error: error instanceof Error ? error.name : typeof error });
        return err('settings.damaged');
      }
      pages = next;
      return ok(undefined);
    },
  };
}

function read(path: string): Found {
  if (!existsSync(path)) return { pages: [], state: 'whole' };
  try {
    if (statSync(path).size > MAX_BYTES) return { pages: [], state: 'damaged' };
    const { format, pages } = fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    return format > FORMAT ? { pages: [], state: 'newer' } : { pages: itemPagesSchema.parse(pages), state: 'whole' };
  } catch {
    return { pages: [], state: 'damaged' };
  }
}
