/**
 * SECURITY: command-line switches with which someone at the counter could look into the app, redirect its traffic or take its walls away.
 * A name stands for itself; a name ending in `*` for all that begin with it.
 */
const REFUSED = [
  'remote-debugging-*',
  'remote-allow-origins',
  'inspect*',
  'debug*',
  'js-flags',
  'user-data-dir',
  'host-rules',
  'host-resolver-rules',
  'proxy-*',
  'no-proxy-server',
  'ignore-certificate-errors*',
  'ssl-key-log-file',
  'log-net-log',
  'load-extension',
  'disable-extensions-except',
  'no-sandbox',
  'disable-sandbox',
  'disable-setuid-sandbox',
  'disable-gpu-sandbox',
  'no-zygote',
  'single-process',
  'in-process-gpu',
  'disable-web-security',
  'disable-site-isolation*',
  'allow-running-insecure-content',
  'unsafely-treat-insecure-origin-as-secure',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'enable-automation',
  'auth-server-whitelist',
] as const;

/**
 * The switches among the arguments that a released app does not start with. Chromium takes `-name`, `--name` and on Windows `/name`,
 * in any case there, with or without `=value`.
 *
 * @param argv arguments without the program itself
 */
export function refusedSwitches(argv: readonly string[]): string[] {
  return argv.flatMap((argument) => {
    const name = /^(?:--?|\/)([a-z][a-z0-9-]*)(?:=.*)?$/is.exec(argument)?.[1]?.toLowerCase();
    return name !== undefined && REFUSED.some((refused) => matches(name, refused)) ? [name] : [];
  });
}

const matches = (name: string, refused: string): boolean => (refused.endsWith('*') ? name.startsWith(refused.slice(0, -1)) : name === refused);
