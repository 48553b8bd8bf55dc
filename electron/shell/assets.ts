import type { Audience } from '../../shared/audience.ts';
import { logoVersionAt } from '../../shared/logo.ts';
import { isAt, parseAddress } from '../../shared/pages.ts';

/**
 * SHA-256 of the one style element that react-aria adds by itself (`touch-action` of pressable elements); a test
 * compares it with the package.
 */
export const PRESSABLE_STYLE_HASH = 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o=';

/**
 * Sent with every answer of `app://terminal/`. Trusted Types are left out: react-aria's announcer empties its node by
 * `innerHTML`. Styles set by script through the object model need no permission.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' '${PRESSABLE_STYLE_HASH}'`,
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "webrtc 'block'",
  // Takes away what no page of ours does: printing, dialogs, new windows, downloads, pointer lock. `window.print()`
  // would hold the page still.
  'sandbox allow-scripts allow-same-origin allow-forms',
].join('; ');

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-dns-prefetch-control': 'off',
  'cache-control': 'no-store',
};

/** A file of another type is not served: the list is what a bundle of ours can hold. */
const MIME_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  webp: 'image/webp',
  woff2: 'font/woff2',
};

export const START_PAGE = 'index.html';
const MAX_ADDRESS = 1024;

export type Asset =
  | { readonly found: true; readonly path: string; readonly mimeType: string }
  | { readonly found: false };

/**
 * The bundle's file behind an address. Query and fragment are ignored. SECURITY: decoded once; `..`, backslash, NUL and
 * encoded separators are refused before the parser can tidy them away; and what is left must stand in the list that the
 * bundler wrote, so there is no path to climb out of.
 *
 * @param manifest paths relative to the bundle's folder, with `/`
 */
export function resolveAsset(address: string, manifest: ReadonlySet<string>, audience: Audience = 'till'): Asset {
  const missing = { found: false } as const;
  if (address.length > MAX_ADDRESS) return missing;
  const raw = address.split(/[?#]/, 1)[0] ?? '';
  // eslint-disable-next-line no-control-regex
  if (/[\\\u0000-\u0020]|%2f|%5c|%00|%25/i.test(raw)) return missing;
  if (/\/(?:\.|%2e){1,2}(?:\/|$)/i.test(raw)) return missing;
  const url = parseAddress(raw);
  if (!url || !isAt(url, audience)) return missing;
  const path = decodeOnce(url.pathname.slice(1));
  if (path === null) return missing;
  const name = path === '' ? START_PAGE : path;
  const mimeType = MIME_TYPES[name.slice(name.lastIndexOf('.') + 1)];
  return mimeType !== undefined && manifest.has(name) ? { found: true, path: name, mimeType } : missing;
}

/** Which version of the shop's picture an address asks for, or null when it asks for something else. */
export function logoAt(address: string, audience: Audience): number | null {
  const url = address.length > MAX_ADDRESS ? null : parseAddress(address);
  return url && isAt(url, audience) ? logoVersionAt(url.pathname) : null;
}

function decodeOnce(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
