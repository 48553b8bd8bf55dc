import type { Pupils } from '../../../shared/school.ts';

/** Where it is kept who has practised what. */
export interface SchoolStore {
  current(): Pupils;
  /** Whole or not at all; false where it could not be kept: practice goes on, and it is seen again. */
  write(pupils: Pupils): boolean;
}
