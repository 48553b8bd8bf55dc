import { existsSync, mkdirSync } from 'node:fs';
import { runThrough } from '../../../electron/adapters/journal/damage/check.ts';
import { query, text, toLookAt } from '../../../electron/adapters/journal/store/query.ts';
import { currentJournalFile } from '../../../electron/adapters/journal/store/volumes.ts';
import { verifyLinks } from '../../../electron/adapters/journal/verify/verify.ts';
import { seedJournal, seededStory } from '../journal/seed-journal.ts';
import { prepareProfile } from './prepared-profile.ts';

const DAY_MS = 86_400_000;

/** A till of practice that has sold so much until yesterday. @returns how many of the sales were paid */
export function writeHistory(profile: string, sales: number): number {
  mkdirSync(profile, { recursive: true });
  prepareProfile(profile);
  const until = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  seedJournal(currentJournalFile(profile, 'practice'), sales, until);
  const numbers = Array.from({ length: sales }, (_, index) => index + 1);
  return numbers.filter((number) => seededStory(number, sales, until).end === 'paid').length;
}

/** The newest entry of a journal: whoever has the same one under it has everything before it too. */
export interface Newest {
  readonly seq: number;
  readonly hash: string;
}

/** @param at an entry; the newest one when absent. Reads the file as it lies there. */
export function entryOf(profile: string, at?: number): Newest {
  const file = currentJournalFile(profile, 'practice');
  if (!existsSync(file)) throw new Error(`no journal in ${profile}`);
  const db = toLookAt(file);
  try {
    const columns = `SELECT seq, ${text('hash')} FROM events`;
    const found =
      at === undefined
        ? query<Newest>(db, `${columns} ORDER BY seq DESC LIMIT 1`).get()
        : query<Newest>(db, `${columns} WHERE seq = ?`).get(at);
    if (!found) throw new Error(`no entry ${at ?? ''} in ${file}`);
    return { seq: found.seq, hash: found.hash };
  } finally {
    db.close();
  }
}

/** Looks at each link of the whole chain. @returns what is broken in it, or null */
export function brokenIn(profile: string): unknown {
  const db = toLookAt(currentJournalFile(profile, 'practice'));
  try {
    return runThrough(verifyLinks(db)).finding;
  } finally {
    db.close();
  }
}
