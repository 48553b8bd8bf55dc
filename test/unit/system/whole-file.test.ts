import fs, { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeExport } from '../../../electron/adapters/files/export-file.ts';
import { AuditRoll } from '../../../electron/adapters/journal/store/audit-roll.ts';
import { BEGINNING } from '../../../electron/adapters/journal/store/chain.ts';
import { openPeopleStore } from '../../../electron/adapters/people/people-store.ts';
import { openSettingsStore } from '../../../electron/adapters/files/settings-store.ts';
import { writeWhole } from '../../../electron/adapters/files/whole-file.ts';
import { DEFAULT_PREFERENCES } from '../../../shared/settings.ts';
import { recordingLog } from '../../support/till/recording-log.ts';
import { STAFF } from '../../support/till/staffed-till.ts';

process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= 'none';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-whole-'));
  // The real calls, listened to: whether a folder was synced cannot be seen in what is on the disk afterwards.
  vi.spyOn(fs, 'openSync');
  vi.spyOn(fs, 'fsyncSync');
  syncBuiltinESMExports();
});
afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
  rmSync(folder, { recursive: true, force: true });
});

/** Whether the last thing that was synced is the folder. */
function folderIsSynced(): boolean {
  const last = vi.mocked(fs.fsyncSync).mock.calls.at(-1)?.[0];
  const opened = vi.mocked(fs.openSync).mock.calls.findLastIndex(([path]) => path === folder);
  return last !== undefined && opened !== -1 && vi.mocked(fs.openSync).mock.results[opened]?.value === last;
}

describe('a file that is written whole', () => {
  it('takes the place of the old one, and leaves nothing beside it', () => {
    const path = join(folder, 'kept.bin');
    writeWhole(path, 'one');
    writeWhole(path, Buffer.from('two'));
    expect(readFileSync(path, 'utf8')).toBe('two');
    expect(readdirSync(folder)).toEqual(['kept.bin']);
    expect(folderIsSynced()).toBe(true);
  });

  it('is as it was when it cannot be written', () => {
    writeFileSync(join(folder, 'in-the-way'), '');
    expect(() => writeWhole(join(folder, 'in-the-way', 'kept.bin'), 'one')).toThrow();
    expect(existsSync(join(folder, 'in-the-way', 'kept.bin'))).toBe(false);
  });

  it.runIf(process.platform !== 'win32').each([
    ['an export', () => writeExport(join(folder, 'sales.csv'), ['a,b\n'], recordingLog())],
    [
      'the audit roll',
      () => new AuditRoll(join(folder, 'journal-test.roll')).rewrite({ tag: 'abcd', version: 1, ...BEGINNING }, []),
    ],
    [
      'the settings',
      async () =>
        (await openSettingsStore(folder, recordingLog())).write({ store: null, preferences: DEFAULT_PREFERENCES }),
    ],
    ['the people', () => openPeopleStore(folder, recordingLog()).write(STAFF)],
  ])('has its folder synced: %s', async (_, write) => {
    await write();
    expect(folderIsSynced()).toBe(true);
  });
});
