import type { ErrorCode } from '../../../shared/errors.ts';
import type { PeopleSettings, Person } from '../../../shared/people.ts';
import type { Result } from '../../../shared/result.ts';

/**
 * A person as the book of people keeps them: with what was made of the PIN, and its wrong tries in a row in each place.
 */
export interface PersonRecord extends Person {
  readonly pin: string;
  readonly wrongTries: number;
  readonly wrongApprovals: number;
}

export interface PeopleFile {
  readonly settings: PeopleSettings;
  readonly people: readonly PersonRecord[];
  /** Wrong keys in a row, typed to set a manager's PIN anew. */
  readonly wrongKeys: number;
}

/** As much of the file as the journal remembers a digest of. */
export const vouchedFor = ({ settings, people }: Pick<PeopleFile, 'settings' | 'people'>): string =>
  JSON.stringify([settings, people.map(({ id, name, role, active, pin }) => [id, name, role, active, pin])]);

export interface PeopleStore {
  /**
   * A shop that never touched this has PINs off and nobody in it. A damaged file means PINs on and nobody in it, never
   * PINs off.
   */
  current(): PeopleFile;
  /** Name of the file that could not be read and was kept aside, until there is a manager again. */
  damaged(): string | null;
  /** The journal says that this is not what was written: it is kept aside, and nobody is let in but by a recovery. */
  reject(): PeopleFile;
  /** On the disk, whole or not at all, when it settles; `people.notSaved` when the disk refuses. */
  write(file: PeopleFile): Promise<Result<void, ErrorCode>>;
  newId(): string;
}

/** What is made of a PIN: salted and slow on purpose. It does not hold the main process up. */
export interface PinHasher {
  hash(pin: string): Promise<string>;
  /** `unreadable`: what is kept was sealed with a key of the system that is gone. */
  verify(pin: string, kept: string): Promise<'right' | 'wrong' | 'unreadable'>;
  /** Tells one text from any other without keeping it. */
  digest(text: string): string;
}
