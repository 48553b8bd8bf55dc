import { randomBytes } from 'node:crypto';
import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { DiskFound } from '../../core/ports/doctor.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';

const BIG = 8 * 1024 * 1024;
/** About an entry of the journal with what belongs to it. */
const SMALL = 4096;
const SMALL_WRITES = 20;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';

/** How much room the profile's disk has, and how fast it keeps what is written: measured with a file of its own. */
export async function diskFound(folder: string): Promise<Result<DiskFound, string>> {
  const path = join(folder, `.doctor-${randomBytes(4).toString('hex')}`);
  try {
    const { bavail, bsize } = await statfs(folder);
    const file = await open(path, 'wx', 0o600);
    try {
      const bigAt = performance.now();
      await file.writeFile(Buffer.alloc(BIG, 7));
      await file.sync();
      const bigMs = Math.max(0.1, performance.now() - bigAt);
      const each: number[] = [];
      for (let count = 0; count < SMALL_WRITES; count += 1) {
        const at = performance.now();
        await file.write(Buffer.alloc(SMALL, count), 0, SMALL, count * SMALL);
        await file.sync();
        each.push(performance.now() - at);
      }
      // One slow write among twenty says nothing.
      const syncMs = each.toSorted((a, b) => a - b)[SMALL_WRITES / 2] ?? 0;
      return ok({ free: bavail * bsize, megabytesPerSecond: BIG / 1e6 / (bigMs / 1000), syncMs });
    } finally {
      await file.close();
    }
  } catch (error) {
    return err(codeOf(error));
  } finally {
    await rm(path, { force: true }).catch(() => undefined);
  }
}
