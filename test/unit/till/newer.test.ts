import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSettingsStore } from '../../../electron/adapters/files/settings-store.ts';
import { chainHash } from '../../../electron/adapters/journal/store/chain.ts';
import { currentJournalFile, rollOf } from '../../../electron/adapters/journal/store/volumes.ts';
import { MIGRATIONS } from '../../../electron/adapters/journal/tables/schema.ts';
import { openPeopleStore } from '../../../electron/adapters/people/people-store.ts';
import { ENTRY_VERSION } from '../../../electron/core/journal/entry-versions.ts';
import { recordingLog } from '../../support/till/recording-log.ts';
import { STAFF } from '../../support/till/staffed-till.ts';
import { storeOf, TillOnFiles } from '../../support/till/till-on-files.ts';

// electron-store asks the electron package for its app; outside Electron that package gives a path, and must not fetch
// a binary for it.
process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= 'none';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-newer-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Names and contents of all that lies in the profile; SQLite's shared memory holds marks of readers, and no data. */
const contents = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => !name.endsWith('-shm') && statSync(join(folder, name)).isFile())
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
      ]),
  );

/** A shop that has sold, and whose till is closed. */
async function shop(): Promise<TillOnFiles> {
  const at = new TillOnFiles(folder, null);
  const till = await at.started();
  await at.done(at.setUp(till, storeOf('A'), 'A'));
  await at.paid(till, 'A');
  till.stop();
  return at;
}

async function refusesWithWords(at: TillOnFiles): Promise<void> {
  const before = contents();
  const till = at.till();
  await at.done(till.start());
  expect(at.view).toMatchObject({ status: 'blocked', problem: 'till.dataNewer' });
  expect(await at.sell(till)).toMatchObject({ accepted: false, error: 'till.dataNewer' });
  till.stop();
  expect(contents()).toEqual(before);
}

describe('a till that is older than what wrote its data refuses with words and changes nothing', () => {
  it('where the tables of the journal are newer', async () => {
    const at = await shop();
    const file = currentJournalFile(folder, 'test');
    // The newer version writes its number into the roll too; one that is not there contradicts nothing.
    rmSync(rollOf(file));
    const db = new Database(file);
    db.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
    db.close();
    await refusesWithWords(at);
  });

  it('where only its newest entry is newer', async () => {
    const at = await shop();
    const file = currentJournalFile(folder, 'test');
    const db = new Database(file);
    const last = db.prepare('SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1').get() as {
      seq: number;
      hash: string;
    };
    const payload = JSON.stringify({ v: ENTRY_VERSION + 1, type: 'till.started', at: 0, version: '9.0.0' });
    db.prepare("INSERT INTO events (seq, sale_id, type, payload, hash) VALUES (?, '', 'till.started', ?, ?)").run(
      last.seq + 1,
      payload,
      chainHash(last.hash, last.seq + 1, payload),
    );
    db.close();
    await refusesWithWords(at);
  });

  it('where the settings are newer, and the people with them', async () => {
    const at = await shop();
    const text = JSON.stringify({ format: 3, store: { what: 'nobody knows yet' }, preferences: {} });
    writeFileSync(join(folder, 'settings.json'), text);
    writeFileSync(join(folder, 'people.json'), '{"people":{"of":"another form"}}');
    const before = contents();
    const settings = await openSettingsStore(folder, recordingLog());
    expect(settings.newer()).toBe(true);
    expect(settings.damaged()).toBeNull();
    const { preferences } = settings.current();
    expect(await settings.write({ store: storeOf('A'), preferences })).toEqual({ ok: false, error: 'till.dataNewer' });
    const people = openPeopleStore(folder, recordingLog(), settings.newer());
    expect(people.reject()).toEqual(people.current());
    expect(await people.write(STAFF)).toEqual({ ok: false, error: 'people.notSaved' });
    expect(contents()).toEqual(before);
    at.newer = true;
    await refusesWithWords(at);
    const till = await at.started();
    expect(await at.done(at.setUp(till, storeOf('B'), 'B'))).toEqual({ accepted: false, error: 'till.dataNewer' });
    till.stop();
    expect(contents()).toEqual(before);
  });
});
