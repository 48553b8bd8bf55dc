import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import type { TillEntryType } from '../../../electron/core/journal/till-entries.ts';
import { DEFAULT_PREFERENCES } from '../../../shared/settings.ts';
import { storeOf, TillOnFiles, UNIT } from '../../support/till/till-on-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Oldest first; the till must be stopped. */
function entries(...types: TillEntryType[]) {
  const journal = new SqliteJournal(join(folder, 'journal-test.db'));
  const found = journal.entries({ types, limit: 50 }).toReversed();
  journal.close();
  return found;
}

async function shop(): Promise<TillOnFiles> {
  const at = new TillOnFiles(folder, null);
  const till = await at.started();
  await at.done(at.setUp(till, storeOf('A'), 'A'));
  till.stop();
  return at;
}

describe('settings', () => {
  it('that a person changes are written with their old and new values, and keys never', async () => {
    const at = await shop();
    const till = await at.started();
    await at.done(
      at.setUp(till, storeOf('A', { storeName: 'Bakery', vatRates: [...storeOf('A').vatRates].slice(0, 2) }), 'A'),
    );
    till.stop();
    const [, changed] = entries('settings.changed');
    expect(changed).toMatchObject({
      changes: [
        { name: 'storeName', values: { from: 'Skranke', to: 'Bakery' } },
        { name: 'vatRates', values: { from: storeOf('A').vatRates, to: storeOf('A').vatRates.slice(0, 2) } },
        { name: 'keys', values: 'notWritten' },
      ],
    });
    expect(JSON.stringify(entries('settings.changed', 'settings.inForce'))).not.toContain(UNIT.A.keys.clientSecret);
    expect(entries('settings.foundChanged')).toEqual([]);
    const again = await at.started();
    again.stop();
    expect(entries('settings.foundChanged')).toEqual([]);
  });

  it('that were edited in their file are noticed, written, and shown until a manager has read it', async () => {
    const at = await shop();
    at.settings = {
      store: storeOf('A', { merchantSerialNumber: UNIT.B.serialNumber }),
      preferences: DEFAULT_PREFERENCES,
    };
    const edited = await at.started();
    const shown = [{ name: 'merchantSerialNumber', from: UNIT.A.serialNumber, to: UNIT.B.serialNumber }];
    expect(at.view?.settingsFound).toEqual(shown);
    edited.stop();
    expect(entries('settings.foundChanged')).toMatchObject([
      { changes: [{ name: 'merchantSerialNumber', values: { from: UNIT.A.serialNumber, to: UNIT.B.serialNumber } }] },
    ]);
    const later = await at.started();
    expect(at.view?.settingsFound).toEqual(shown);
    expect(await later.handlers['settings.foundRead'](undefined)).toEqual({ accepted: true });
    expect(at.view?.settingsFound).toBeNull();
    later.stop();
    expect(entries('settings.foundRead')).toMatchObject([{ by: null }]);
    expect(entries('settings.foundChanged')).toHaveLength(1);
    const last = await at.started();
    expect(at.view?.settingsFound).toBeNull();
    last.stop();
  });

  it('whose environment was edited are held against those of the journal that was open last', async () => {
    const at = await shop();
    at.settings = { store: storeOf('A', { environment: 'production' }), preferences: DEFAULT_PREFERENCES };
    // There are no keys for it: nothing opens, and nothing is noticed until something does.
    const without = await at.started();
    expect(at.view?.status).toBe('blocked');
    await at.clock.pass(1_000);
    await at.done(at.setUp(without, storeOf('A', { environment: 'practice' })));
    without.stop();
    at.settings = { store: storeOf('A', { storeName: 'Edited' }), preferences: DEFAULT_PREFERENCES };
    const back = await at.started();
    expect(at.view?.settingsFound).toContainEqual({ name: 'environment', from: 'practice', to: 'test' });
    back.stop();
  });
});
