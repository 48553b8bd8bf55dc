import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setAside } from './set-aside.ts';
import type { Log } from '../../core/ports/log.ts';

const SET_ASIDE = /\.strange-\d+/;

/**
 * Renames named pipes and devices in the profile, whatever their name, before anything there is opened. SECURITY:
 * reading a pipe that nobody writes to waits for ever, so one that lies where a file belongs would keep the till from
 * starting. Sockets, links and folders are Chromium's own.
 *
 * @throws when the folder cannot be listed
 */
export function setAsideStrangeFiles(folder: string, log: Log): void {
  for (const name of readdirSync(folder)) {
    if (SET_ASIDE.test(name)) continue;
    const found = statSync(join(folder, name), { throwIfNoEntry: false });
    if (!found || !(found.isFIFO() || found.isCharacterDevice() || found.isBlockDevice())) continue;
    log.warn('not a file, set aside', { file: name, as: setAside(folder, name, 'strange') });
  }
}
