import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import { openSigner, renewSigner } from '../../../electron/adapters/keys/signing-key.ts';
import { Exporter } from '../../../electron/core/export/exporter.ts';
import { nextVersion } from '../../../electron/core/export/saft/signing.ts';
import { calendarDate } from '../../../shared/calendar-date.ts';
import { PRACTICE_STORE } from '../../../shared/practice.ts';
import { err, ok } from '../../../shared/result.ts';
import { UTC } from '../../support/till/calendars.ts';
import { keptExports } from '../../support/reading/kept-exports.ts';
import { recordingLog } from '../../support/till/recording-log.ts';
import { turnedCipher } from '../../support/till/turned-cipher.ts';

const AT = Date.UTC(2026, 10, 21, 9);
const MIA = { by: { id: 'mia', name: 'Mia' }, approvedBy: null, mayApprove: true };
const REQUEST = {
  kind: 'saft',
  period: { unit: 'month', date: calendarDate('2026-11-21') },
  company: { number: '999999999', name: 'Bakeri Ås AS' },
} as const;
const FILE = 'signing-production.bin';

let folder: string;
let journal: SqliteJournal;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-signing-'));
  journal = new SqliteJournal(':memory:');
});
afterEach(() => {
  journal.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A shop with real sales that saves audit files. */
function shop() {
  const place = { folder, cipher: turnedCipher(), log: recordingLog() };
  const exporter = new Exporter(
    {
      ...keptExports().door,
      signer: (environment, first) => openSigner(place, environment, first),
      newSigner: (environment, version) => renewSigner(place, environment, version),
    },
    () => undefined,
  );
  const report = { dayBook: journal.dayBook, calendar: UTC, currency: 'NOK' as const, startsAt: 0, now: AT };
  const store = { ...PRACTICE_STORE, environment: 'production' as const };
  const source = {
    journal,
    report,
    store,
    version: '0.1.0',
    note: (entry: Parameters<SqliteJournal['note']>[0][number]) => void journal.note([entry]),
  };
  return {
    save: () => exporter.run(source, REQUEST),
    renew: (reason: string) => exporter.renewSigning(source, MIA, reason),
  };
}
const told = () => journal.entries({ types: ['signing.begun', 'signing.renewed'], limit: 9 });

describe('the secret that signs audit files and the journal', () => {
  it('the first one is made by itself, and told once', async () => {
    const { save } = shop();
    expect((await save()).ok).toBe(true);
    expect((await save()).ok).toBe(true);
    expect(told()).toMatchObject([
      { type: 'signing.begun', version: '1', fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) },
    ]);
  });

  it('a lost one is not replaced before a manager says why; then it is the next version, in the journal', async () => {
    const { save, renew } = shop();
    await save();
    rmSync(join(folder, FILE));
    expect(await save()).toEqual(err('export.signingKeyGone'));
    expect(readdirSync(folder)).toEqual([]);
    expect(await renew('The disk was replaced')).toEqual(ok(null));
    expect(told()[0]).toMatchObject({
      type: 'signing.renewed',
      version: '2',
      by: MIA.by,
      reason: 'The disk was replaced',
    });
    expect(told()[0]?.fingerprint).not.toBe(told()[1]?.fingerprint);
    expect((await save()).ok).toBe(true);
    expect(told()).toHaveLength(2);
  });

  it('an exchanged one signs nothing', async () => {
    const { save } = shop();
    await save();
    await renewSigner({ folder, cipher: turnedCipher(), log: recordingLog() }, 'production', '1');
    expect(await save()).toEqual(err('export.signingKeyGone'));
    expect(told()).toHaveLength(1);
  });

  it('an audit file from before the journal told of secrets counts too', async () => {
    const { save } = shop();
    journal.note([{ type: 'export.made', at: AT, by: null, approvedBy: null, kind: 'sales', period: null }]);
    expect(nextVersion(journal)).toBe('1');
    journal.note([{ type: 'export.made', at: AT, by: null, approvedBy: null, kind: 'saft', period: null }]);
    expect(await save()).toEqual(err('export.signingKeyGone'));
    expect(nextVersion(journal)).toBe('2');
  });

  it('a later volume, which does not know what signed before, makes none and counts under its own tag', async () => {
    const { save, renew } = shop();
    const lastGood = { seq: 1, hash: '0'.repeat(64) };
    journal.note([
      {
        type: 'seal.broken',
        at: AT,
        tampering: {
          name: 'replaced',
          file: 'j',
          folder: 'f',
          seq: null,
          sealed: null,
          found: { tag: 'aaaa', ...lastGood },
        },
        tags: ['aaaa'],
      },
    ]);
    expect(await save()).toEqual(err('export.signingKeyGone'));
    expect(await renew('A new disk')).toEqual(ok(null));
    expect(told()[0]?.version).toBe(`${journal.tag}-1`);
    expect(nextVersion(journal)).toBe(`${journal.tag}-2`);
  });
});
