import { app, powerMonitor } from 'electron';
import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { readOverrides } from './environment.ts';
import type { Overrides } from './environment.ts';
import type { Ids } from '../../core/ports/ids.ts';
import { idempotencyKeySchema, saleIdSchema } from '../../../shared/ids.ts';

export const systemIds: Ids = {
  saleId: () => saleIdSchema.parse(randomUUID()),
  idempotencyKey: () => idempotencyKeySchema.parse(randomUUID()),
};

/**
 * Reads the development overrides and moves the profile where they say. Must run before the app is ready and before the
 * single-instance lock.
 */
export function applyOverrides(): Overrides {
  const overrides = readOverrides(process.env, app.isPackaged);
  if (overrides.profileDir !== null) app.setPath('userData', overrides.profileDir);
  return overrides;
}

export interface Profile {
  /** The folder of this till's data. */
  readonly folder: string;
  readonly log: string;
  /** What must not be put back together with the profile. */
  readonly beside: string;
}

/** The folder and the files in it whose place is fixed. Other adapters name their own files below `folder`. */
export function profile(): Profile {
  const folder = app.getPath('userData');
  // A profile of its own, as tests have, keeps everything in one place.
  const isOwn = dirname(folder) !== app.getPath('appData');
  return { folder, log: `${folder}/logs/skranke.log`, beside: isOwn ? `${folder}/seals` : `${folder}-seals` };
}

/** The machine slept or woke: clocks have jumped and connections are dead. Call after the app is ready. */
export function watchPower(listener: { readonly suspend: () => void; readonly resume: () => void }): void {
  powerMonitor.on('suspend', listener.suspend);
  powerMonitor.on('resume', listener.resume);
}
