import { randomUUID } from 'node:crypto';
import type { PictureShelf } from '../core/ports/code-picture.ts';
import type { Audience } from '../../shared/audience.ts';
import { pictureAt } from '../../shared/code.ts';
import type { PictureId } from '../../shared/code.ts';
import { isAt, parseAddress } from '../../shared/pages.ts';

/** What the app's own protocol asks of the shelf. */
export interface FoundPictures {
  /** The picture behind an address of this audience's origin, or null. */
  find(address: string, audience: Audience): Uint8Array<ArrayBuffer> | null;
}

/** Far more than a till holds out at a time. */
const MOST = 50;

/**
 * The pictures of codes that windows may show now. SECURITY: they come from outside and stay in this process's memory;
 * a page gets one only by the name by chance that it was told, from its own origin, so that its policy needs no source
 * beside itself.
 */
export function createPictureShelf(): PictureShelf & FoundPictures {
  const pictures = new Map<PictureId, Uint8Array<ArrayBuffer>>();
  return {
    put(picture) {
      const id = randomUUID();
      pictures.set(id, picture);
      const [oldest] = pictures.keys();
      if (pictures.size > MOST && oldest !== undefined) pictures.delete(oldest);
      return id;
    },
    take: (id) => void pictures.delete(id),
    find(address, audience) {
      const url = parseAddress(address);
      if (!url || !isAt(url, audience) || url.search !== '') return null;
      const id = pictureAt(url.pathname);
      return id === null ? null : (pictures.get(id) ?? null);
    },
  };
}
