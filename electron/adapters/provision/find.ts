import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { FoundFile } from '../../core/ports/provision.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import {
  MAX_PROVISION_BYTES,
  PROVISION_FORMAT,
  PROVISION_VERSION,
  provisionFileSchema,
} from '../../../shared/provision/file.ts';
import { problemsOf, readJsonText } from '../../../shared/provision/problems.ts';
import type { FileProblem } from '../../../shared/provision/view.ts';
import { err, ok } from '../../../shared/result.ts';

const FILE = 'provision.json';
const SWITCH = '--provision=';

/** Where management software puts the file. */
export function sharedPlace(
  platform: NodeJS.Platform = process.platform,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string {
  if (platform === 'win32') return join(env['ProgramData'] ?? String.raw`C:\ProgramData`, 'Skranke', FILE);
  return platform === 'darwin' ? `/Library/Application Support/Skranke/${FILE}` : `/etc/skranke/${FILE}`;
}

/** The file that the switch names, also one that is not there; else the one in the shared place, if there is one. */
export function provisionPath(argv: readonly string[], shared = sharedPlace()): string | null {
  const named = argv.findLast((argument) => argument.startsWith(SWITCH))?.slice(SWITCH.length);
  if (named) return named;
  return statSync(shared, { throwIfNoEntry: false }) ? shared : null;
}

export interface ReadFile {
  readonly found: FoundFile;
  /** As it was read; null where it cannot be used. */
  readonly json: unknown;
}

const headSchema = z.looseObject({ format: z.literal(PROVISION_FORMAT), version: z.number() });

export function readProvision(path: string): ReadFile {
  const name = basename(path);
  const wrong = (problem: ErrorCode, lines: readonly FileProblem[] = []): ReadFile => ({
    found: { name, content: err({ problem, lines }) },
    json: null,
  });
  const text = textOf(path);
  if (text === null) return wrong('provision.unreadable');
  const read = readJsonText(text);
  if ('problem' in read) return wrong('provision.unreadable', [read.problem]);
  const head = headSchema.safeParse(read.json);
  if (head.success && head.data.version !== PROVISION_VERSION) {
    const value = String(PROVISION_VERSION);
    const found = String(head.data.version).slice(0, 40);
    return wrong('provision.otherVersion', [{ path: 'version', found, expected: 'oneOf', value }]);
  }
  const file = provisionFileSchema.safeParse(read.json);
  if (!file.success) return wrong('provision.unreadable', problemsOf(file.error, read.json));
  const { setUp, expires } = file.data;
  return { found: { name, content: ok({ setUp, expires: Date.parse(expires) }) }, json: read.json };
}

/** Null for what is no file, too large, not there or no text. SECURITY: a pipe would keep the start waiting. */
function textOf(path: string): string | null {
  try {
    if (!statSync(path).isFile()) return null;
    const file = openSync(path, 'r');
    try {
      if (!fstatSync(file).isFile()) return null;
      const bytes = Buffer.alloc(MAX_PROVISION_BYTES + 1);
      let length = 0;
      for (let more = 1; more > 0 && length < bytes.length; length += more)
        more = readSync(file, bytes, length, bytes.length - length, null);
      if (length > MAX_PROVISION_BYTES) return null;
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length));
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}
