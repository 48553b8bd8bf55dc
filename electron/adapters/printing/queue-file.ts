import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { setAside } from '../files/set-aside.ts';
import { writeWhole } from '../files/whole-file.ts';
import type { Log } from '../../core/ports/log.ts';
import { queuedSlipSchema } from '../../core/ports/printing.ts';
import type { Queue, QueueStore, QueuedSlip } from '../../core/ports/printing.ts';

const FILE = 'print-queue.json';
/** Fifty long slips are far below it. */
const MAX_BYTES = 16 * 1024 * 1024;
const fileSchema = z.object({ version: z.literal(1), slips: z.array(z.unknown()).max(1_000) });

/**
 * The slips that are not on paper yet, in one file of the profile. Written beside it, synced and renamed, so that it is
 * whole after a kill at any moment. A file or a slip that cannot be read is kept aside and takes no other slip with it.
 * Holds no full phone number.
 */
export function openQueueFile(folder: string, log: Log): QueueStore {
  const path = join(folder, FILE);

  const save = (queue: Queue): boolean => {
    try {
      writeWhole(path, JSON.stringify({ version: 1, slips: queue }));
      return true;
    } catch (error) {
      log.error('print queue not written', {
        error: error instanceof Error && 'code' in error ? String(error.code) : 'unknown',
      });
      return false;
    }
  };

  return {
    save,
    load() {
      if (!existsSync(path)) return [];
      const { slips, damaged } = read(path);
      if (damaged) {
        const kept = setAside(folder, FILE, 'damaged');
        log.error('print queue damaged and kept aside', { file: kept, readable: slips.length });
        if (kept !== null) save(slips);
      }
      return slips;
    },
  };
}

function read(path: string): { readonly slips: readonly QueuedSlip[]; readonly damaged: boolean } {
  try {
    const file = statSync(path).size > MAX_BYTES ? null : fileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    if (!file?.success) return { slips: [], damaged: true };
    const slips = file.data.slips.map((slip) => queuedSlipSchema.safeParse(slip));
    return {
      slips: slips.flatMap((slip) => (slip.success ? [slip.data] : [])),
      damaged: slips.some(({ success }) => !success),
    };
  } catch {
    return { slips: [], damaged: true };
  }
}
