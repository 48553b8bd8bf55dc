import { expect, it } from 'vitest';
import { itemsCalls } from '../../../electron/core/items/items-calls.ts';
import { PERMISSIONS } from '../../../electron/core/people/permissions.ts';
import type { TillEntry } from '../../../electron/core/journal/till-entries.ts';
import { itemPagesSchema } from '../../../shared/items.ts';
import { NOBODY } from '../../../shared/people.ts';
import { ok } from '../../../shared/result.ts';
import { UTC } from '../../support/till/calendars.ts';
import { itemsInMemory } from '../../support/till/items-in-memory.ts';
import { NO_EXPORTS } from '../../support/till/no-exports.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';

const bun = { id: 'bun', name: 'Bun', colour: 'orange', price: 4_500, vatRate: 1500, unit: 'PCS' };
const cup = { id: 'cup', name: 'Cup', colour: 'blue', price: null, vatRate: 2500, unit: 'PCS' };
const pages = (...items: readonly object[]) => itemPagesSchema.parse([{ name: 'A', items }]);
const OLA = { ...NOBODY, by: { id: 'p1', name: 'Ola' } };

function desk() {
  const entries: TillEntry[] = [];
  const files: string[] = [];
  let changes = 0;
  const items = itemsInMemory(pages(bun, cup));
  const calls = itemsCalls(() => ({
    items,
    clock: new VirtualClock(0),
    calendar: UTC,
    exports: {
      ...NO_EXPORTS,
      choose: (name) => Promise.resolve(`/tmp/${name}`),
      write: (_, pieces) => {
        files.push([...pieces].join(''));
        return Promise.resolve(ok(undefined));
      },
    },
    note: (entry) => void entries.push(entry),
    changed: () => void (changes += 1),
  }));
  return { calls, items, entries, files, changes: () => changes };
}

it('keeping items is a manager’s, and the journal hears which has changed from what to what', async () => {
  expect([PERMISSIONS['items.save'], PERMISSIONS['items.export']]).toEqual(['manager', 'manager']);
  const { calls, items, entries, changes } = desk();
  const next = pages({ ...bun, price: 4_900 }, cup);
  expect(await calls['items.save']({ pages: next }, OLA)).toEqual({ accepted: true });
  expect(items.current()).toEqual(next);
  expect(changes()).toBe(1);
  const { id: _, ...told } = bun;
  expect(entries).toMatchObject([
    {
      type: 'settings.changed',
      by: { name: 'Ola' },
      changes: [{ name: 'item.bun', values: { from: told, to: { ...told, price: 4_900 } } }],
    },
  ]);
  await calls['items.save']({ pages: next }, OLA);
  expect(entries).toHaveLength(1);
  await calls['items.save']({ pages: pages({ ...bun, price: 4_900 }) }, OLA);
  expect(entries[1]).toMatchObject({
    changes: [
      { name: 'item.cup', values: { to: null } },
      { name: 'items.pages', values: { from: [{ items: ['bun', 'cup'] }], to: [{ items: ['bun'] }] } },
    ],
  });
});

it('two keys of one id are refused, and nothing has changed', async () => {
  const { calls, items, entries } = desk();
  const before = items.current();
  const reply = await calls['items.save']({ pages: pages(bun, { ...cup, id: 'bun' }) }, OLA);
  expect(reply).toEqual({ accepted: false, error: 'settings.invalid' });
  expect([items.current(), entries]).toEqual([before, []]);
});

it('an export says so in the journal, and holds every item', async () => {
  const { calls, files, entries } = desk();
  expect(await calls['items.export'](undefined, OLA)).toEqual({
    accepted: true,
    file: 'skranke-items-1970-01-01.csv',
  });
  expect(files[0]?.split('\r\n')).toEqual([
    '\ufeffpage,name,price,vat,unit,colour,age,id',
    'A,Bun,"45,00",15,pcs,orange,,bun',
    'A,Cup,,25,pcs,blue,,cup',
    '',
  ]);
  expect(entries).toMatchObject([{ type: 'export.made', kind: 'items', period: null }]);
});
