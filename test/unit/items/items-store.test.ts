import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openItemsStore } from '../../../electron/adapters/files/items-store.ts';
import { itemPagesSchema } from '../../../shared/items.ts';
import { recordingLog } from '../../support/till/recording-log.ts';

/** Every form that the file ever had, as a till left it. */
const kept = (format: number): string =>
  readFileSync(new URL(`../../support/till/kept-items/format-${format}.json`, import.meta.url), 'utf8');

let folder = '';
const file = () => join(folder, 'items.json');
const open = () => openItemsStore(folder, recordingLog());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-items-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const PAGES = itemPagesSchema.parse([
  { name: 'A', items: [{ id: 'bun', name: 'Bun', colour: 'orange', price: 4_500, vatRate: 1500, unit: 'PCS' }] },
]);

it('there are none on a new till, and no file is made by looking', () => {
  expect(open().current()).toEqual([]);
  expect(existsSync(file())).toBe(false);
});

it('are there again after a restart, readable by their owner alone', () => {
  expect(open().write(PAGES).ok).toBe(true);
  expect(open().current()).toEqual(PAGES);
  expect(readdirSync(folder)).toEqual(['items.json']);
});

it('of every earlier form are read', () => {
  writeFileSync(file(), kept(1));
  expect(
    open()
      .current()
      .map(({ name, items }) => [name, items.map((item) => `${item.name} ${item.price} ${item.unit} ${item.id}`)]),
  ).toEqual([
    ['Kaffebar', ['Kaffe, stor 4900 PCS kaffe0stor', 'Ost i løs vekt 21990 KG ost0loes00']],
    ['Annet', ['Gavekort null PCS gavekort00']],
  ]);
});

it('that cannot be read are kept aside, said, and not written over', () => {
  for (const [index, content] of [
    '{',
    '{"format":1}',
    JSON.stringify({ format: 1, pages: [{ name: '' }] }),
  ].entries()) {
    writeFileSync(file(), content);
    const store = open();
    expect([store.current(), store.damaged()]).toEqual([[], `items.damaged-${index + 1}.json`]);
    expect(readFileSync(join(folder, `items.damaged-${index + 1}.json`), 'utf8')).toBe(content);
    expect(store.write(PAGES).ok).toBe(true);
  }
});

it('of a newer version are neither read nor changed', () => {
  const newer = JSON.stringify({ format: 2, pages: 'in another form' });
  writeFileSync(file(), newer);
  expect(open().current()).toEqual([]);
  expect(open().write(PAGES)).toEqual({ ok: false, error: 'till.dataNewer' });
  expect(readFileSync(file(), 'utf8')).toBe(newer);
});

it('are as they were where the disk refuses', () => {
  const store = open();
  expect(store.write(PAGES).ok).toBe(true);
  rmSync(folder, { recursive: true });
  expect(store.write([])).toEqual({ ok: false, error: 'settings.damaged' });
  expect(store.current()).toEqual(PAGES);
});
