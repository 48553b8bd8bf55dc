import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { json, type WireResponse } from './wire.ts';

/** Everything from this server, nothing inline, nowhere else. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
  "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

const FILES: Readonly<Record<string, { readonly file: string; readonly type: string }>> = {
  '/phone': { file: 'index.html', type: 'text/html' },
  '/phone/': { file: 'index.html', type: 'text/html' },
  '/phone.css': { file: 'phone.css', type: 'text/css' },
  '/phone.js': { file: 'phone.js', type: 'text/javascript' },
};

const text = (type: string, body: string): WireResponse => ({
  status: 200,
  headers: {
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  },
  body,
});

/**
 * The answer for a path of the practice phone, or null where the path is not one of its own. Its files are read when
 * somebody opens it.
 *
 * @param folder where the built page lies, or null where there is none
 */
export function phoneAsset(path: string, folder: string | null): WireResponse | null {
  if (path === '/favicon.ico') return { status: 204, headers: {}, body: '' };
  if (!path.startsWith('/phone')) return null;
  const found = Object.hasOwn(FILES, path) ? FILES[path] : undefined;
  if (found === undefined) return json(404, { error: 'No such page.' });
  const body = folder === null ? null : readOrNull(join(folder, found.file));
  return body === null ? json(503, { error: 'The page of the phone is not built.' }) : text(found.type, body);
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
