import { hash as digest } from 'node:crypto';

/** The hash before the first event. */
export const GENESIS = '0'.repeat(64);

/**
 * Hash of an event: SHA-256 over the hash before it, its number and its payload as stored, each on a line of its own.
 * Hex.
 */
export function chainHash(previous: string, seq: number, payload: string): string {
  return digest('sha256', `${previous}\n${seq}\n${payload}`, 'hex');
}

/** Where a chain stands: number and hash of its last link. */
export interface ChainEnd {
  readonly seq: number;
  readonly hash: string;
}

export const BEGINNING: ChainEnd = { seq: 0, hash: GENESIS };

export interface ChainLink extends ChainEnd {
  readonly payload: string;
  /** The seal it was written with; where it is asked for and there is one. */
  readonly mac?: string | null;
}

export type ChainProblem = { readonly seq: number; readonly reason: 'gap' | 'hash' | 'payload' | 'projection' };

/** Walks a chain and names the first link that does not hold, or null. Numbers start at 1 and have no gaps. */
export function findBrokenLink(links: Iterable<ChainLink>, from: ChainEnd = BEGINNING): ChainProblem | null {
  let { seq, hash } = from;
  for (const link of links) {
    if (link.seq !== seq + 1) return { seq: seq + 1, reason: 'gap' };
    hash = chainHash(hash, link.seq, link.payload);
    if (hash !== link.hash) return { seq: link.seq, reason: 'hash' };
    seq = link.seq;
  }
  return null;
}
