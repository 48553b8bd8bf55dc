import type { CareDoor } from '../../../electron/core/ports/care.ts';

/** Nobody looks after this till. */
export const NO_CARE = {
  care: (): Promise<CareDoor> => Promise.reject(new Error('nobody looks after this till')),
};
