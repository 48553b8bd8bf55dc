import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { setAsideStrangeFiles } from '../../../electron/adapters/files/strange-files.ts';
import { recordingLog } from '../../support/till/recording-log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-strange-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.skipIf(process.platform === 'win32')(
  'pipes, and links to pipes or devices, are set aside under another name; all else stays',
  () => {
    const ours = ['people.json', 'journal-practice.db', 'SingletonLock'];
    for (const name of ours.slice(0, 2)) writeFileSync(join(folder, name), '{}');
    mkdirSync(join(folder, 'logs'));
    symlinkSync('nowhere-1234', join(folder, 'SingletonLock'));
    for (const name of ['print-queue.json', 'settings.json']) execFileSync('mkfifo', [join(folder, name)]);
    symlinkSync(join(folder, 'settings.json'), join(folder, 'linked.json'));
    symlinkSync('/dev/zero', join(folder, 'vault.json'));
    setAsideStrangeFiles(folder, recordingLog());
    setAsideStrangeFiles(folder, recordingLog());
    const strange = ['print-queue.strange-1.json', 'settings.strange-1.json', 'vault.strange-1.json'];
    expect(
      readdirSync(folder)
        .filter((name) => !name.startsWith('linked'))
        .toSorted(),
    ).toEqual([...ours, 'logs', ...strange].toSorted());
  },
);
