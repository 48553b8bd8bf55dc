import type { BackupDoor } from '../../../electron/core/ports/backup.ts';
import type { Computer } from '../../../electron/core/ports/computer.ts';
import type { CustomerScreen } from '../../../electron/core/ports/customer-screen.ts';
import type { LogoDoor } from '../../../electron/core/ports/logo.ts';
import { ok } from '../../../shared/result.ts';

/** Nobody chooses a file. */
export const NO_BACKUP: BackupDoor = {
  make: () => Promise.resolve(ok(null)),
  isEmpty: () => Promise.resolve(true),
  layOut: () => Promise.resolve(ok(null)),
  commit: () => Promise.resolve(ok(null)),
  restart: () => undefined,
};

/** Nothing is asked of the computer. */
export const NO_COMPUTER: Computer = { apply: () => undefined };

/** One display, and nobody before it. */
export const NO_CUSTOMER_SCREEN: CustomerScreen = {
  displays: () => [],
  use: () => undefined,
  watch: () => undefined,
};

/** The shop has no picture, and nobody picks one. */
export const NO_LOGO: LogoDoor = {
  current: () => null,
  choose: () => Promise.resolve(ok(null)),
  remove: () => ok(undefined),
};
