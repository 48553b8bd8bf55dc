import type { JournalKeeper } from '../../../electron/core/ports/journal-keeper.ts';
import { err } from '../../../shared/result.ts';

/** For a journal in memory, which has no files that could be damaged. */
export const WHOLE_JOURNALS: JournalKeeper = {
  damage: null,
  notice: null,
  tampering: null,
  accept: () => err('till.notSetUp'),
  ready: () => Promise.resolve(),
  lastPeople: () => null,
  keepPeople: () => Promise.resolve(),
  tellPeople: () => Promise.resolve(),
  tellPeopleElsewhere: () => Promise.resolve(),
  exists: () => false,
  walletOf: () => null,
  watch: () => undefined,
  unreadable: () => undefined,
  acknowledge: () => err('till.notSetUp'),
  startAnew: () => err('till.notSetUp'),
  verify: () => Promise.resolve(err('till.notSetUp')),
  elsewhere: () => [],
};
