import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSettingsStore } from '../../../electron/adapters/files/settings-store.ts';
import { DEFAULT_PREFERENCES, storeSettingsSchema } from '../../../shared/settings.ts';
import { recordingLog } from '../../support/till/recording-log.ts';

// electron-store asks the electron package for its app; outside Electron that package gives a path, and must not fetch
// a binary for it.
process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= 'none';

const store = storeSettingsSchema.parse({
  environment: 'test',
  merchantSerialNumber: '123456',
  storeName: 'Bakeri Ås',
  country: 'NO',
  posId: 'till-1',
  vatRates: [2500, 1500],
  defaultVatRate: 1500,
});
const preferences = {
  language: 'nb',
  theme: 'dark',
  sounds: true,
  wholeAmounts: true,
  paidStays: 4,
  customerDisplay: null,
  textSize: 'large',
  keypad: 'right',
  volume: 'quiet',
  guide: false,
  support: { name: '', reach: '' },
  counter: { startWithSystem: false, fullScreen: false, keepAwake: false, comesBack: false },
} as const;

let folder = '';
const file = (name = 'settings.json') => join(folder, name);
const open = (log = recordingLog()) => openSettingsStore(folder, log);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('settings', () => {
  it('are those of a new till when there is no file, and no file is made by looking', async () => {
    const settings = await open();
    expect(settings.current()).toEqual({ store: null, preferences: DEFAULT_PREFERENCES });
    expect(settings.damaged()).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('are there again after a restart', async () => {
    const settings = await open();
    await expect(settings.write({ store, preferences })).resolves.toEqual({ ok: true, value: undefined });
    expect(settings.current()).toEqual({ store, preferences });
    expect((await open()).current()).toEqual({ store, preferences });
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });

  it('keep the order of writes', async () => {
    const settings = await open();
    await Promise.all([
      settings.write({ store, preferences }),
      settings.write({ store, preferences: DEFAULT_PREFERENCES }),
    ]);
    expect((await open()).current().preferences).toEqual(DEFAULT_PREFERENCES);
  });

  it.each([
    ['cut off', '{"store": {"environ'],
    ['empty', ''],
    ['another shape', '[]'],
    ['zeros', '\u0000'.repeat(512)],
    ['huge', JSON.stringify({ store: 'x'.repeat(300_000), preferences })],
    ['a wrong store', JSON.stringify({ store: { ...store, country: 'SE' }, preferences })],
  ])('of a file that is %s are told and kept aside, never emptied', async (_what, content) => {
    writeFileSync(file(), content);
    const log = recordingLog();
    const settings = await open(log);
    expect(settings.current().store).toBeNull();
    expect(settings.damaged()).toBe('settings.damaged-1.json');
    expect(readFileSync(file('settings.damaged-1.json'), 'utf8')).toBe(content);
    expect(log.lines[0]).toMatchObject({ level: 'error', fields: { file: 'settings.damaged-1.json' } });
    // Still told after a restart, until set-up has been done.
    const again = await open();
    expect(again.damaged()).toBe('settings.damaged-1.json');
    await again.write({ store, preferences });
    expect(again.damaged()).toBeNull();
    expect((await open()).current()).toEqual({ store, preferences });
  });

  it('keep the store when only the preferences are damaged', async () => {
    writeFileSync(file(), JSON.stringify({ store, preferences: { language: 'klingon' } }));
    const settings = await open();
    expect(settings.current()).toEqual({ store, preferences: DEFAULT_PREFERENCES });
    expect(settings.damaged()).toBe('settings.damaged-1.json');
    expect((await open()).current().store).toEqual(store);
  });

  it('never overwrite what was kept aside before', async () => {
    writeFileSync(file('settings.damaged-1.json'), 'first');
    writeFileSync(file(), 'second');
    expect((await open()).damaged()).toBe('settings.damaged-2.json');
    expect(readFileSync(file('settings.damaged-1.json'), 'utf8')).toBe('first');
    expect(readFileSync(file('settings.damaged-2.json'), 'utf8')).toBe('second');
  });

  it('say so when the disk refuses', async () => {
    const settings = await open();
    mkdirSync(file());
    const log = recordingLog();
    await expect(
      (await openSettingsStore(join(folder, 'x'), log)).write({ store, preferences }),
    ).resolves.toMatchObject({ ok: true });
    await expect(settings.write({ store, preferences })).resolves.toEqual({ ok: false, error: 'settings.damaged' });
    expect(settings.current().store).toBeNull();
    expect(existsSync(file())).toBe(true);
  });
});
