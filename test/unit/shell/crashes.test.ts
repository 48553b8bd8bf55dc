import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepCrashes } from '../../../electron/shell/crashes.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-crashes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('reports of crashes are never sent, and only the newest three are kept', async () => {
  const pending = join(folder, 'pending');
  mkdirSync(pending);
  for (const day of [1, 2, 3, 4, 5]) {
    writeFileSync(join(pending, `${day}.dmp`), 'MDMP');
    utimesSync(join(pending, `${day}.dmp`), day * 86_400, day * 86_400);
  }
  writeFileSync(join(folder, 'settings.dat'), 'not a report');
  const started: unknown[] = [];
  const reporter: Partial<Electron.CrashReporter> = { start: (options) => void started.push(options) };
  await keepCrashes(reporter as Electron.CrashReporter, folder);
  expect(started).toEqual([{ uploadToServer: false }]);
  expect(readdirSync(folder, { recursive: true }).toSorted()).toEqual([
    'pending',
    'pending/3.dmp',
    'pending/4.dmp',
    'pending/5.dmp',
    'settings.dat',
  ]);
});
