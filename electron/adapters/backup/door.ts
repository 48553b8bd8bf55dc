import { basename } from 'node:path';
import { makeBackup } from './make.ts';
import { commitRestored, isEmptyTill, layOut } from './restore.ts';
import type { RestorePlace } from './restore.ts';
import type { BackupDoor } from '../../core/ports/backup.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { err, ok } from '../../../shared/result.ts';

interface BackupDoorOptions extends RestorePlace {
  readonly clock: Clock;
  readonly version: string;
  /** Ask the person for a place; null when they think better of it. */
  chooseNew(suggestion: string): Promise<string | null>;
  chooseOld(): Promise<string | null>;
  restart(): void;
}

/** Loaded when a backup is made or restored, and not before. */
export function openBackupDoor(options: BackupDoorOptions): BackupDoor {
  const { folder, clock, version, log } = options;
  return {
    async make({ suggestion, ...wish }, progressed) {
      const path = await options.chooseNew(suggestion);
      if (path === null) return ok(null);
      const made = await makeBackup(options, { ...wish, path, version, now: clock.now(), progressed });
      return made.ok ? ok(basename(path)) : made;
    },
    isEmpty: () => Promise.resolve(isEmptyTill(folder)),
    async layOut(passphrase, actor, progressed) {
      const path = await options.chooseOld();
      if (path === null) return ok(null);
      return layOut(options, { path, passphrase, actor, now: clock.now(), progressed });
    },
    async commit() {
      try {
        commitRestored(folder);
        return ok(null);
      } catch (error) {
        log.error('restored till not put in place', { error: error instanceof Error ? error.name : typeof error });
        return err('backup.notRestored');
      }
    },
    restart: () => options.restart(),
  };
}
