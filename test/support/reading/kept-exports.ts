import { createHmac } from 'node:crypto';
import type { ExportDoor } from '../../../electron/core/ports/export.ts';
import { ok } from '../../../shared/result.ts';

/** Files that are kept in memory, by their name. */
export function keptExports(): { readonly door: ExportDoor; readonly files: ReadonlyMap<string, string> } {
  const files = new Map<string, string>();
  const sign = (text: string) => createHmac('sha1', 'practice').update(text).digest('base64');
  const signer = () => Promise.resolve(ok({ version: '1', fingerprint: 'practice', sign }));
  const door: ExportDoor = {
    choose: (suggestion) => Promise.resolve(suggestion),
    write: (path, pieces) => {
      files.set(path, [...pieces].join(''));
      return Promise.resolve(ok(undefined));
    },
    signer,
    newSigner: signer,
  };
  return { door, files };
}
