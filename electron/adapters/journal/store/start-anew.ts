import { renameSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Damage } from '../../../../shared/journal.ts';
import type { Environment } from '../../../../shared/settings.ts';
import { syncFile, syncFolder } from '../../files/whole-file.ts';
import { salvage } from '../damage/salvage.ts';
import type { SealKey } from '../seal/seal.ts';
import { SqliteJournal } from './sqlite-journal.ts';
import { currentJournalFile, nextJournalFile } from './volumes.ts';

export interface StartAnewOptions {
  /** Seals the new volume. */
  readonly seal?: SealKey | null;
  readonly folder: string;
  readonly environment: Environment;
  readonly damage: Damage;
  /** Epoch ms. */
  readonly now: number;
  /** Test seam: told of each step before it is done; what it throws ends the process as far as these files can see. */
  step?(name: 'read' | 'write' | 'sync' | 'rename' | 'sync-folder'): void;
}

/**
 * Begins a new volume after a damaged one: its first entry names its predecessor, and every sale with an open payment
 * that can still be read goes with it. It is written beside and becomes the journal by one rename; before that nothing
 * has happened, after it everything has. The damaged files are only read.
 *
 * @throws when the disk refuses; then nothing has changed
 */
export function startAnew({
  folder,
  environment,
  damage,
  now,
  seal = null,
  step = () => undefined,
}: StartAnewOptions): void {
  const from = currentJournalFile(folder, environment);
  const to = nextJournalFile(folder, environment);
  step('read');
  const { sales, bodies, lost, lastReceiptNumber, lastGood, closings, tags } = salvage(from);
  // This entry is the first, and those of the carried sales follow it.
  const first = 2 + sales.reduce((count, events) => count + events.length, 0);
  const volume = new SqliteJournal(':memory:', undefined, { seal });
  volume.note([
    {
      type: 'journal.continued',
      at: now,
      file: basename(from),
      problem: damage.problem,
      lastGood,
      lastReceiptNumber,
      carried: sales.length,
      lost: [...lost],
      tags,
      closings: { ...closings, first },
    },
  ]);
  for (const events of sales) {
    const references = new Set(events.flatMap((event) => ('reference' in event ? [event.reference] : [])));
    volume.append(events, { keep: bodies.filter(({ reference }) => references.has(reference)), forget: [] });
  }
  const fresh = `${to}.new`;
  step('write');
  rmSync(fresh, { force: true });
  volume.copyTo(fresh);
  volume.close();
  step('sync');
  syncFile(fresh);
  step('rename');
  renameSync(fresh, to);
  step('sync-folder');
  syncFolder(dirname(to));
}
