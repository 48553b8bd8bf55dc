import type { SealKey } from './seal.ts';

/** Which seals have to hold: those of the entries from a number on. */
export interface Sealed {
  readonly key: SealKey;
  readonly tag: string;
  readonly from: number;
}
