import type { ErrorCode } from '../../../shared/errors.ts';
import type { Logo } from '../../../shared/logo.ts';
import type { Result } from '../../../shared/result.ts';

/** The shop's picture: a file of the profile, and the person who is asked for one. */
export interface LogoDoor {
  /** Null: there is none. */
  current(): Logo | null;
  /**
   * Asks for a file and keeps the picture in it, on the disk when it settles.
   *
   * @returns null when the person thinks better of it; `logo.*` where the file is no picture that is taken
   */
  choose(): Promise<Result<Logo | null, ErrorCode>>;
  remove(): Result<void, ErrorCode>;
}
