import type { ExportDoor } from '../../../electron/core/ports/export.ts';
import { err, ok } from '../../../shared/result.ts';

const refused = () => Promise.resolve(err('setup.keychainUnavailable' as const));

/** Nobody wants a file. */
export const NO_EXPORTS: ExportDoor = {
  choose: () => Promise.resolve(null),
  write: () => Promise.resolve(ok(undefined)),
  signer: refused,
  newSigner: refused,
};
