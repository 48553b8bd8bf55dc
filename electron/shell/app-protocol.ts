import { protocol } from 'electron';
import type { Session } from 'electron';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Log } from '../core/ports/log.ts';
import { SECURITY_HEADERS, resolveAsset } from './assets.ts';
import { APP_SCHEME } from '../../shared/pages.ts';

const manifestSchema = z.array(z.string().min(1)).max(5000);

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
 * Serves the bundled pages on `app://terminal/` to one session. The folder may lie inside an asar archive.
 *
 * @param folder the renderer's bundle, with the bundler's `asset-manifest.json`
 */
export function serveApp(session: Session, folder: string, log: Log): void {
  let manifest: Promise<ReadonlySet<string>> | null = null;
  session.protocol.handle(APP_SCHEME, async (request) => {
    if (request.method !== 'GET') return answer(405, null);
    try {
      manifest ??= readManifest(folder);
      const asset = resolveAsset(request.url, await manifest);
      if (!asset.found) {
        log.warn('app page not found');
        return answer(404, null);
      }
      return answer(200, await readFile(join(folder, asset.path)), asset.mimeType);
    } catch (error) {
      manifest = null;
      log.error('app page unreadable', { error: error instanceof Error ? error.name : typeof error });
      return answer(500, null);
    }
  });
}

async function readManifest(folder: string): Promise<ReadonlySet<string>> {
  return new Set(manifestSchema.parse(JSON.parse(await readFile(join(folder, 'asset-manifest.json'), 'utf8'))));
}

function answer(
  status: number,
  body: Uint8Array<ArrayBuffer> | null,
  mimeType = 'text/plain; charset=utf-8',
): Response {
  return new Response(body, { status, headers: { ...SECURITY_HEADERS, 'content-type': mimeType } });
}
