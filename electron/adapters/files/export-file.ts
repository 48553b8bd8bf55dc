import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from './whole-file.ts';
import type { Log } from '../../core/ports/log.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** The system's own code (`ENOSPC`); null for anything else, which is a bug. */
const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code)
    ? error.code
    : null;

/**
 * Writes a file whole or not at all: under a temporary name beside it, synced, and renamed at the end. The next piece
 * is made only when the last one is written, so a slow disk slows the export and not the till.
 *
 * @param check looks at what was written before it gets its name
 */
export async function writeExport(
  path: string,
  pieces: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
  log: Log,
  check: (temporary: string) => Promise<Result<void, ErrorCode>> = () => Promise.resolve(ok(undefined)),
): Promise<Result<void, ErrorCode>> {
  const temporary = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      for await (const piece of pieces) await file.appendFile(piece, 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
    const checked = await check(temporary);
    if (!checked.ok) {
      await rm(temporary, { force: true });
      return checked;
    }
    await rename(temporary, path);
    syncFolder(dirname(path));
    return ok(undefined);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    const code = codeOf(error);
    log.error('export not written', { error: code ?? (error instanceof Error ? error.name : typeof error) });
    if (code === null) throw error;
    return err(FULL.has(code) ? 'export.diskFull' : 'export.notWritable');
  }
}
