/** Where the app's own pages live, and how an address is judged. Pure. */

export const APP_SCHEME = 'app';
export const APP_HOST = 'terminal';
export const APP_START = `${APP_SCHEME}://${APP_HOST}/`;

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
 * Whether an address is a page of the terminal: `app://terminal/…`, or in development exactly the dev server's origin.
 * SECURITY: parsed, never compared by prefix alone, and never by `origin`, which is the string 'null' for a custom
 * scheme.
 *
 * @param devServer origin of the dev server, null outside `npm run dev`
 */
export function isOurPage(address: string, devServer: string | null): boolean {
  const url = parseAddress(address);
  if (!url || url.username !== '' || url.password !== '') return false;
  if (url.protocol === `${APP_SCHEME}:`)
    return url.hostname === APP_HOST && url.port === '' && address.startsWith(APP_START);
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
