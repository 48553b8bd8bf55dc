import { json, type WireResponse } from './wire.ts';
import { PHONE_PAGE } from './phone-page.ts';
import { PHONE_SCRIPT } from './phone-script.ts';
import { PHONE_STYLE } from './phone-style.ts';

/** The practice phone's files, as text modules: they travel inside a bundle as well as under plain Node. */

/** Everything from this server, nothing inline, nowhere else. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
  "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

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

/** The answer for a path of the phone, or null where the path is not one of its own. */
export function phoneAsset(path: string): WireResponse | null {
  switch (path) {
    case '/phone':
    case '/phone/':
      return text('text/html', PHONE_PAGE);
    case '/phone.css':
      return text('text/css', PHONE_STYLE);
    case '/phone.js':
      return text('text/javascript', PHONE_SCRIPT);
    case '/favicon.ico':
      return { status: 204, headers: {}, body: '' };
    default:
      return path.startsWith('/phone') ? json(404, { error: 'No such page.' }) : null;
  }
}
