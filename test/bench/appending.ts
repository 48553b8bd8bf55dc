import { join } from 'node:path';
import Database from 'libsql';
import { AuditRoll } from '../../electron/adapters/journal/store/audit-roll.ts';
import { SqliteJournal } from '../../electron/adapters/journal/store/sqlite-journal.ts';
import type { NewEvent } from '../../electron/core/journal/events.ts';
import { eventsOf } from '../support/simulation/sale-stories.ts';
import { seededStory } from '../support/journal/seed-journal.ts';
import { UNTIL } from './day-report.ts';
import { median } from './figures.ts';
import type { Figure } from './figures.ts';

const ROUNDS = 9;
const SALES = 40;

/**
 * Commits a second, each with its fsync as the till waits for it, of whole sales in the till's own steps (a sale and
 * its request are one), against bare inserts of the same texts by the same library with the same settings in as many
 * transactions. In turns, in a journal that is long already.
 */
export function appending(folder: string, file: string): Figure[] {
  const journal = new SqliteJournal(file, undefined, { roll: new AuditRoll(join(folder, 'appending.roll')) });
  journal.writeRoll();
  const bare = new Database(join(folder, 'bare.db'));
  bare.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ' +
      'CREATE TABLE events (seq INTEGER PRIMARY KEY, payload TEXT NOT NULL) STRICT;',
  );
  const [begin, insert, commit] = [
    bare.prepare('BEGIN IMMEDIATE'),
    bare.prepare('INSERT INTO events (payload) VALUES (?)'),
    bare.prepare('COMMIT'),
  ];
  const rates = { ours: [] as number[], bare: [] as number[] };
  let number = journal.lastReceiptNumber();
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const commits: (readonly NewEvent[])[] = [];
      for (let sale = 0; sale < SALES; sale += 1)
        commits.push(...stepsOf(eventsOf(seededStory((number += 1), number, UNTIL))));
      rates.ours.push(
        perSecond(commits.length, () => {
          for (const events of commits) journal.append(events);
        }),
      );
      const texts = commits.map((events) => events.map((event) => JSON.stringify(event)));
      rates.bare.push(
        perSecond(texts.length, () => {
          for (const together of texts) {
            begin.run();
            for (const text of together) insert.run(text);
            commit.run();
          }
        }),
      );
    }
  } finally {
    journal.close();
    bare.close();
  }
  const [ours, theirs] = [median(rates.ours), median(rates.bare)];
  const detail = `${ours.toFixed(0)} against ${theirs.toFixed(0)} a second, medians of ${ROUNDS} in turns`;
  return [
    {
      name: 'sustained appends with fsync, against bare inserts',
      value: ours / theirs,
      unit: 'times',
      limit: 0.6,
      better: 'higher',
      detail,
    },
  ];
}

const stepsOf = ([opened, requested, ...later]: readonly NewEvent[]): (readonly NewEvent[])[] => [
  [opened, requested].filter((event) => event !== undefined),
  ...later.map((event) => [event]),
];

function perSecond(count: number, work: () => void): number {
  const from = performance.now();
  work();
  return count / ((performance.now() - from) / 1000);
}
