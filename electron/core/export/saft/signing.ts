import type { ExportSource } from '../source.ts';
import type { TillEntryOf } from '../../journal/till-entries.ts';
import type { ExportDoor } from '../../ports/export.ts';
import type { Journal } from '../../ports/journal.ts';
import type { Signer } from '../../ports/signer.ts';
import type { ErrorCode } from '../../../../shared/errors.ts';
import { err } from '../../../../shared/result.ts';
import type { Result } from '../../../../shared/result.ts';

type Reading = Pick<Journal, 'entries' | 'tag' | 'tags'>;

/** Entries that are looked for: more than a till makes. */
const MOST = 10_000;

const signings = (journal: Reading, limit: number): readonly TillEntryOf<'signing.begun' | 'signing.renewed'>[] =>
  journal.entries({ types: ['signing.begun', 'signing.renewed'], limit });

const hasSigned = (journal: Reading): boolean =>
  signings(journal, 1).length > 0 ||
  journal.entries({ types: ['export.made'], limit: MOST }).some(({ kind }) => kind === 'saft');

/**
 * Another volume went before this one, and its signatures are not told of here: numbers begin anew under this one's
 * tag.
 */
const isFollowing = (journal: Reading): boolean => journal.tags.length > 1;

/** The version that no secret had before: `2`, or `k7m2-1` in a later volume of the journal. */
export function nextVersion(journal: Reading): string {
  const highest = Math.max(0, ...signings(journal, MOST).map(({ version }) => Number(version.split('-').at(-1)) || 0));
  // Before the journal told of secrets there was one, if there ever was an audit file.
  const used = Math.max(highest, hasSigned(journal) ? 1 : 0);
  return isFollowing(journal) ? `${journal.tag}-${used + 1}` : String(used + 1);
}

/**
 * What signs the sales of an audit file. The very first secret is made by itself; the journal hears its fingerprint.
 * SECURITY: once anything was signed, no other one takes its place before a manager has said why.
 */
export async function signerOf(source: ExportSource, door: ExportDoor): Promise<Result<Signer, ErrorCode>> {
  const { journal, report, store, note } = source;
  const first = hasSigned(journal) || isFollowing(journal) ? null : nextVersion(journal);
  const signer = await door.signer(store.environment, first);
  if (!signer.ok) return signer;
  const { version, fingerprint } = signer.value;
  const [known] = signings(journal, 1);
  if (known && known.fingerprint !== fingerprint) return err('export.signingKeyGone');
  if (!known) note({ type: 'signing.begun', at: report.now, version, fingerprint });
  return signer;
}
