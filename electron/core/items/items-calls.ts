import { itemsFile } from './items-file.ts';
import type { TillEntry } from '../journal/till-entries.ts';
import type { Calendar, Clock } from '../ports/clock.ts';
import type { ExportDoor } from '../ports/export.ts';
import type { ItemsStore } from '../ports/items.ts';
import { changesBetween, recordOf } from '../setup/settings-changes.ts';
import type { CallHandlers } from '../../../shared/ipc/contract.ts';
import { reply } from '../../../shared/ipc/replies.ts';
import { hasTwins } from '../../../shared/items.ts';
import type { ItemPages, ItemsView } from '../../../shared/items.ts';
import { err } from '../../../shared/result.ts';

export interface ItemsDeps {
  readonly items: ItemsStore;
  readonly exports: ExportDoor;
  readonly clock: Clock;
  readonly calendar: Calendar;
  /** Writes an entry into the journal. */
  note(entry: TillEntry): void;
  /** The items are others. */
  changed(): void;
}

/** What windows know of the items. */
export const itemsView = (items: ItemsStore): ItemsView => ({ pages: items.current(), damaged: items.damaged() });

/** Item by item, and which keys stand on which page: what the journal keeps of a change is what has changed. */
const recordOfItems = (pages: ItemPages) =>
  recordOf({
    ...Object.fromEntries(pages.flatMap(({ items }) => items.map(({ id, ...item }) => [`item.${id}`, item]))),
    'items.pages': pages.map(({ name, items }) => ({ name, items: items.map(({ id }) => id) })),
  });

/** Keeping the items. The journal hears who changed which from what to what, as of all settings. */
export function itemsCalls(deps: () => ItemsDeps): Pick<CallHandlers, 'items.save' | 'items.export'> {
  return {
    'items.save': ({ pages }, { by, approvedBy }) => {
      const { items, clock, note, changed } = deps();
      if (hasTwins(pages)) return reply(err('settings.invalid'));
      const before = recordOfItems(items.current());
      const written = items.write(pages);
      const changes = changesBetween(before, recordOfItems(items.current()));
      if (written.ok && changes.length > 0)
        note({ type: 'settings.changed', at: clock.now(), by, approvedBy, changes });
      changed();
      return reply(written);
    },
    'items.export': async (_, { by, approvedBy }) => {
      const { items, exports, clock, calendar, note } = deps();
      const { date } = calendar.local(clock.now());
      const path = await exports.choose(`skranke-items-${date}.csv`);
      if (path === null) return { accepted: true, file: null };
      const written = await exports.write(path, itemsFile(items.current()));
      if (!written.ok) return { accepted: false, error: written.error };
      note({ type: 'export.made', at: clock.now(), by, approvedBy, kind: 'items', period: null });
      return { accepted: true, file: path.split(/[\\/]/).at(-1) ?? path };
    },
  };
}
