import { z } from 'zod';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import { installWhenSchema, versionSchema } from '../../../shared/update.ts';
import type { Channel, offeredUpdateSchema } from '../../../shared/update.ts';

export type OfferedUpdate = z.infer<typeof offeredUpdateSchema>;

/** Where updates come from. Nothing that it hands on was not signed by a key of ours, for this program. */
export interface UpdateSource {
  readonly channel: Channel;
  /** Whether there is an address to look at, and a key to prove anything by. */
  readonly known: boolean;
  /** What was downloaded and proved before, if it is still newer than what runs. */
  ready(): OfferedUpdate | null;
  /** Asks once. Null: nothing newer. */
  look(): Promise<Result<OfferedUpdate | null, ErrorCode>>;
  /** Fetches what the last look found, or what is missing of it, and proves it; hears of whole hundredths. */
  download(progressed: (percent: number) => void): Promise<Result<void, ErrorCode>>;
  /** What was downloaded is thrown away. */
  discard(): void;
  stop(): void;
}

/** Puts in place what is ready. It judges it once more. */
export interface UpdateInstaller {
  readonly able: boolean;
  /** The new program is there when it settles well, and runs from the next start on. */
  install(): Promise<Result<void, ErrorCode>>;
}

/** What is kept from start to start. */
export const rememberedSchema = z.object({
  /** The version that ran last. */
  ran: versionSchema.nullable(),
  /** The version before the last update, until a manager has read of it. */
  updatedFrom: versionSchema.nullable(),
  when: installWhenSchema,
});
export type Remembered = z.infer<typeof rememberedSchema>;
export const NOTHING_REMEMBERED: Remembered = { ran: null, updatedFrom: null, when: 'nextDay' };

export interface UpdateMemory {
  load(): Remembered;
  /** A disk that refuses costs a notice, not a sale. */
  save(remembered: Remembered): void;
}
