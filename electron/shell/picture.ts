import { nativeImage } from 'electron';
import { pictureHead } from './picture-head.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { LOGO_BOX } from '../../shared/logo.ts';
import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

/** A camera's picture and more; what is decoded is at most 64 MB. */
const MOST_PIXELS = 16_000_000;

interface Drawn {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * A chosen picture, drawn anew as a PNG of the size it is shown in: what else was in the file stays behind.
 *
 * @param most bytes; a photograph that has more is drawn at half its size
 */
export function drawAnew(bytes: Uint8Array, most: number): Result<Drawn, ErrorCode> {
  const head = pictureHead(bytes);
  if (head === null || head.width < 1 || head.height < 1) return err('logo.notAPicture');
  if (head.width * head.height > MOST_PIXELS) return err('logo.tooLarge');
  const image = nativeImage.createFromBuffer(Buffer.from(bytes));
  if (image.isEmpty()) return err('logo.notAPicture');
  const own = image.getSize();
  const fits = Math.min(1, LOGO_BOX.width / own.width, LOGO_BOX.height / own.height);
  for (const scale of [fits, fits / 2, fits / 4]) {
    const width = Math.max(1, Math.round(own.width * scale));
    const height = Math.max(1, Math.round(own.height * scale));
    const png = image.resize({ width, height, quality: 'best' }).toPNG();
    if (png.byteLength <= most) return ok({ png, width, height });
  }
  return err('logo.tooLarge');
}
