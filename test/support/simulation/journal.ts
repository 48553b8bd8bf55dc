import type { NewEvent } from '../../../electron/core/journal/events.ts';
import type { BodyChanges, Journal } from '../../../electron/core/ports/journal.ts';

/** Thrown in place of going on, where the machine lost its power or the disk took nothing. */
export class NotWritten extends Error {}

export interface Disk {
  /** @throws {@link NotWritten} where it must not be written */
  beforeWrite(events: readonly NewEvent[]): void;
  /** As `beforeWrite`, for entries that belong to no sale. */
  beforeNote(): void;
  /** @throws {@link NotWritten} where nobody may learn that it was written */
  afterWrite(events: readonly NewEvent[], bodies?: BodyChanges): void;
}

/** The journal as one life of the till sees it: the real one, on a disk that can fail. */
export const journalOn = (disk: Disk, journal: Journal): Journal => ({
  tag: journal.tag,
  get tags() {
    return journal.tags;
  },
  append(events: readonly NewEvent[], bodies?: BodyChanges) {
    disk.beforeWrite(events);
    const appended = journal.append(events, bodies);
    disk.afterWrite(events, bodies);
    return appended;
  },
  note(entries) {
    disk.beforeNote();
    return journal.note(entries);
  },
  entries: (wanted) => journal.entries(wanted),
  get size() {
    return journal.size;
  },
  links: (after, limit) => journal.links(after, limit),
  sale: (saleId) => journal.sale(saleId),
  openSales: () => journal.openSales(),
  recentSales: (limit) => journal.recentSales(limit),
  lastReceiptNumber: () => journal.lastReceiptNumber(),
  takings: (since) => journal.takings(since),
  body: (key) => journal.body(key),
  dayBook: journal.dayBook,
  saleList: journal.saleList,
});
