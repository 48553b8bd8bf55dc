import type { PictureId } from '../../../shared/code.ts';
import type { Result } from '../../../shared/result.ts';

/** Why the picture of a code was not had; for the log. */
export type PictureProblem =
  /** No https address, or one with a name and password in it. */
  | 'address'
  /** It leads to this machine, to the shop's own network, or to nobody's address. */
  | 'private'
  /** Nobody answers, in time or at all; a redirect is no answer. */
  | 'noAnswer'
  | 'status'
  /** A page, a script, a drawing: whatever is no PNG from its first byte to its last. */
  | 'noPicture'
  | 'tooLarge';

/** Fetches the picture that the API made of a code. Never throws and always ends. */
export type FetchPicture = (address: string) => Promise<Result<Uint8Array<ArrayBuffer>, PictureProblem>>;

/** From where windows get what they may show: each picture under a name of its own, while it lies there. */
export interface PictureShelf {
  put(picture: Uint8Array<ArrayBuffer>): PictureId;
  take(id: PictureId): void;
}
