import type { AuditRoll } from './audit-roll.ts';
import type { Finding } from '../damage/damage.ts';
import type { SealKey } from '../seal/seal.ts';

/**
 * `roll`: the second copy beside the file · `seal`: puts a seal beside each entry · `checked`: the newest links have
 * been looked at already · `damaged`: told of damage a read or write meets · `dayClosed`: told when a day's closing is
 * on the disk · `closed`: told when the journal is closed for good.
 */
export interface JournalOptions {
  readonly roll?: AuditRoll | null;
  readonly seal?: SealKey | null;
  readonly checked?: boolean;
  damaged?(finding: Finding): void;
  dayClosed?(): void;
  closed?(): void;
}
