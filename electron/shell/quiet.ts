import type { App } from 'electron';

/**
 * Chromium's own errands over the network, none of which a till needs. SECURITY: with them a released app would tell
 * others that it runs, and where. The hint `dns-prefetch` of a page asks the system's name servers whatever the
 * session's proxy says: text could leave by it.
 */
const QUIET: Readonly<Record<string, string>> = {
  'disable-background-networking': '',
  'disable-component-update': '',
  'disable-domain-reliability': '',
  'disable-sync': '',
  'no-pings': '',
  'blink-settings': 'dnsPrefetchingEnabled=false',
};

/**
 * Must run before the app is ready. Each session, also the wallet's, begins by fetching a dictionary for spelling from
 * a host of Google, unless it is told that it has no language in the moment it is made.
 */
export function keepQuiet(app: App): void {
  for (const [name, value] of Object.entries(QUIET)) app.commandLine.appendSwitch(name, value);
  app.on('session-created', (session) => {
    session.setSpellCheckerEnabled(false);
    session.setSpellCheckerLanguages([]);
  });
}

/**
 * Names are looked up by the system alone. SECURITY: Chromium's own resolver would try whether the shop's name server
 * also speaks HTTPS, by asking its maker's. Must run when the app is ready.
 */
export function resolveBySystem(app: App): void {
  app.configureHostResolver({ enableBuiltInResolver: false, secureDnsMode: 'off' });
}
