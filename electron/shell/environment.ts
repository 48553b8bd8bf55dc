/**
 * SECURITY: variables that a runtime underneath would obey: key logs of TLS, code to load, certificates to trust, files
 * to write.
 */
const FORGOTTEN_PREFIXES = ['NODE_', 'ELECTRON_', 'LIBSQL_', 'NAPI_', 'DYLD_'] as const;
const FORGOTTEN: ReadonlySet<string> = new Set([
  'SSLKEYLOGFILE',
  'CHROME_DEVEL_SANDBOX',
  'CHROME_LOG_FILE',
  'LD_AUDIT',
  'LD_PRELOAD',
  'UV_THREADPOOL_SIZE',
]);

/**
 * Takes such variables out of the environment, of this process and so of those it starts. Chromium reads its own when
 * its network starts, which is after this. What the system's loader or the runtime's start obeyed has happened by then:
 * the fuses of a released app turn the latter off.
 *
 * @returns their names, for the log
 */
export function forgetVariables(env: Record<string, string | undefined>): string[] {
  const names = Object.keys(env).filter((name) => {
    const upper = name.toUpperCase();
    return FORGOTTEN.has(upper) || FORGOTTEN_PREFIXES.some((prefix) => upper.startsWith(prefix));
  });
  for (const name of names) delete env[name];
  return names;
}
