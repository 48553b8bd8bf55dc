import type Database from 'libsql';
import { JournalDamage } from '../damage/damage.ts';
import { BEGINNING, findBrokenLink } from '../store/chain.ts';
import type { ChainEnd, ChainLink } from '../store/chain.ts';
import { query, readOnly, text } from '../store/query.ts';

/** Entries in one slice: a few milliseconds, and selling goes on between them. */
const AT_ONCE = 1_000;

export interface VolumeHead {
  readonly tag: string;
  readonly end: ChainEnd;
}

const open = <T>(file: string, work: (db: Database.Database) => T): T => {
  const db = readOnly(file);
  try {
    return work(db);
  } finally {
    db.close();
  }
};

/** How far a volume has come; null where it has no tag and so was never written. */
export const volumeHead = (file: string): VolumeHead | null =>
  open(file, (db) => {
    const tag = query<{ value: string }>(db, `SELECT ${text('value')} FROM meta WHERE name = 'tag'`).get()?.value;
    const end = query<ChainEnd>(db, `SELECT seq, ${text('hash')} FROM events ORDER BY seq DESC LIMIT 1`).get();
    return tag === undefined ? null : { tag, end: end ?? BEGINNING };
  });

/** Whether anything was ever sold in it. @throws where it cannot be read */
export const hasSales = (file: string): boolean =>
  open(file, (db) => db.prepare("SELECT 1 FROM events WHERE sale_id <> '' LIMIT 1").get() !== undefined);

/**
 * The entries of a volume up to one of them, through a connection of its own: an entry never changes, so what is
 * written meanwhile is left to the next backup. Every link is proved. @throws a JournalDamage where one does not hold
 */
export function* keptEntries(file: string, end: ChainEnd): Generator<readonly ChainLink[]> {
  const db = readOnly(file);
  try {
    const { sealed } = db
      .prepare("SELECT COUNT(*) AS sealed FROM pragma_table_info('events') WHERE name = 'mac'")
      .get() as {
      sealed: number;
    };
    const slice = query<ChainLink>(
      db,
      `SELECT seq, ${text('hash', 'payload')}, ${sealed === 1 ? 'CAST(mac AS BLOB) AS mac' : 'NULL AS mac'}
       FROM events WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ${AT_ONCE}`,
    );
    let last: ChainEnd = BEGINNING;
    while (last.seq < end.seq) {
      const links = slice.all(last.seq, end.seq);
      const broken = links.length === 0 ? { seq: last.seq + 1 } : findBrokenLink(links, last);
      if (broken) throw new JournalDamage({ problem: 'hash', seq: broken.seq });
      yield links;
      last = links.at(-1) ?? last;
    }
    if (last.hash !== end.hash) throw new JournalDamage({ problem: 'hash', seq: end.seq });
  } finally {
    db.close();
  }
}
