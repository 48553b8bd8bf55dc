import { protocol } from 'electron';
import type { Session } from 'electron';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../core/ports/log.ts';
import { SECURITY_HEADERS, resolveAsset } from './assets.ts';
import type { Audience } from '../../shared/audience.ts';
import { APP_SCHEME } from '../../shared/pages.ts';

/**
 * Makes `app:` a scheme with an origin of its own. Must run before the app is ready.
 * SECURITY: standard and secure, nothing more: no `bypassCSP`, no fetch API, no service workers.
 */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/**
 * Serves the bundled pages of an audience, such as the till's on `app://terminal/`, to one session. The folder may lie
 * inside an asar archive.
 *
 * @param folder the renderer's bundle, with the bundler's `asset-manifest.json`
 * @returns settles when the page and all that it begins with have been answered
 */
export function serveApp(session: Session, folder: string, log: Log, audience: Audience = 'till'): Promise<void> {
  const served = Promise.withResolvers<void>();
  let manifest: Promise<ReadonlySet<string>> | null = null;
  const waited = new Set<string>();
  const early = readEarly(folder).then((files) => {
    for (const path of files.keys()) waited.add(path);
    return files;
  });
  session.protocol.handle(APP_SCHEME, async (request) => {
    if (request.method !== 'GET') return answer(405, null);
    try {
      manifest ??= readManifest(folder);
      const asset = resolveAsset(request.url, await manifest, audience);
      if (!asset.found) {
        log.warn('app page not found');
        return answer(404, null);
      }
      const kept = (await early).get(asset.path);
      waited.delete(asset.path);
      // Once this turn is over the answer is on its way.
      if (waited.size === 0) setImmediate(served.resolve);
      return answer(200, kept ?? (await readFile(join(folder, asset.path))), asset.mimeType);
    } catch (error) {
      manifest = null;
      log.error('app page unreadable', { error: error instanceof Error ? error.name : typeof error });
      return answer(500, null);
    }
  });
  return served.promise;
}

/**
 * The page and what it names are read while its process starts, and kept: a page that is loaded again needs them at
 * once, also when the disk is slow. What cannot be read is read, and told, when it is asked for.
 */
async function readEarly(folder: string): Promise<ReadonlyMap<string, Uint8Array<ArrayBuffer>>> {
  const page = 'index.html';
  try {
    const html = await readFile(join(folder, page));
    const named = [...html.toString().matchAll(/(?:src|href)="\/([^"]+)"/g)].map(([, path = '']) => path);
    const files = await Promise.all(named.map(async (path) => [path, await readFile(join(folder, path))] as const));
    return new Map([[page, html], ...files]);
  } catch {
    return new Map();
  }
}

async function readManifest(folder: string): Promise<ReadonlySet<string>> {
  const listed: unknown = JSON.parse(await readFile(join(folder, 'asset-manifest.json'), 'utf8'));
  // By hand: a library for it would be read before the window is opened.
  if (!Array.isArray(listed) || listed.some((path) => typeof path !== 'string' || path === ''))
    throw new TypeError('the list of pages is no list of paths');
  return new Set<string>(listed);
}

function answer(
  status: number,
  body: Uint8Array<ArrayBuffer> | null,
  mimeType = 'text/plain; charset=utf-8',
): Response {
  return new Response(body, { status, headers: { ...SECURITY_HEADERS, 'content-type': mimeType } });
}
