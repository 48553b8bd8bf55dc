import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Damage } from '../../../../shared/journal.ts';
import { err, ok } from '../../../../shared/result.ts';
import type { Result } from '../../../../shared/result.ts';
import { syncFile, syncFolder } from '../../files/whole-file.ts';
import { AuditRoll } from './audit-roll.ts';
import { copyBytes } from './bytes.ts';
import { JournalDamage } from '../damage/damage.ts';
import type { Finding } from '../damage/damage.ts';
import { examine } from '../damage/examine.ts';
import { takeOpeningLock } from './opening-lock.ts';
import type { SealKey } from '../seal/seal.ts';
import { SqliteJournal } from './sqlite-journal.ts';
import { keptName, rollOf } from './volumes.ts';

export interface OpenOptions {
  /** Epoch ms, for the name of a kept copy and for the entry that tells of it. */
  readonly now: number;
  /** Told of damage that is met later, at any read or write. */
  damaged?(damage: Damage): void;
  /** As for {@link SqliteJournal}. */
  readonly seal?: SealKey | null;
  dayClosed?(): void;
  /** Test seam: told of each step before it is done; what it throws ends the process as far as these files can see. */
  step?(name: 'copy' | 'open' | 'restore' | 'roll'): void;
}

/**
 * Opens a journal after its files were examined. A lost end is restored from the audit roll, after the damaged files
 * were copied under a name of their own; the journal's newest entry then says so.
 *
 * @returns where it is damaged; then no file was touched
 * @throws when the disk refuses, the journal belongs to a newer version, or it is open already
 */
export function openJournal(file: string, options: OpenOptions): Result<SqliteJournal, Damage> {
  const release = takeOpeningLock(file);
  try {
    const opened = openAlone(file, options, release);
    if (!opened.ok) release();
    return opened;
  } catch (error) {
    release();
    throw error;
  }
}

function openAlone(
  file: string,
  { now, damaged = () => undefined, seal = null, dayClosed = () => undefined, step = () => undefined }: OpenOptions,
  closed: () => void,
): Result<SqliteJournal, Damage> {
  const found = examine(file);
  const place = (finding: Finding): Damage => ({
    file: basename(file),
    folder: dirname(file),
    receiptNumber: null,
    ...finding,
  });
  if (found.kind === 'damaged') return err(place(found.finding));
  let kept: string | null = null;
  if (found.kind === 'cut') {
    step('copy');
    kept = keepCopies(file, now);
  }
  const roll = new AuditRoll(rollOf(file));
  step('open');
  const options = {
    roll,
    seal,
    dayClosed,
    closed,
    checked: true,
    damaged: (finding: Finding) => damaged(place(finding)),
  };
  try {
    const journal =
      found.kind === 'cut'
        ? new SqliteJournal(file, () => found.tag, options)
        : new SqliteJournal(file, undefined, options);
    if (found.kind === 'cut') {
      step('restore');
      const first = found.links[0]?.seq ?? 1;
      journal.restore(found.links, {
        type: 'journal.restored',
        at: now,
        file: kept ?? basename(file),
        firstSeq: first,
        entries: found.links.length,
      });
    }
    step('roll');
    if (found.kind === 'whole' && found.rollEnds) roll.resume();
    else journal.writeRoll();
    return ok(journal);
  } catch (error) {
    if (error instanceof JournalDamage) return err(place(error.finding));
    throw error;
  }
}

/** @returns the name of the copy, or null when there is no file to keep */
function keepCopies(file: string, now: number): string | null {
  const kept = keptName(file, now, (path) => existsSync(path) || existsSync(`${path}-wal`));
  const ends = ['', '-wal'].filter((end) => existsSync(`${file}${end}`));
  try {
    for (const end of ends) {
      if (end === '') copyBytes(file, kept);
      else copyFileSync(`${file}${end}`, `${kept}${end}`);
      syncFile(`${kept}${end}`);
    }
    syncFolder(dirname(file));
  } catch (error) {
    // A full disk: half a copy would pass for the whole one.
    for (const end of ends) rmSync(`${kept}${end}`, { force: true });
    throw error;
  }
  return ends.length > 0 ? basename(kept) : null;
}
