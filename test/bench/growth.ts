import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../build/setup/paths.ts';
import { writeExport } from '../../electron/adapters/files/export-file.ts';
import { runThrough } from '../../electron/adapters/journal/damage/check.ts';
import { readOnly } from '../../electron/adapters/journal/store/query.ts';
import { SqliteJournal } from '../../electron/adapters/journal/store/sqlite-journal.ts';
import { verifyLinks } from '../../electron/adapters/journal/verify/verify.ts';
import { verifyLines } from '../../electron/adapters/journal/verify/verify-lines.ts';
import { journalFile } from '../../electron/core/export/journal-file.ts';
import { readSearch } from '../../electron/core/sales/search.ts';
import { UTC } from '../support/till/calendars.ts';
import { prepareProfile } from '../support/app/prepared-profile.ts';
import { recordingLog } from '../support/till/recording-log.ts';
import { seedJournal } from '../support/journal/seed-journal.ts';
import { startSimulator } from '../support/app/simulator-process.ts';
import { freshFolder, removeFolder } from '../support/app/terminal-app.ts';
import { appending } from './appending.ts';
import { figuresOf, reportTimes, UNTIL } from './day-report.ts';
import { startPlain } from './devtools.ts';
import { median } from './figures.ts';
import type { Figure } from './figures.ts';
import { USABLE } from './start-up.ts';

/** Sales in each journal; the largest takes about five minutes to fill. */
const SIZES = [1_000, 10_000, 100_000, 1_000_000] as const;
const ROUNDS = 51;
const STARTS = 7;
const PAGE = 100;

interface Seeded {
  readonly size: number;
  readonly file: string;
}

/** What grows with the journal, and what must not: each figure in journals of a thousand to a million sales. */
export async function growth(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'skranke-bench-'));
  try {
    const seeded = SIZES.map((size) => ({ size, file: join(folder, `${size}.db`) }));
    for (const { size, file } of seeded) seedJournal(file, size, UNTIL);
    const largest = seeded.at(-1);
    if (!largest) throw new Error('nothing was seeded');
    return [
      ...figuresOf(reportTimes(seeded)),
      ...listing(seeded),
      ...(await verifying(seeded, join(folder, 'journal.jsonl'))),
      ...appending(folder, largest.file),
      ...(await starting(largest)),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Pages and searches, cold first and then in turns. */
export function listing(seeded: readonly Seeded[]): Figure[] {
  const looks = {
    'first page of the sales list': (journal: SqliteJournal) => journal.saleList.page(Number.MAX_SAFE_INTEGER, PAGE),
    'search by receipt number': (journal: SqliteJournal) => found(journal, '999'),
    'search by four digits, the dearest of the others': (journal: SqliteJournal) => found(journal, '67'),
    'search by amount': (journal: SqliteJournal) => found(journal, '249'),
    'search by day': (journal: SqliteJournal) => found(journal, '21.11.2026'),
  };
  return Object.entries(looks).map(([name, look]) => {
    const times = seeded.map(({ size, file }) => {
      const journal = new SqliteJournal(file);
      const taken = Array.from({ length: ROUNDS }, () => {
        const from = performance.now();
        if (look(journal).length === 0) throw new Error(`${name}: nothing found among ${size}`);
        return performance.now() - from;
      });
      journal.close();
      return { size, taken };
    });
    const most = times.at(-1)?.taken ?? [];
    const detail =
      `${perSize(times.map(({ size, taken }) => [size, median(taken)]))}; ` +
      `the first, cold, ${(most[0] ?? Number.NaN).toFixed(1)} ms`;
    return {
      name: `${name}, ${SIZES.at(-1)} sales`,
      value: median(most),
      unit: 'ms',
      limit: 30,
      better: 'lower',
      detail,
    };
  });
}

const found = (journal: SqliteJournal, typed: string) =>
  journal.saleList.find(readSearch(typed, UTC, UNTIL - 1), Number.MAX_SAFE_INTEGER, PAGE);

const perSize = (values: readonly (readonly [number, number])[]): string =>
  `by sales in the journal: ${values.map(([size, value]) => `${size}: ${value.toFixed(2)}`).join(', ')}`;

/** The journal itself, and an export of it. */
export async function verifying(seeded: readonly Seeded[], exported: string): Promise<Figure[]> {
  const rates = seeded.map(({ size, file }): readonly [number, number] => {
    const db = readOnly(file);
    const from = performance.now();
    const { end, finding } = runThrough(verifyLinks(db));
    const seconds = (performance.now() - from) / 1000;
    db.close();
    if (finding) throw new Error(`a seeded journal is broken at ${finding.seq}`);
    return [size, end.seq / seconds];
  });
  const { rate, idle, most } = await exportedRate(seeded.at(-2)?.file ?? '', exported);
  return [
    {
      name: 'verification of a whole journal',
      value: rates.at(-1)?.[1] ?? 0,
      unit: 'events/s',
      limit: 200_000,
      better: 'higher',
      detail: perSize(rates),
    },
    {
      name: 'verification of an exported journal',
      value: rate,
      unit: 'events/s',
      limit: 200_000,
      better: 'higher',
      detail: `of ${SIZES.at(-2)} sales; while it was written the process weighed ${(most - idle).toFixed(0)} MB more`,
    },
  ];
}

async function exportedRate(
  file: string,
  exported: string,
): Promise<{ readonly rate: number; readonly idle: number; readonly most: number }> {
  const journal = new SqliteJournal(file);
  const weight = () => process.memoryUsage.rss() / 1024 / 1024;
  const idle = weight();
  let most = idle;
  function* weighed(): Generator<string> {
    for (const { text } of journalFile({ journal, version: '0.0.0', madeAt: UNTIL })) {
      most = Math.max(most, weight());
      yield text;
    }
  }
  const written = await writeExport(exported, weighed(), recordingLog());
  journal.close();
  if (!written.ok) throw new Error(written.error);
  const from = performance.now();
  const { end, broken } = await verifyLines(exported);
  if (broken) throw new Error(`an exported journal is broken at line ${broken.line}`);
  return { rate: end.seq / ((performance.now() - from) / 1000), idle, most };
}

/** From the start of the process to the sale screen, with this journal and with an empty one, in turns. */
export async function starting({ size, file }: Seeded): Promise<Figure[]> {
  const [full, empty] = [freshFolder(), freshFolder()];
  const simulator = await startSimulator();
  for (const profile of [full, empty]) prepareProfile(profile);
  // What was appended last stands in the log beside it; a database is never used by two paths.
  const journal = new SqliteJournal(file);
  journal.emptyLog();
  journal.close();
  copyFileSync(file, join(full, 'journal-practice.db'));
  const times = { full: [] as number[], empty: [] as number[] };
  const once = async (profile: string): Promise<number> => {
    const started = startPlain([root], { SKRANKE_PROFILE_DIR: profile, SKRANKE_API_URL: simulator.url });
    try {
      return (await started.ask(USABLE, 60_000)) - started.spawnedAt;
    } finally {
      await started.end();
    }
  };
  try {
    await once(empty);
    await once(full);
    for (let round = 0; round < STARTS; round += 1) {
      times.empty.push(await once(empty));
      times.full.push(await once(full));
    }
  } finally {
    await simulator.stop();
    for (const folder of [full, empty]) removeFolder(folder);
  }
  const detail =
    `${median(times.full).toFixed(0)} ms against ` +
    `${median(times.empty).toFixed(0)} ms, medians of ${STARTS} in turns`;
  return [
    {
      name: `process start to a usable sale screen with ${size} sales, against none`,
      value: median(times.full) / median(times.empty),
      unit: 'times',
      limit: 1.05,
      better: 'lower',
      detail,
    },
  ];
}
