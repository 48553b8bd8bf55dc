import { resolve } from 'node:path';
import { isLoopback, parseAddress } from '../../../shared/pages.ts';

/** What a development run may override by environment variables. A packaged build ignores all of them. */
export interface Overrides {
  /** Absolute path, from `SKRANKE_PROFILE_DIR`. */
  readonly profileDir: string | null;
  /** Origin on this machine, without a slash at its end, from `SKRANKE_API_URL`. */
  readonly apiUrl: string | null;
  /** Of a receiver of the wallet's events on this machine, from `SKRANKE_HINTS_PORT`; 0 takes any free one. */
  readonly hintsPort: number | null;
  /** What is wrong with a variable that was given and is not used, for the log and the terminal; without its value. */
  readonly problem: string | null;
}

export const NO_OVERRIDES: Overrides = { profileDir: null, apiUrl: null, hintsPort: null, problem: null };

/**
 * SECURITY: keys go to the API's address, so another one than the two real ones is only taken on this machine, and only
 * in development.
 */
export function readOverrides(env: Readonly<Record<string, string | undefined>>, packaged: boolean): Overrides {
  if (packaged) return NO_OVERRIDES;
  const folder = env['SKRANKE_PROFILE_DIR'];
  const profileDir = folder ? resolve(folder) : null;
  const address = env['SKRANKE_API_URL'];
  const hintsPort = portOf(env['SKRANKE_HINTS_PORT']);
  if (!address) return { ...NO_OVERRIDES, profileDir, hintsPort };
  const url = parseAddress(address);
  const bare =
    url !== null &&
    url.username === '' &&
    url.password === '' &&
    url.search === '' &&
    url.hash === '' &&
    url.pathname === '/';
  if (!url || !bare || !isLoopback(url)) {
    return {
      profileDir,
      apiUrl: null,
      hintsPort,
      problem: 'SKRANKE_API_URL is not used: it must be an http address on this machine without a path',
    };
  }
  return { profileDir, apiUrl: url.origin, hintsPort, problem: null };
}

const portOf = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : null;
