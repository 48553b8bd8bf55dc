import { hostname } from 'node:os';
import type { Log } from '../../core/ports/log.ts';
import type { ProvisionDoor } from '../../core/ports/provision.ts';
import { plainCode } from '../../../shared/provision/code.ts';
import { err, ok } from '../../../shared/result.ts';
import { readProvision } from './find.ts';
import { markBegun, markEnded } from './half-done.ts';
import { openProvision } from './seal.ts';

interface ProvisionOptions {
  /** The set-up file. */
  readonly path: string;
  /** The profile. */
  readonly folder: string;
  readonly log: Log;
  readonly onSecret: (secret: string) => void;
  readonly forgetKeys: ProvisionDoor['forgetKeys'];
  readonly machine?: string;
}

/** The set-up file that was found, with what is needed to use it. */
export function openProvisionDoor(options: ProvisionOptions): ProvisionDoor {
  const { path, folder, log, onSecret, forgetKeys, machine = hostname() } = options;
  const { found, json } = readProvision(path);
  const { content } = found;
  if (!content.ok)
    log.warn('set-up file not usable', {
      problem: content.error.problem,
      lines: content.error.lines.length,
    });
  return {
    found,
    machine,
    forgetKeys,
    async open(code) {
      if (!content.ok) return err(content.error.problem);
      onSecret(plainCode(code));
      return openProvision(json, code);
    },
    begin() {
      try {
        markBegun(folder);
        return ok(null);
      } catch (error) {
        log.error('set-up from a file not begun', { error: error instanceof Error ? error.name : typeof error });
        return err('people.notSaved');
      }
    },
    end() {
      try {
        markEnded(folder);
      } catch (error) {
        // The next start finds the settings and takes the mark away.
        log.warn('mark not taken away', { error: error instanceof Error ? error.name : typeof error });
      }
    },
  };
}
