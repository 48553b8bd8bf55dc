import type { Head, Seal, SealKey } from './seal.ts';
import { firstWrong } from './seal-check.ts';
import type { SqliteJournal } from '../store/sqlite-journal.ts';
import { continuedEntry } from '../store/tags.ts';
import type { Tampering, TamperingName } from '../../../../shared/journal.ts';

/** Newest entries whose seals are looked at when the journal is opened; the caretaker looks at all of them. */
const LOOKED_AT = 200;

/** What the seal says of a journal that was opened in order: what was done to its files while the till did not run. */
export type Verdict =
  /** `new`: nothing was ever sealed · `follow`: a new volume that this till began itself */
  | { readonly name: 'holds' | 'new' | 'follow' | 'unsealed' }
  | { readonly name: 'tampered'; readonly tampering: Pick<Tampering, 'name' | 'seq'> };

const tampered = (name: TamperingName, seq: number | null = null): Verdict => ({
  name: 'tampered',
  tampering: { name, seq },
});

export function judge(seal: Seal, journal: SqliteJournal): Verdict {
  const { state, head, key } = seal;
  if (state === 'whole' && head && key) return compare({ head, key, journal });
  const [newest] = journal.entries({ types: ['seal.begun', 'seal.accepted', 'backup.restored'], limit: 1 });
  // Another keychain: it is sealed anew from here, and the notice says so.
  if (newest?.type === 'backup.restored') {
    if (state === 'none') return { name: seal.keychain === 'available' ? 'new' : 'unsealed' };
    return tampered(state === 'headGone' ? 'headGone' : 'keyGone');
  }
  // Also where the entry that says so was cut out: the seals beside the entries are still there.
  const wasSealed = newest
    ? newest.sealedBy !== null
    : journal.size > 0 && journal.seals(journal.size - 1, 1)[0]?.mac !== null;
  if (state === 'keyGone') return tampered('keyGone');
  if (state === 'headGone') return wasSealed ? tampered('headGone') : { name: 'new' };
  if (wasSealed) return tampered('keyGone');
  return { name: seal.keychain === 'available' ? 'new' : 'unsealed' };
}

function compare({
  head,
  key,
  journal,
}: {
  readonly head: Head;
  readonly key: SealKey;
  readonly journal: SqliteJournal;
}): Verdict {
  if (journal.size === 0 && head.seq > 0) return tampered('missing');
  if (journal.tag !== head.tag) return isFollowing(key, head, journal) ? { name: 'follow' } : tampered('replaced');
  const wrong = firstWrong(
    { key, tag: journal.tag, from: head.from },
    journal.seals(Math.max(0, journal.size - LOOKED_AT), LOOKED_AT),
  );
  if (wrong !== null) return tampered('rechained', wrong);
  if (journal.size < head.seq) return tampered('older', journal.size + 1);
  const [sealed] = head.seq === 0 ? [] : journal.seals(head.seq - 1, 1);
  return sealed && sealed.hash !== head.hash ? tampered('rechained', head.seq) : { name: 'holds' };
}

/**
 * A volume that goes on from a damaged one has another tag; that this till began it, its first seal says. One that it
 * had before is an old copy.
 */
function isFollowing(key: SealKey, head: Head, journal: SqliteJournal): boolean {
  if (head.tags.includes(journal.tag) || !continuedEntry(journal)) return false;
  const [first] = journal.seals(0, 1);
  return first !== undefined && first.mac === key.macOf(journal.tag, first);
}
