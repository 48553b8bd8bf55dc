/**
 * Seeded numbers and ids. The whole world draws from one generator whose state is a plain number, so that the same seed
 * and the same calls give the same ids, faults and customers, and so that it survives a snapshot.
 */
export interface Random {
  /** Current state, 32 bits; `createRandom(state)` goes on from here. */
  state(): number;
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [min, max]. */
  between(min: number, max: number): number;
  /** `length` hexadecimal digits. */
  hex(length: number): string;
  /** Shaped like a random UUID (version 4). */
  uuid(): string;
}

const HEX = Array.from({ length: 65_536 }, (_, n) => n.toString(16).padStart(4, '0'));

/** mulberry32: small, fast, good enough to spread faults; nothing secret depends on it. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const draw = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  const four = (n: number): string => HEX[n & 0xffff] ?? '0000';
  const hex = (length: number): string => {
    let text = '';
    while (text.length < length) {
      const n = draw();
      text += four(n >>> 16) + four(n);
    }
    return text.slice(0, length);
  };
  const next = (): number => draw() / 4_294_967_296;
  return {
    state: () => state,
    next,
    between: (min, max) => min + Math.floor(next() * (max - min + 1)),
    hex,
    uuid: () => {
      const a = hex(32);
      return `${a.slice(0, 8)}-${a.slice(8, 12)}-4${a.slice(13, 16)}-a${a.slice(17, 20)}-${a.slice(20)}`;
    },
  };
}
