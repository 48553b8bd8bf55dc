import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { writeWhole } from '../files/whole-file.ts';
import type { Fetch } from '../vipps/http.ts';
import { believed, isNewer, manifestName, MAX_MANIFEST_BYTES } from './manifest.ts';
import type { FileKind, Manifest, Runs, UpdateFile } from './manifest.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { OfferedUpdate, UpdateSource } from '../../core/ports/updates.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';

const READY = 'ready.manifest';
/** A line that gives nothing for so long gives nothing more. */
const SILENCE_MS = 30_000;
/** The counter's own traffic comes first. */
const BYTES_A_SECOND = 8_000_000;
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const isFull = (error: unknown): boolean => error instanceof Error && 'code' in error && FULL.has(String(error.code));

export interface SourceOptions {
  /** Of the update's own, in the profile. */
  readonly folder: string;
  /** Address of the folder on the server, without a slash at its end; null: there is none. */
  readonly base: string | null;
  readonly runs: Runs;
  /** What is installed here. */
  readonly kind: FileKind;
  readonly fetch: Fetch;
  readonly clock: Pick<Clock, 'after' | 'monotonic'>;
  readonly log: Log;
  readonly bytesASecond?: number;
}

/** What is ready in a folder: the manifest as it was signed, and the file that it tells of. */
export interface ReadyUpdate {
  readonly manifest: Manifest;
  readonly bytes: Buffer;
  readonly file: UpdateFile;
  readonly path: string;
}

const offeredOf = ({ version, date, news }: Manifest): OfferedUpdate => ({ version, date, news });

/** @returns what was downloaded and is still believed and newer; the file's own bytes are for who installs it */
export function readyIn({ folder, runs, kind }: Pick<SourceOptions, 'folder' | 'runs' | 'kind'>): ReadyUpdate | null {
  const kept = join(folder, READY);
  try {
    if (!existsSync(kept) || statSync(kept).size > MAX_MANIFEST_BYTES) return null;
    const bytes = readFileSync(kept);
    const manifest = believed(bytes, runs);
    if (!manifest.ok || !isNewer(manifest.value, runs)) return null;
    const file = manifest.value.files.find((each) => each.kind === kind);
    if (!file) return null;
    const path = join(folder, file.sha256);
    return statSync(path).size === file.size ? { manifest: manifest.value, bytes, file, path } : null;
  } catch {
    return null;
  }
}

/** @returns whether a file is the one that a manifest tells of */
export async function isWhole(path: string, { size, sha512 }: UpdateFile): Promise<boolean> {
  const hash = createHash('sha512');
  if (statSync(path).size !== size) return false;
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex') === sha512;
}

/** Updates from a folder on a server: a signed manifest, and beside it the installers. */
export class ServerUpdates implements UpdateSource {
  readonly #options: SourceOptions;
  #found: { readonly manifest: Manifest; readonly bytes: Buffer; readonly file: UpdateFile } | null = null;
  #connection: AbortController | null = null;

  constructor(options: SourceOptions) {
    this.#options = options;
  }

  get channel(): UpdateSource['channel'] {
    return this.#options.runs.channel;
  }

  get known(): boolean {
    return this.#options.base !== null && this.#options.runs.keys.length > 0;
  }

  ready(): OfferedUpdate | null {
    const ready = readyIn(this.#options);
    return ready && offeredOf(ready.manifest);
  }

  async look(): Promise<Result<OfferedUpdate | null, ErrorCode>> {
    const { runs, kind } = this.#options;
    this.#found = null;
    const pieces: Uint8Array[] = [];
    const got = await this.#fetched(manifestName(runs), {}, async (response, heard) => {
      if (response.status !== 200 || !response.body) return err('update.noAnswer');
      let size = 0;
      for await (const piece of response.body) {
        heard();
        size += piece.byteLength;
        if (size > MAX_MANIFEST_BYTES) return err('update.refused');
        pieces.push(piece);
      }
      return ok(undefined);
    });
    if (!got.ok) return got;
    const bytes = Buffer.concat(pieces);
    const manifest = believed(bytes, runs);
    if (!manifest.ok) return manifest;
    const file = manifest.value.files.find((each) => each.kind === kind);
    if (!file || !isNewer(manifest.value, runs)) return ok(null);
    this.#found = { manifest: manifest.value, bytes, file };
    return ok(offeredOf(manifest.value));
  }

  async download(progressed: (percent: number) => void): Promise<Result<void, ErrorCode>> {
    if (!this.#found) return err('update.notReady');
    const { folder } = this.#options;
    const { file, bytes } = this.#found;
    const part = join(folder, `${file.sha256}.part`);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      for (const name of readdirSync(folder)) if (join(folder, name) !== part) rmSync(join(folder, name));
      // What lies there goes on where it ends; whether it is ours is judged at the end.
      const there = existsSync(part) ? statSync(part).size : 0;
      const got = await this.#write(file, part, there < file.size ? there : 0, progressed);
      if (!got.ok) {
        if (got.error !== 'update.noAnswer') this.discard();
        return got;
      }
      if (!(await isWhole(part, file))) {
        this.discard();
        return err('update.refused');
      }
      await rename(part, join(folder, file.sha256));
      writeWhole(join(folder, READY), bytes);
      return ok(undefined);
    } catch (error) {
      this.discard();
      return err(isFull(error) ? 'update.diskFull' : 'update.noAnswer');
    }
  }

  discard(): void {
    const { folder } = this.#options;
    for (const name of existsSync(folder) ? readdirSync(folder) : []) rmSync(join(folder, name), { force: true });
  }

  stop(): void {
    this.#connection?.abort();
  }

  /** One request whose answer is read piece by piece; what is silent too long is given up. */
  async #fetched(
    name: string,
    headers: Readonly<Record<string, string>>,
    read: (response: Response, heard: () => void) => Promise<Result<void, ErrorCode>>,
  ): Promise<Result<void, ErrorCode>> {
    const { base, fetch, clock, log } = this.#options;
    const own = new AbortController();
    this.#connection = own;
    let stop = clock.after(SILENCE_MS, () => own.abort());
    const heard = (): void => {
      stop();
      stop = clock.after(SILENCE_MS, () => own.abort());
    };
    try {
      // SECURITY: no redirect leads elsewhere.
      const init = { redirect: 'error', credentials: 'omit', cache: 'no-store' } as const;
      const address = `${base}/${encodeURIComponent(name)}`;
      const response = await fetch(address, { ...init, headers, signal: own.signal });
      heard();
      return await read(response, heard);
    } catch (error) {
      log.warn('update not fetched', { file: name, error: error instanceof Error ? error.message : 'unknown' });
      return err(isFull(error) ? 'update.diskFull' : 'update.noAnswer');
    } finally {
      stop();
      own.abort();
    }
  }

  #write(
    { name, size }: UpdateFile,
    part: string,
    from: number,
    progressed: (percent: number) => void,
  ): Promise<Result<void, ErrorCode>> {
    const { clock } = this.#options;
    const headers: Record<string, string> = from > 0 ? { range: `bytes=${from}-` } : {};
    return this.#fetched(name, headers, async (response, heard) => {
      if (!response.body || (response.status !== 200 && response.status !== 206)) return err('update.noAnswer');
      const goesOn = response.status === 206;
      const out = await open(part, goesOn ? 'a' : 'w', 0o600);
      try {
        const first = goesOn ? from : 0;
        const begun = clock.monotonic();
        let written = first;
        let told = -1;
        for await (const piece of response.body) {
          heard();
          if (written + piece.byteLength > size) return err('update.refused');
          await out.write(piece);
          written += piece.byteLength;
          const percent = Math.floor((written * 100) / size);
          if (percent !== told) progressed((told = percent));
          await this.#atMost(written - first, clock.monotonic() - begun);
        }
        await out.sync();
        return written === size ? ok(undefined) : err('update.noAnswer');
      } finally {
        await out.close();
      }
    });
  }

  /** Waits until so many bytes are no more than the rate allows. */
  #atMost(bytes: number, sinceMs: number): Promise<void> {
    const { clock, bytesASecond = BYTES_A_SECOND } = this.#options;
    const ahead = (bytes * 1_000) / bytesASecond - sinceMs;
    return ahead <= 0 ? Promise.resolve() : new Promise((resolve) => void clock.after(ahead, resolve));
  }
}
