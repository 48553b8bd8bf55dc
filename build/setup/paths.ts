import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What only this clone needs to remember; goes with node_modules, and may. */
export const cloneCache = join(root, 'node_modules', '.cache', 'skranke');

/** What all clones of one person share, such as the unpacked runtime: outside node_modules, which `npm ci` empties. */
export const userCache = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'skranke');
