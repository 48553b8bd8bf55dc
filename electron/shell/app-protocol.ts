import { protocol } from 'electron';
import type { Session } from 'electron';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../core/ports/log.ts';
import { SECURITY_HEADERS, START_PAGE, logoAt, resolveAsset } from './assets.ts';
import { firstTextsFile, withTexts } from './first-texts.ts';
import type { FoundPictures } from './picture-shelf.ts';
import type { Audience } from '../../shared/audience.ts';
import { APP_SCHEME } from '../../shared/pages.ts';
import type { Language } from '../../shared/texts/languages.ts';

/**
 * Makes `app:` a scheme with an origin of its own. Must run before the app is ready.
 * SECURITY: standard and secure, nothing more: no `bypassCSP`, no fetch API, no service workers.
 */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

interface ServedPages {
  readonly audience: Audience;
  /** The first page comes with the texts of its first screen in it; null: it brings its own. */
  readonly language: (() => Promise<Language>) | null;
  /** Beside the bundle: the pictures of codes that are held out now. */
  readonly shelf: FoundPictures;
  /** The shop's picture of this version, or null. */
  readonly logo: (version: number) => Uint8Array<ArrayBuffer> | null;
}

/**
 * Serves the bundled pages of an audience, such as the till's on `app://terminal/`, to one session. The folder may lie
 * inside an asar archive.
 *
 * @param folder the renderer's bundle, with the bundler's `asset-manifest.json`
 * @returns settles when the page and all that it begins with have been answered
 */
export function serveApp(
  session: Session,
  folder: string,
  log: Log,
  { audience, language, shelf, logo }: ServedPages,
): Promise<void> {
  const served = Promise.withResolvers<void>();
  let manifest: Promise<ReadonlySet<string>> | null = null;
  const waited = new Set<string>();
  const early = readEarly(folder).then((files) => {
    for (const path of files.keys()) waited.add(path);
    return files;
  });
  /** Looked at while the page's process starts; a page that is loaded again comes in the language of then. */
  let texts: Promise<FirstTexts | null> | null = readTexts(folder, language);
  const pageOf = async (html: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> => {
    const found = await (texts ?? readTexts(folder, language));
    texts = null;
    return found ? Buffer.from(withTexts(Buffer.from(html).toString(), found.language, found.texts)) : html;
  };
  session.protocol.handle(APP_SCHEME, async (request) => {
    if (request.method !== 'GET') return answer(405, null);
    try {
      const version = logoAt(request.url, audience);
      if (version !== null) {
        const picture = logo(version);
        return picture ? answer(200, picture, 'image/png') : answer(404, null);
      }
      manifest ??= readManifest(folder);
      const picture = shelf.find(request.url, audience);
      if (picture) return answer(200, picture, 'image/png');
      const asset = resolveAsset(request.url, await manifest, audience);
      if (!asset.found) {
        log.warn('app page not found');
        return answer(404, null);
      }
      const kept = (await early).get(asset.path) ?? (await readFile(join(folder, asset.path)));
      const body = asset.path === START_PAGE ? await pageOf(kept) : kept;
      waited.delete(asset.path);
      // Once this turn is over the answer is on its way.
      if (waited.size === 0) setImmediate(served.resolve);
      return answer(200, body, asset.mimeType);
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
  try {
    const html = await readFile(join(folder, START_PAGE));
    const named = [...html.toString().matchAll(/(?:src|href)="\/([^"]+)"/g)].map(([, path = '']) => path);
    const files = await Promise.all(named.map(async (path) => [path, await readFile(join(folder, path))] as const));
    return new Map([[START_PAGE, html], ...files]);
  } catch {
    return new Map();
  }
}

interface FirstTexts {
  readonly language: Language;
  readonly texts: string;
}

/** Null where they cannot be read: the page asks for them by itself then. */
async function readTexts(folder: string, language: ServedPages['language']): Promise<FirstTexts | null> {
  if (language === null) return null;
  const wanted = await language();
  try {
    return { language: wanted, texts: await readFile(join(folder, firstTextsFile(wanted)), 'utf8') };
  } catch {
    return null;
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
