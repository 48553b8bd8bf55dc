import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { writeExport } from '../../electron/adapters/files/export-file.ts';
import { SqliteJournal } from '../../electron/adapters/journal/store/sqlite-journal.ts';
import { hmacSigner } from '../../electron/adapters/keys/signing-key.ts';
import { businessDays, spanOfDays } from '../../electron/core/reports/business-day.ts';
import { saftFile } from '../../electron/core/export/saft/saft-file.ts';
import { addDays, calendarDate } from '../../shared/calendar-date.ts';
import { UTC } from '../support/till/calendars.ts';
import { recordingLog } from '../support/till/recording-log.ts';
import { SALES_A_DAY, seedJournal } from '../support/journal/seed-journal.ts';
import type { Figure } from './figures.ts';

const SALES = 100_000;
/** Of ten requests eight are paid (`seedJournal`). */
const REQUESTS = 125_000;
const UNTIL = Date.UTC(2026, 10, 22);
const LAST_DAY = calendarDate('2026-11-21');
/** The same memory whatever the file's size: a till has little to spare. */
const MOST_MB = 150;
const MB = 1024 * 1024;

const resultSchema = z.object({
  aboveIdle: z.number(),
  seconds: z.number(),
  transactions: z.number(),
  bytes: z.number(),
  steps: z.number(),
});

/**
 * Memory above idle while an audit file of 100,000 sales is written, in a process of its own; and how often it told how
 * far it was.
 */
export async function auditFile(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'skranke-bench-'));
  try {
    const file = join(folder, 'journal.db');
    seedJournal(file, REQUESTS, UNTIL);
    const { aboveIdle, seconds, transactions, bytes, steps } = await measured(file);
    const detail =
      `${transactions} transactions, ${(bytes / MB).toFixed(0)} ` +
      `MB in ${seconds.toFixed(0)} s; progress told ${steps} times`;
    return [
      {
        name: `SAF-T export of ${SALES} sales: memory above idle`,
        value: aboveIdle,
        unit: 'MB',
        limit: MOST_MB,
        better: 'lower',
        detail,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(file: string): Promise<z.infer<typeof resultSchema>> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) return resultSchema.parse(JSON.parse(line));
  throw new Error('the measured process ended without a word');
}

/** In the process that is measured. */
async function measure(file: string): Promise<void> {
  const journal = new SqliteJournal(file);
  const days = businessDays(UTC, 0, { unit: 'day', date: LAST_DAY });
  const all = Array.from({ length: Math.ceil(REQUESTS / SALES_A_DAY) }, (_, index) =>
    businessDays(UTC, 0, { unit: 'day', date: addDays(LAST_DAY, -index) }),
  )
    .flat()
    .toReversed();
  // What any report warms up is not the export's.
  journal.dayBook.moved(spanOfDays(days));
  const idle = process.memoryUsage().rss;
  let [most, transactions, bytes, steps] = [idle, 0, 0, 0];
  const source = {
    dayBook: journal.dayBook,
    calendar: UTC,
    currency: 'NOK' as const,
    startsAt: 0,
    now: UNTIL,
    journal,
    days: all,
    company: { number: '999999999', name: 'Shop' },
    storeName: 'Shop',
    posId: 'till-1',
    version: '0.1.0',
    training: false,
    signer: hmacSigner(Buffer.from('SkatteetatenSign'), '1'),
  };
  function* watched(): Generator<string> {
    for (const { text, rows } of saftFile(source)) {
      most = Math.max(most, process.memoryUsage.rss());
      transactions += text.split('<cashtransaction>').length - 1;
      if (rows > 0) steps += 1;
      yield text;
    }
  }
  const from = performance.now();
  const path = `${file}.xml`;
  const written = await writeExport(path, watched(), recordingLog());
  if (!written.ok) throw new Error(written.error);
  bytes = statSync(path).size;
  journal.close();
  console.log(
    JSON.stringify({
      aboveIdle: (most - idle) / MB,
      seconds: (performance.now() - from) / 1000,
      transactions,
      bytes,
      steps,
    }),
  );
}

const [, script, file] = process.argv;
if (script === fileURLToPath(import.meta.url) && file) await measure(file);
