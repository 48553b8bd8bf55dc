import { openSeal } from './seal.ts';
import type { SealPlace } from './seal.ts';
import { openJournal } from '../store/open-journal.ts';
import { query, readOnly, text } from '../store/query.ts';
import type { SqliteJournal } from '../store/sqlite-journal.ts';
import { parseStored } from '../tables/rows.ts';
import type { TillEntry, TillEntryOf } from '../../../core/journal/till-entries.ts';
import type { Log } from '../../../core/ports/log.ts';
import type { Environment } from '../../../../shared/settings.ts';

const NEWEST_STATE = `
  SELECT seq, ${text('payload')} FROM events WHERE sale_id = '' AND type = 'people.state' ORDER BY seq DESC LIMIT 1`;

/**
 * The newest state of the people in a journal that need not be open; null where there is none, or it cannot be read.
 */
export function peopleStateIn(file: string, log: Log): TillEntryOf<'people.state'> | null {
  try {
    const db = readOnly(file);
    try {
      const row = query<{ readonly seq: number; readonly payload: string }>(db, NEWEST_STATE).get();
      if (!row) return null;
      const entry = parseStored(row);
      return entry.type === 'people.state' ? { ...entry, seq: row.seq } : null;
    } finally {
      db.close();
    }
  } catch (error) {
    log.warn('journal not asked about people', { error: error instanceof Error ? error.name : typeof error });
    return null;
  }
}

export interface Telling {
  readonly entry: TillEntry;
  readonly environment: Environment;
  readonly file: string;
  /** That journal, where it is the one that is open. Asked again after the last wait. */
  open(): SqliteJournal | null;
  readonly now: number;
  readonly seals: SealPlace | null;
  readonly log: Log;
}

/** Writes an entry into a journal, which is opened for it where it is not the one that the till works with. */
export async function tellIn({ entry, environment, file, open, now, seals, log }: Telling): Promise<void> {
  try {
    const seal = open() === null && seals ? await openSeal(seals, environment) : null;
    const working = open();
    if (working) return void working.note([entry]);
    const opened = openJournal(file, { now, seal: seal?.key ?? null });
    if (!opened.ok) return log.error('journal not told about people', { problem: opened.error.problem });
    try {
      opened.value.note([entry]);
    } finally {
      opened.value.close();
    }
  } catch (error) {
    log.error('journal not told about people', { error: error instanceof Error ? error.message : String(error) });
  }
}
