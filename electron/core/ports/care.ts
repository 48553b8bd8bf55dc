import type { DoctorWorld } from './doctor.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import type { StoreSettings } from '../../../shared/settings.ts';

/** A file of the profile or beside it, by its name there. */
export interface FileFact {
  readonly name: string;
  readonly bytes: number;
  readonly changedAt: number;
}

/** One file of a support file. */
export interface PackedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The machine, the log, and the way out to support. Nothing here leaves the machine by itself. */
export interface CareDoor {
  /** The machine and what is around it, for these settings. */
  world(store: StoreSettings | null): Promise<DoctorWorld>;
  /** All of the log, oldest line first. */
  log(): Promise<string>;
  /** A line without what is secret: keys, tokens, numbers. */
  redact(line: string): string;
  /** The profile's files, without their content. */
  files(): Promise<readonly FileFact[]>;
  /** What the system wrote down when the program crashed, the newest first; at most a few. */
  crashes(): Promise<readonly PackedFile[]>;
  /** Names that would tell who uses this computer. */
  readonly userNames: readonly string[];
  /** Another name for each call, which nobody guesses. */
  newName(): string;
  /** Asks the person for a place; null when there shall be no file after all. */
  choose(suggestion: string): Promise<string | null>;
  /** One zip file, whole or not at all. */
  pack(path: string, files: readonly PackedFile[]): Promise<Result<void, ErrorCode>>;
}
