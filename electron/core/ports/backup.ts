import type { ErrorCode } from '../../../shared/errors.ts';
import type { Actor } from '../../../shared/people.ts';
import type { Progress } from '../../../shared/progress.ts';
import type { Result } from '../../../shared/result.ts';

/** What a backup says of itself, once all of it was proved. */
export interface Restored {
  /** Epoch ms, by the clock of the till that was kept. */
  readonly madeAt: number;
  readonly shop: string;
  readonly entries: number;
}

export interface BackupWish {
  readonly passphrase: string;
  readonly suggestion: string;
  readonly shop: string;
}

/** Everything that this till is, in one encrypted file, and back. Selling goes on meanwhile. */
export interface BackupDoor {
  /**
   * Asks for a place, writes the file there and reads it back. @returns its name, or null when no place was chosen;
   * with an error there is no such file
   */
  make(wish: BackupWish, progressed: (progress: Progress) => void): Promise<Result<string | null, ErrorCode>>;
  /** Whether nothing was ever sold at this till. */
  isEmpty(): Promise<boolean>;
  /**
   * Asks for a file, proves it and lays it out beside the till, which is as it was. @returns null when none was chosen
   */
  layOut(
    passphrase: string,
    actor: Actor,
    progressed: (progress: Progress) => void,
  ): Promise<Result<Restored | null, ErrorCode>>;
  /** The till is the restored one from its next start on. @returns `backup.notRestored` when the disk refuses */
  commit(): Promise<Result<null, ErrorCode>>;
  /** Ends the app and starts it again. */
  restart(): void;
}
