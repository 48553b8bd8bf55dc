import type { KeyedEnvironment } from './keys.ts';
import type { SetUp } from '../../../shared/provision/file.ts';
import type { FileProblem } from '../../../shared/provision/view.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import type { Credentials } from '../../../shared/settings.ts';

/** A set-up file as it was found. */
export interface FoundFile {
  readonly name: string;
  /** What it sets up; nobody has proved yet who made it. */
  readonly content: Result<
    { readonly setUp: SetUp; readonly expires: number },
    { readonly problem: ErrorCode; readonly lines: readonly FileProblem[] }
  >;
}

/** The set-up file of a till without settings, and the way to write all of it or nothing. */
export interface ProvisionDoor {
  readonly found: FoundFile;
  /** The machine's own name. */
  readonly machine: string;
  /**
   * The keys in the file (null: practice has none), if this is its code. Then the whole file is as it was made:
   * `provision.wrongCode`, or `provision.tampered` where the code is right and the rest was changed.
   */
  open(code: string): Promise<Result<Credentials | null, ErrorCode>>;
  /** Takes back the keys that were kept for a set-up that did not come about. */
  forgetKeys(environment: KeyedEnvironment): Promise<void>;
  /**
   * From here on to `end` people and keys are being written. A start that finds no end and no settings takes them away
   * again. `people.notSaved` when the disk refuses; then nothing may be written.
   */
  begin(): Result<null, ErrorCode>;
  end(): void;
}

/** Makes files for other tills. */
export interface ProvisionMaker {
  /** @returns the file's text, and its code, which is kept nowhere */
  make(
    setUp: object,
    credentials: Credentials | null,
    times: { readonly made: number; readonly expires: number },
  ): Promise<{ readonly text: string; readonly code: string }>;
}
