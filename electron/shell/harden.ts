import type { App, Session, WebContents } from 'electron';
import type { Log } from '../core/ports/log.ts';
import { isPermitted, proxyOf } from './policy.ts';
import type { PagePolicy } from './policy.ts';

/**
 * Makes the sandbox the rule for every page, whatever its window says. Must run before the app is ready. A run with
 * `--no-sandbox` (as root, where Chromium has no sandbox: the runner and the test harness say so, never the app) would
 * end at once when it is demanded; a released app does not start with that switch at all (`switches.ts`).
 */
export function requireSandbox(app: App): void {
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
}

/**
 * Puts a policy in force for a session: nothing is loaded that it does not name, and no permission or device is given.
 * Handlers are first taken away, so that nothing granted earlier lingers.
 *
 * @returns when the network is closed too
 */
export async function hardenSession(session: Session, policy: PagePolicy, log: Log): Promise<void> {
  const denied = createDenialCount(log, policy.name);
  session.setPermissionRequestHandler(null);
  session.setPermissionCheckHandler(null);
  session.setPermissionRequestHandler((_contents, permission, decide) => {
    if (!isPermitted(permission)) denied('permission', permission);
    decide(isPermitted(permission));
  });
  session.setPermissionCheckHandler((_contents, permission) => isPermitted(permission));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, decide) => decide(null));
  for (const chooser of ['select-usb-device', 'select-hid-device', 'select-serial-port'] as const) {
    // Three overloads of `on`; the event to stop and the answer to give are the same.
    const refuse = (event: { preventDefault(): void }) => event.preventDefault();
    if (chooser === 'select-usb-device') session.on(chooser, (event, _details, choose) => (refuse(event), choose()));
    else if (chooser === 'select-hid-device')
      session.on(chooser, (event, _details, choose) => (refuse(event), choose('')));
    else session.on(chooser, (event, _ports, _contents, choose) => (refuse(event), choose('')));
  }
  session.on('will-download', (event) => {
    event.preventDefault();
    denied('download', 'any');
  });
  session.webRequest.onBeforeRequest((details, decide) => {
    const allowed = policy.mayRequest(details.url);
    if (!allowed) denied('request', details.resourceType);
    decide({ cancel: !allowed });
  });
  await closeNetwork(session, policy);
}

/** To be called again when the one server that a policy's pages reach is another one. */
export const closeNetwork = (session: Session, policy: PagePolicy): Promise<void> => session.setProxy(proxyOf(policy));

/**
 * Keeps every page that is ever opened where it is: no navigation, redirect, new window or embedded view that its
 * policy does not allow. Must run before the first window.
 *
 * @param policyOf the policy of a page's session; null for a session we do not know, where nothing is allowed
 */
export function hardenContents(app: App, policyOf: (session: Session) => PagePolicy | null, log: Log): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents, policyOf, log));
}

function lockContents(contents: WebContents, policyOf: (session: Session) => PagePolicy | null, log: Log): void {
  const policy = policyOf(contents.session);
  const denied = createDenialCount(log, policy?.name ?? 'unknown session');
  const keep = (what: string) => (event: { preventDefault(): void }, url: string) => {
    if (policy?.mayNavigate(url)) return;
    event.preventDefault();
    denied(what, 'any');
  };
  // SECURITY: WebRTC asks no request handler. Without UDP it goes by the session's proxy, and that one is dead.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  const navigate = keep('navigation');
  contents.on('will-navigate', (event) => navigate(event, event.url));
  contents.on('will-frame-navigate', (event) => navigate(event, event.url));
  const redirect = keep('redirect');
  contents.on('will-redirect', (event) => redirect(event, event.url));
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    denied('webview', 'any');
  });
  contents.setWindowOpenHandler(() => {
    denied('window', 'any');
    return { action: 'deny' };
  });
}

const LINES_PER_KIND = 10;

/**
 * Tells the log what was denied, at most ten times for each kind, and never an address: it could carry what was typed.
 */
function createDenialCount(log: Log, where: string): (what: string, kind: string) => void {
  const counts = new Map<string, number>();
  return (what, kind) => {
    const count = (counts.get(what) ?? 0) + 1;
    counts.set(what, count);
    if (count <= LINES_PER_KIND) log.warn('page denied', { where, what, kind, last: count === LINES_PER_KIND });
  };
}
