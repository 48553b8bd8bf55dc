import type { SchoolStore } from '../../../electron/core/ports/school.ts';
import type { Pupils } from '../../../shared/school.ts';

/** A school that forgets everything at its end. */
export function schoolInMemory(before: Pupils = []): SchoolStore {
  let pupils = before;
  return {
    current: () => pupils,
    write(next) {
      pupils = next;
      return true;
    },
  };
}
