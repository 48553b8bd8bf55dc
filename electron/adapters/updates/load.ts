import { join } from 'node:path';
import { kindHere, updateInstaller } from './installer.ts';
import { updateMemory } from './memory.ts';
import { ServerUpdates } from './source.ts';
import type { Fetch } from '../vipps/http.ts';
import { ENTRY_VERSION } from '../../core/journal/entry-versions.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { UpdateInstaller, UpdateMemory, UpdateSource } from '../../core/ports/updates.ts';

export interface UpdateDoors {
  readonly source: UpdateSource;
  readonly installer: UpdateInstaller;
  readonly memory: UpdateMemory;
}

export interface UpdatePlace {
  /** The profile. */
  readonly folder: string;
  /** The package's name. */
  readonly product: string;
  readonly version: string;
  readonly built: { readonly keys: readonly string[]; readonly base: string | null };
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly log: Log;
}

/** The doors of the updates. */
export function updateDoors({ folder, product, version, built, fetch, clock, log }: UpdatePlace): UpdateDoors {
  const memory = updateMemory(folder, log);
  const platform = process.platform === 'darwin' ? 'darwin' : `${process.platform}-${process.arch}`;
  const runs = { product, channel: memory.channel, platform, version, data: ENTRY_VERSION, keys: built.keys };
  const place = { folder: join(folder, 'updates'), runs, kind: kindHere(process.platform) };
  return {
    memory,
    source: new ServerUpdates({ ...place, base: memory.address ?? built.base, fetch, clock, log }),
    installer: updateInstaller(place, log),
  };
}
