import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Hashing } from '../../core/ports/hints.ts';

const bytesOf = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

/** SECURITY: compared by their digests, which have one length, in constant time. */
export const nodeHashing: Hashing = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest('base64'),
  hmacSha256: (key, text) => createHmac('sha256', Buffer.from(key, 'utf8')).update(text, 'utf8').digest('base64'),
  isSame: (a, b) => timingSafeEqual(bytesOf(a), bytesOf(b)),
};
