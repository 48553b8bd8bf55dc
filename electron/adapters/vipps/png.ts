import { crc32 } from 'node:zlib';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Length, type and check sum of a chunk. */
const FRAME = 12;
const HEADER = 'IHDR';
const DATA = 'IDAT';
const END = 'IEND';
const HEADER_LENGTH = 13;
/** A code is asked for with 1024 points; a few bytes must not become a picture that fills the memory. */
const FEWEST_POINTS = 16;
const MOST_POINTS = 2_400;

/**
 * Whether these bytes are one whole PNG of a size that a code has: signature, header first, some data, end last, each
 * chunk with its right check sum, and nothing behind. What is drawn in it is for the sandboxed page to decode.
 */
export function isPng(bytes: Uint8Array): boolean {
  if (!SIGNATURE.every((byte, index) => bytes[index] === byte)) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let hasData = false;
  for (let at = SIGNATURE.length; at + FRAME <= bytes.length;) {
    const length = view.getUint32(at);
    const next = at + FRAME + length;
    if (next > bytes.length || crc32(bytes.subarray(at + 4, next - 4)) !== view.getUint32(next - 4)) return false;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const isFirst = at === SIGNATURE.length;
    if (isFirst !== (type === HEADER)) return false;
    if (isFirst && !(length === HEADER_LENGTH && hasSize(view.getUint32(at + 8), view.getUint32(at + 12))))
      return false;
    hasData ||= type === DATA && length > 0;
    if (type === END) return hasData && length === 0 && next === bytes.length;
    at = next;
  }
  return false;
}

const hasSize = (...sides: readonly number[]): boolean =>
  sides.every((side) => side >= FEWEST_POINTS && side <= MOST_POINTS);
