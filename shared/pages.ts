import type { Audience } from './audience.ts';

/** Where the app's own pages live, and how an address is judged. Pure. */

export const APP_SCHEME = 'app';
/** The pages of each audience are an origin of their own. */
const HOSTS: Readonly<Record<Audience, string>> = { till: 'terminal', customer: 'customer' };
/** Where an audience's page begins. */
export const startOf = (audience: Audience): string => `${APP_SCHEME}://${HOSTS[audience]}/`;
export const APP_START = startOf('till');

/** Whether an address lies where an audience's pages are. */
export const isAt = (url: URL, audience: Audience): boolean =>
  url.protocol === `${APP_SCHEME}:` && url.host === HOSTS[audience] && url.username === '' && url.password === '';

/** An address in parts, or null when it is none. */
export function parseAddress(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}

/**
 * Whether an http(s) address can only be this machine. Names other than `localhost` are not trusted to resolve here.
 */
export function isLoopback(url: URL): boolean {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false;
  return (
    url.hostname === 'localhost' || url.hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(url.hostname)
  );
}

/**
 * Whether an address is a page of the terminal: `app://terminal/…` for the till's, or in development exactly the dev
 * server's origin.
 * SECURITY: parsed, never compared by prefix alone, and never by `origin`, which is the string 'null' for a custom
 * scheme.
 *
 * @param devServer origin of the dev server, null outside `npm run dev`
 * @param audience whose page it is to be
 */
export function isOurPage(address: string, devServer: string | null, audience: Audience = 'till'): boolean {
  const url = parseAddress(address);
  if (!url || url.username !== '' || url.password !== '') return false;
  if (url.protocol === `${APP_SCHEME}:`)
    return isAt(url, audience) && url.port === '' && address.startsWith(startOf(audience));
  return devServer !== null && isLoopback(url) && url.origin === devServer;
}

/**
 * Whether an address is the one page of a window, whatever its query and fragment. SECURITY: the page never changes its
 * own path, so any other address is one that a page went to, such as `about:blank`, for which Electron asks nobody.
 */
export function isHome(address: string, home: string): boolean {
  const [url, own] = [parseAddress(address), parseAddress(home)];
  if (!url || !own || url.username !== '' || url.password !== '') return false;
  return url.protocol === own.protocol && url.host === own.host && url.pathname === own.pathname;
}
