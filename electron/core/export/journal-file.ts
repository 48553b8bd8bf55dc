import type { Piece } from './csv-files.ts';
import { readEntry } from '../journal/entry-versions.ts';
import { journalEntrySchema } from '../journal/events.ts';
import type { Journal, JournalLink } from '../ports/journal.ts';

export interface JournalFileSource {
  readonly journal: Pick<Journal, 'tag' | 'size' | 'links'>;
  /** Of the terminal that writes the file. */
  readonly version: string;
  /** Epoch ms. */
  readonly madeAt: number;
}

/** Entries in a piece: about 200 KB of text, a few milliseconds. */
const PAGE = 500;

/**
 * The whole journal as JSON lines. The first line names the journal, the last one its end, so that a file that was cut
 * is noticed:
 *
 *     {"journal":"k7m2","format":1,"version":"0.1.0","madeAt":1768820000000,"follows":null}
 *     {"seq":1,"hash":"9f…","payload":"{\"type\":\"sale.opened\",…}"}
 *     {"end":{"seq":1,"hash":"9f…"}}
 *
 * `hash` is SHA-256, in hex, over the hash of the line before (64 zeros before the first), the number and the payload
 * with a line feed between them. `follows` names the damaged volume that this one goes on from, and its last link that
 * holds. `verify-journal` reads the file.
 *
 * What is appended meanwhile is not in it: the file is the journal at one moment.
 */
export function* journalFile({ journal, version, madeAt }: JournalFileSource): Generator<Piece> {
  const last = journal.size;
  yield { text: line({ journal: journal.tag, format: 1, version, madeAt, follows: followed(journal) }), rows: 0 };
  let end = { seq: 0, hash: '0'.repeat(64) };
  while (end.seq < last) {
    const links = journal.links(end.seq, Math.min(PAGE, last - end.seq));
    const newest = links.at(-1);
    if (!newest) break;
    yield { text: links.map(({ seq, hash, payload }) => line({ seq, hash, payload })).join(''), rows: links.length };
    end = { seq: newest.seq, hash: newest.hash };
  }
  yield { text: line({ end }), rows: 0 };
}

const line = (content: object): string => `${JSON.stringify(content)}\n`;

function followed(
  journal: JournalFileSource['journal'],
): { readonly file: string; readonly seq: number; readonly hash: string } | null {
  const [first] = journal.links(0, 1);
  const entry = first && entryIn(first);
  return entry?.type === 'journal.continued' ? { file: entry.file, ...entry.lastGood } : null;
}

/**
 * Null also for what cannot be read: the file is written as the journal stands, and whoever verifies it finds where.
 */
function entryIn({ payload }: JournalLink) {
  if (!payload.includes('"journal.continued"')) return null;
  try {
    return journalEntrySchema.safeParse(readEntry(payload)).data ?? null;
  } catch {
    return null;
  }
}
