import type { ErrorCode } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import type { Preferences, StoreSettings } from '../../../shared/settings.ts';

/** What the shop told about itself and this counter, without secrets. */
export interface Settings {
  /** Null until set-up is done. */
  readonly store: StoreSettings | null;
  readonly preferences: Preferences;
}

export interface SettingsStore {
  current(): Settings;
  /** Name of the file that could not be read and was kept aside, until set-up has been done anew. */
  damaged(): string | null;
  /** A newer version of the terminal has written what is in the profile: nothing there is changed. */
  newer(): boolean;
  /**
   * On the disk, whole or not at all, when it settles; `settings.damaged` when the disk refuses, `till.dataNewer` where
   * a newer version has written.
   */
  write(settings: Settings): Promise<Result<void, ErrorCode>>;
}
