import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

// Outside Electron its package gives a path, and must not fetch a binary for it.
process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= 'none';
const { isForbidden, isHeldByAnother } = await import('../../../electron/shell/other-user.ts');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-held-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.skipIf(process.getuid === undefined)('a profile is held by another where its lock is another user’s', () => {
  const own = process.getuid?.() ?? 0;
  expect(isHeldByAnother(folder, own)).toBe(false);
  // Chromium's lock names machine and process, and leads nowhere.
  symlinkSync('machine-4711', join(folder, 'SingletonLock'));
  expect(isHeldByAnother(folder, own)).toBe(false);
  expect(isHeldByAnother(folder, own + 1)).toBe(true);
  expect(isHeldByAnother(folder, null)).toBe(false);
});

it('a file that may not be opened tells whose profile it is, and one that is not there does not', () => {
  const found = (() => {
    try {
      return readFileSync(join(folder, 'none'));
    } catch (error) {
      return error;
    }
  })();
  expect(isForbidden(found)).toBe(false);
  expect(isForbidden(Object.assign(new Error('no'), { code: 'EACCES' }))).toBe(true);
  expect(isForbidden(Object.assign(new Error('no'), { code: 'EPERM' }))).toBe(true);
  expect(isForbidden(new Error("Failed to get 'userData' path"))).toBe(true);
});
