import type { Session } from 'electron';
import type { Audience } from '../../shared/audience.ts';
import { APP_SCHEME, isAt, isLoopback, isOurPage, parseAddress } from '../../shared/pages.ts';

/** What pages may do, as tables and pure functions; `harden.ts` puts them in force. */

type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;
type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
export type Permission = Parameters<CheckHandler>[1] | Parameters<RequestHandler>[1];

/**
 * SECURITY: a till's pages need none. Each name that Electron knows stands here, so a new one in an upgrade does not
 * compile until it is judged.
 */
export const PERMISSIONS: Readonly<Record<Permission, 'allow' | 'deny'>> = {
  ar: 'deny',
  'automatic-fullscreen': 'deny',
  'background-fetch': 'deny',
  'background-sync': 'deny',
  'captured-surface-control': 'deny',
  'clipboard-read': 'deny',
  'clipboard-sanitized-write': 'deny',
  'deprecated-sync-clipboard-read': 'deny',
  'display-capture': 'deny',
  fileSystem: 'deny',
  fullscreen: 'deny',
  geolocation: 'deny',
  'geolocation-approximate': 'deny',
  'hand-tracking': 'deny',
  hid: 'deny',
  'idle-detection': 'deny',
  keyboardLock: 'deny',
  'local-fonts': 'deny',
  'local-network': 'deny',
  'local-network-access': 'deny',
  'loopback-network': 'deny',
  media: 'deny',
  mediaKeySystem: 'deny',
  midi: 'deny',
  midiSysex: 'deny',
  nfc: 'deny',
  notifications: 'deny',
  openExternal: 'deny',
  'payment-handler': 'deny',
  'periodic-background-sync': 'deny',
  'persistent-storage': 'deny',
  pointerLock: 'deny',
  'screen-wake-lock': 'deny',
  sensors: 'deny',
  serial: 'deny',
  'smart-card': 'deny',
  'speaker-selection': 'deny',
  'storage-access': 'deny',
  'system-wake-lock': 'deny',
  'top-level-storage-access': 'deny',
  unknown: 'deny',
  usb: 'deny',
  vr: 'deny',
  'web-app-installation': 'deny',
  'web-printing': 'deny',
  'window-management': 'deny',
};

/** Electron can name what its types do not know; that is denied too. */
export const isPermitted = (permission: string): boolean =>
  new Map<string, string>(Object.entries(PERMISSIONS)).get(permission) === 'allow';

/** What the pages of one session may load and where they may go. */
export interface PagePolicy {
  readonly name: string;
  /**
   * The one `host:port` that its pages reach by network; null: none. What no request handler sees (WebRTC) is held to
   * it as well.
   */
  reaches(): string | null;
  mayRequest(address: string): boolean;
  mayNavigate(address: string): boolean;
}

/**
 * A window of the terminal's own: its bundled pages and no network at all, and no navigation; in development the dev
 * server as well, which reloads the page by itself.
 *
 * @param devServer origin of the dev server, null outside `npm run dev`
 * @param devTools whether developer tools can be opened; their pages load in the session of the page they look at
 * @param audience whose window it is
 */
export function terminalPolicy(devServer: string | null, devTools: boolean, audience: Audience = 'till'): PagePolicy {
  return {
    name: audience,
    reaches: () => (devServer === null ? null : new URL(devServer).host),
    mayRequest(address) {
      const url = parseAddress(address);
      if (!url) return false;
      if (url.protocol === `${APP_SCHEME}:`) return isAt(url, audience);
      if (devTools && url.protocol === 'devtools:') return true;
      return devServer !== null && isLoopback(asHttp(url)) && asHttp(url).origin === devServer;
    },
    mayNavigate: (address) =>
      devServer !== null && !address.startsWith(`${APP_SCHEME}:`) && isOurPage(address, devServer),
  };
}

/**
 * The practice customer's phone: pages of one origin on this machine, which is the simulator. `origin` null: none is
 * running.
 */
export function phonePolicy(origin: () => string | null): PagePolicy {
  const isSimulator = (address: string): boolean => {
    const url = parseAddress(address);
    return url !== null && isLoopback(url) && url.username === '' && url.password === '' && url.origin === origin();
  };
  const reaches = (): string | null => {
    const server = origin();
    return server === null ? null : new URL(server).host;
  };
  return { name: 'practice phone', reaches, mayRequest: isSimulator, mayNavigate: isSimulator };
}

/** A slip that is drawn for a printer is handed over whole, in its address. */
export const SLIP_ADDRESS = 'data:text/html;charset=utf-8;base64,';

/** SECURITY: it loads nothing beside itself and goes nowhere. */
export const SLIP_POLICY: PagePolicy = {
  name: 'slip',
  reaches: () => null,
  mayRequest: (address) => address.startsWith(SLIP_ADDRESS),
  mayNavigate: () => false,
};

/** Nothing listens there and no packet leaves for it: systems refuse to connect to the broadcast address. */
const DEAD_PROXY = '255.255.255.255:9';

/**
 * SECURITY: what a page brings about beside its requests (WebRTC, hints, whatever comes) goes through a proxy that does
 * not exist, except to the one server of the policy. Chromium would spare this machine from any proxy; `<-loopback>`
 * takes that back.
 */
export function proxyOf(policy: PagePolicy): {
  readonly mode: 'fixed_servers';
  readonly proxyRules: string;
  readonly proxyBypassRules: string;
} {
  const reached = policy.reaches();
  return {
    mode: 'fixed_servers',
    proxyRules: DEAD_PROXY,
    proxyBypassRules: reached === null ? '<-loopback>' : `<-loopback>;${reached}`,
  };
}

/** A WebSocket's address as the page address of the same server. */
function asHttp(url: URL): URL {
  return url.protocol === 'ws:' ? new URL(url.href.replace(/^ws:/, 'http:')) : url;
}

/**
 * Address of the dev server that `npm run dev` tells, as an origin.
 *
 * @returns null when packaged, when there is none, and when it is not on this machine
 */
export function devServerOrigin(address: string | undefined, packaged: boolean): string | null {
  const url = packaged || address === undefined ? null : parseAddress(address);
  return url && isLoopback(url) && url.username === '' && url.password === '' ? url.origin : null;
}
