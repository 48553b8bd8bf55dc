import { CONTENT, recordSchema } from './content.ts';
import type { BackupRecord } from './content.ts';
import { UnreadableBackup, decrypted } from './container.ts';
import { BEGINNING, findBrokenLink } from '../journal/store/chain.ts';
import type { ChainEnd } from '../journal/store/chain.ts';

const recordOf = (line: string): BackupRecord => {
  let said: unknown;
  try {
    said = JSON.parse(line);
  } catch {
    throw new UnreadableBackup('damaged');
  }
  const record = recordSchema.safeParse(said);
  // The envelope was whole, so it was written so: by a program that knew more.
  if (!record.success) throw new UnreadableBackup('format');
  return record.data;
};

/** What stands in a backup, in order; the last line has come when it ends. @throws an UnreadableBackup */
export async function* recordsOf(path: string, passphrase: string): AsyncGenerator<BackupRecord> {
  let lines = 0;
  let ended = false;
  for await (const line of decrypted(path, passphrase)) {
    const record = recordOf(line);
    if (ended || (lines === 0) !== (record.kind === 'backup')) throw new UnreadableBackup('damaged');
    if (record.kind === 'backup' && record.content > CONTENT) throw new UnreadableBackup('format');
    if (record.kind === 'end' && record.lines !== lines) throw new UnreadableBackup('damaged');
    ended = record.kind === 'end';
    lines += 1;
    yield record;
  }
  if (!ended) throw new UnreadableBackup('damaged');
}

/** Reads all of it once more, and proves each link of each journal. @throws an UnreadableBackup */
export async function proveBackup(path: string, passphrase: string, read: (entries: number) => void): Promise<void> {
  let wanted: ChainEnd | null = null;
  let end: ChainEnd = BEGINNING;
  let entries = 0;
  const whole = () => {
    if (wanted && (wanted.seq !== end.seq || wanted.hash !== end.hash)) throw new UnreadableBackup('damaged');
  };
  for await (const record of recordsOf(path, passphrase)) {
    if (record.kind === 'journal') {
      whole();
      wanted = record.end;
      end = BEGINNING;
    } else if (record.kind === 'entries') {
      const before = end;
      const links = record.rows.map(([hash, , payload], n) => ({ seq: before.seq + 1 + n, hash, payload }));
      if (findBrokenLink(links, before)) throw new UnreadableBackup('damaged');
      end = links.at(-1) ?? end;
      entries += links.length;
      read(entries);
    }
  }
  whole();
}
