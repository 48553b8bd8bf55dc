import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSchoolStore } from '../../../electron/adapters/files/school-store.ts';
import { School } from '../../../electron/core/school/school.ts';
import type { CallHandlers } from '../../../shared/ipc/contract.ts';
import { NOBODY } from '../../../shared/people.ts';
import { PRACTICE_STORE } from '../../../shared/practice.ts';
import type { StoreSettings } from '../../../shared/settings.ts';
import { saleIn } from '../../support/renderer/renderer-fixtures.ts';
import { recordingLog } from '../../support/till/recording-log.ts';

const KARI = { id: 'kari', name: 'Kari' };
const KARI_ACTS = { ...NOBODY, by: KARI };
const declined = (by: typeof KARI | null) =>
  saleIn({ phase: { name: 'aborted', at: 2 }, payment: { requestedBy: by } });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-school-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (shop: StoreSettings | null = PRACTICE_STORE) => {
  let told = 0;
  const log = recordingLog();
  const school = new School({
    school: openSchoolStore(folder, log),
    clock: { now: () => 1_000 },
    shop: () => shop,
    changed: () => void (told += 1),
  });
  return { school, log, told: () => told };
};
const file = () => join(folder, 'school.json');

describe('the school', () => {
  it('remembers for each person what they did first and when, over a restart', () => {
    const { school, told } = open();
    school.look(declined(KARI));
    school.look(declined(KARI));
    school.look(declined(null));
    expect(told()).toBe(2);
    const again = open().school;
    expect(again.view(KARI)?.done).toEqual(['declined']);
    expect(again.view({ id: 'ola', name: 'Ola' })?.done).toEqual([]);
    expect(again.calls['school.list'](undefined, NOBODY)).toMatchObject({
      pupils: [
        { by: KARI, done: [{ lesson: 'declined', at: 1_000 }] },
        { by: null, done: [{ lesson: 'declined', at: 1_000 }] },
      ],
    });
  });

  it('is left and taken up again where it was', () => {
    const { school } = open();
    school.look(declined(KARI));
    void school.calls['school.attend']({ chosen: null, left: true }, KARI_ACTS);
    expect(open().school.view(KARI)).toEqual({ attendance: { chosen: null, left: true }, done: ['declined'] });
    void school.calls['school.attend']({ chosen: 'declined', left: false }, KARI_ACTS);
    expect(school.view(KARI)?.attendance.chosen).toBe('declined');
    school.look(declined(KARI));
    expect(school.view(KARI)).toEqual({ attendance: { chosen: null, left: false }, done: ['declined'] });
  });

  it('sees a slip when it is on paper, and a closing when it is made', async () => {
    const { school } = open();
    school.noted({ type: 'slip.printed', at: 1, by: KARI, sale: null, kind: 'report', copy: 0 });
    expect(school.view(KARI)?.done).toEqual([]);
    const { saleId } = declined(KARI);
    school.noted({ type: 'slip.printed', at: 1, by: KARI, sale: saleId, kind: 'sale', copy: 0 });
    const calls = school.watch<Pick<CallHandlers, 'closing.close' | 'print.pdf'>>({
      'closing.close': () => ({ accepted: true, number: 1, print: null }) as never,
      'print.pdf': () => ({ accepted: true, file: null }),
    });
    await calls['print.pdf']({ kind: 'sale', saleId }, NOBODY);
    expect(school.view(null)?.done).toEqual([]);
    await calls['closing.close']({} as never, KARI_ACTS);
    expect(school.view(KARI)?.done).toEqual(['slip', 'closing']);
  });

  it('sees nothing where money moves', () => {
    const { school, told } = open({ ...PRACTICE_STORE, environment: 'production' });
    school.look(declined(KARI));
    expect(school.view(KARI)).toBe(null);
    expect(told()).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps a file aside that it cannot read, and leaves one alone that is newer', () => {
    writeFileSync(file(), 'not a file');
    open().school.look(declined(KARI));
    expect(readdirSync(folder)).toContain('school.damaged-1.json');
    expect(open().school.view(KARI)?.done).toEqual(['declined']);
    writeFileSync(file(), '{"format":2,"pupils":"in another way"}');
    const { school } = open();
    school.look(declined(KARI));
    expect(school.view(KARI)?.done).toEqual(['declined']);
    expect(readFileSync(file(), 'utf8')).toBe('{"format":2,"pupils":"in another way"}');
  });
});
