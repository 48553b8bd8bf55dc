import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readOnly } from '../../../electron/adapters/journal/store/query.ts';
import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import { openedSale, requestedPayment } from '../../support/journal/journal-samples.ts';

const HOLDER = fileURLToPath(new URL('../../support/journal/hold-file.ts', import.meta.url));
const HELD_MS = 500;

let folder: string;
let file: string;
let holder: ChildProcess;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-held-'));
  const made = join(folder, 'made');
  mkdirSync(made);
  const journal = new SqliteJournal(join(made, 'journal.db'));
  const opened = openedSale(1);
  journal.append([opened, requestedPayment(opened)]);
  journal.close();
  // A copy: a closed connection of libsql keeps its hold of the file until it is collected.
  cpSync(made, join(folder, 'held'), { recursive: true });
  file = join(folder, 'held', 'journal.db');
  holder = spawn(process.execPath, [HOLDER, file, String(HELD_MS)], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(holder.stdout ?? holder, 'data');
});
afterEach(async () => {
  if (holder.exitCode === null) await once(holder, 'exit');
  rmSync(folder, { recursive: true, force: true });
});

describe('a journal that another connection holds for a moment', () => {
  it('is opened as soon as it is free', () => {
    const journal = new SqliteJournal(file);
    expect(journal.size).toBe(2);
    journal.close();
  });

  it('is read as soon as it is free', () => {
    const db = readOnly(file);
    expect(db.prepare('SELECT count(*) AS count FROM events').get()).toMatchObject({ count: 2 });
    db.close();
  });
});
