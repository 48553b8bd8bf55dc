import type { ErrorCode } from '../../../shared/errors.ts';
import type { ItemPages } from '../../../shared/items.ts';
import type { Result } from '../../../shared/result.ts';

/** Where the items are kept, for all environments of this till. */
export interface ItemsStore {
  current(): ItemPages;
  /** Name of the file that could not be read and was kept aside. */
  damaged(): string | null;
  /**
   * On the disk, whole or not at all, when it returns; `settings.damaged` when the disk refuses, `till.dataNewer` where
   * a newer version has written.
   */
  write(pages: ItemPages): Result<void, ErrorCode>;
}
