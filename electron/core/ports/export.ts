import type { Signer } from './signer.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import type { Environment } from '../../../shared/settings.ts';

/** Where files go to. */
export interface ExportDoor {
  /** Asks the person for a place; null when there shall be no file after all. */
  choose(suggestion: string): Promise<string | null>;
  /**
   * Writes the pieces one after another, each on the disk's own time, under a temporary name that becomes the file's
   * only when all is there.
   * @returns `export.diskFull` or `export.notWritable`; then nothing is left behind and an older file of that name is
   * as it was
   */
  write(path: string, pieces: Iterable<string>): Promise<Result<void, ErrorCode>>;
  /**
   * Signs the sales of audit files. `first`: the version of the very first secret, which is made where there is none;
   * null where others signed before. `setup.keychainUnavailable` when secrets cannot be kept, `export.signingKeyGone`
   * when this one is missing or cannot be read.
   */
  signer(environment: Environment, first: string | null): Promise<Result<Signer, ErrorCode>>;
  /** Another secret, whatever there is; the one before is kept aside. */
  newSigner(environment: Environment, version: string): Promise<Result<Signer, ErrorCode>>;
}
