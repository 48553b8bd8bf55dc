import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPeopleStore } from '../../../electron/adapters/people/people-store.ts';
import { DEFAULT_PEOPLE_SETTINGS } from '../../../shared/people.ts';
import { recordingLog } from '../../support/till/recording-log.ts';
import { STAFF } from '../../support/till/staffed-till.ts';

// electron-store asks the electron package for its app; outside Electron that package gives a path, and must not fetch
// a binary for it.
process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= 'none';

let folder = '';
const file = () => join(folder, 'people.json');
const open = (log = recordingLog()) => openPeopleStore(folder, log);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-people-'));
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true, force: true });
});

describe('the file of people', () => {
  it('is not there in a shop that never touched it: PINs are off, and looking makes no file', () => {
    expect(open().current()).toEqual({ settings: DEFAULT_PEOPLE_SETTINGS, people: [], wrongKeys: 0 });
    expect(DEFAULT_PEOPLE_SETTINGS.pinsOn).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is there again after a restart, whole, and readable by its owner only', async () => {
    expect(await open().write(STAFF)).toEqual({ ok: true, value: undefined });
    expect(open().current()).toEqual(STAFF);
    if (process.platform !== 'win32') expect(statSync(file()).mode & 0o077).toBe(0);
  });

  it.each([
    ['torn', '{"settings":{"pinsOn":true,"lockAf'],
    ['empty', ''],
    ['of another shape', '{"settings":{"pinsOn":false}}'],
    ['with a role that is none', JSON.stringify({ ...STAFF, people: [{ ...STAFF.people[0], role: 'owner' }] })],
    ['larger than it can be', ' '.repeat(2 * 1024 * 1024)],
  ])('%s is kept aside and means that somebody must recover, never that PINs are off', async (_what, text) => {
    writeFileSync(file(), text);
    const log = recordingLog();
    const store = open(log);
    expect(store.current()).toMatchObject({ settings: { pinsOn: true }, people: [] });
    expect(store.damaged()).toBe('people.damaged-1.json');
    expect(readFileSync(join(folder, 'people.damaged-1.json'), 'utf8')).toBe(text);
    expect(log.lines).toHaveLength(1);
    // Also after the next start, when no file is left that could be damaged.
    expect(existsSync(file())).toBe(false);
    expect(open().current().settings.pinsOn).toBe(true);
    expect(open().damaged()).toBe('people.damaged-1.json');
    await store.write(STAFF);
    expect(store.damaged()).toBeNull();
    expect(open().current()).toEqual(STAFF);
    expect(open().damaged()).toBeNull();
  });

  it('says so when the disk refuses, and keeps what it had', async () => {
    const store = open();
    await store.write(STAFF);
    const locked = openPeopleStore(join(folder, 'people.json', 'not-a-folder'), recordingLog());
    expect(await locked.write(STAFF)).toEqual({ ok: false, error: 'people.notSaved' });
    expect(locked.current().people).toEqual([]);
  });
});
