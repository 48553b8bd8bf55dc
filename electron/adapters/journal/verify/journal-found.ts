import { existsSync } from 'node:fs';
import { isOurs } from '../damage/examine.ts';
import { query, text, toLookAt } from '../store/query.ts';
import { currentJournalFile } from '../store/volumes.ts';
import { verifyLinks } from './verify.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { JournalFound } from '../../../core/ports/doctor.ts';
import type { Environment } from '../../../../shared/settings.ts';

/**
 * Opens the journal that is on the disk by a connection that only reads, and follows every link of it, in slices, so
 * that a till that runs on it is not held up. Null: there is none.
 */
export async function journalFound(
  folder: string,
  environment: Environment,
  clock: Pick<Clock, 'after'>,
): Promise<JournalFound | null> {
  if (!existsSync(folder)) return null;
  const file = currentJournalFile(folder, environment);
  if (!existsSync(file)) return null;
  if (!isOurs(file)) return { entries: 0, newestAt: null, broken: 'structure' };
  try {
    const db = toLookAt(file);
    try {
      const steps = verifyLinks(db);
      for (;;) {
        const step = steps.next();
        if (step.done) {
          const { end, finding } = step.value;
          return { entries: end.seq, newestAt: newestAt(db), broken: finding?.problem ?? null };
        }
        await new Promise<void>((resolve) => void clock.after(0, resolve));
      }
    } finally {
      db.close();
    }
  } catch {
    return { entries: 0, newestAt: null, broken: 'unreadable' };
  }
}

const AT = /"at":(\d{1,15})[,}]/;

function newestAt(db: ReturnType<typeof toLookAt>): number | null {
  const last = query<{ payload: string }>(db, `SELECT ${text('payload')} FROM events ORDER BY seq DESC LIMIT 1`).get();
  const at = AT.exec(last?.payload ?? '')?.[1];
  return at === undefined ? null : Number(at);
}
