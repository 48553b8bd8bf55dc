import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import { isUnexamined } from '../../../electron/core/doctor/needed.ts';
import { CHECKS } from '../../../shared/doctor.ts';
import { openedSale } from '../../support/journal/journal-samples.ts';

let folder: string;
let journal: SqliteJournal;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-first-'));
  journal = new SqliteJournal(join(folder, 'journal-production.db'));
});
afterEach(() => {
  journal.close();
  rmSync(folder, { recursive: true, force: true });
});

const act = { at: 1, by: null, approvedBy: null };
const found = (worst: string) => CHECKS.map((check, place) => ({ check, finding: place === 0 ? worst : 'dns.found' }));
const examined = (worst: string): void => void journal.note([{ type: 'till.examined', ...act, results: found(worst) }]);

describe('before the first real payment', () => {
  it('the till is found in order once, whatever is found later', () => {
    expect(isUnexamined(journal, 'production')).toBe(true);
    examined('network.silent');
    expect(isUnexamined(journal, 'production')).toBe(true);
    examined('network.reached');
    expect(isUnexamined(journal, 'production')).toBe(false);
    examined('network.silent');
    expect(isUnexamined(journal, 'production')).toBe(false);
  });

  it('or a manager signs that the shop goes on without', () => {
    examined('keychain.plain');
    expect(isUnexamined(journal, 'production')).toBe(true);
    journal.note([
      { type: 'till.examinationSigned', ...act, results: found('keychain.plain').slice(0, 1), reason: 'No keychain' },
    ]);
    expect(isUnexamined(journal, 'production')).toBe(false);
  });

  it('is no green with a check missing, or a finding that this version does not know', () => {
    journal.note([{ type: 'till.examined', ...act, results: found('network.reached').slice(1) }]);
    examined('network.unheardOf');
    expect(isUnexamined(journal, 'production')).toBe(true);
  });

  it('and never again once money was asked for, nor where there is no money', () => {
    expect(isUnexamined(journal, 'test')).toBe(false);
    expect(isUnexamined(journal, 'practice')).toBe(false);
    journal.append([openedSale(1)]);
    expect(isUnexamined(journal, 'production')).toBe(false);
  });
});
