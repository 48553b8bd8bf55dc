/**
 * Values that JSON cannot carry, as recipes that it can: `{ "$odd": { "kind": "map" } }`. The page makes the value just
 * before it sends it, the test makes the same one to know what should become of it. No imports: this is bundled into
 * the test's preload.
 */

export const ODD_KINDS = [
  'undefined',
  'nan',
  'infinity',
  'minusInfinity',
  'minusZero',
  'bigint',
  'date',
  'invalidDate',
  'map',
  'set',
  'regexp',
  'error',
  'arrayBuffer',
  'bytes',
  'floats',
  'view',
  'cycle',
  'farCycle',
  'sparse',
  'text',
  'emoji',
  'array',
  'keys',
  'deep',
  'function',
  'symbol',
  'promise',
  'weakMap',
  'boxed',
  'instance',
  'nullPrototype',
  'getter',
  'shared',
] as const;
export type OddKind = (typeof ODD_KINDS)[number];

export interface Recipe {
  readonly $odd: { readonly kind: OddKind; readonly size?: number };
}

export const odd = (kind: OddKind, size?: number): Recipe => ({ $odd: size === undefined ? { kind } : { kind, size } });

class Stranger {
  readonly online = true;
  speak(): string {
    return 'hello';
  }
}

function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = { value };
  return value;
}

function cycle(steps: number): unknown {
  const start: Record<string, unknown> = {};
  let end = start;
  for (let step = 0; step < steps; step += 1) {
    const next: Record<string, unknown> = {};
    end['next'] = next;
    end = next;
  }
  end['next'] = start;
  return start;
}

const MAKE: Readonly<Record<OddKind, (size: number) => unknown>> = {
  undefined: () => undefined,
  nan: () => Number.NaN,
  infinity: () => Number.POSITIVE_INFINITY,
  minusInfinity: () => Number.NEGATIVE_INFINITY,
  minusZero: () => -0,
  bigint: () => 24_900n,
  date: () => new Date(0),
  invalidDate: () => new Date(Number.NaN),
  map: () => new Map([['online', true]]),
  set: () => new Set([1]),
  regexp: () => /^(a+)+$/,
  error: () => new RangeError('not an input'),
  arrayBuffer: (size) => new ArrayBuffer(size),
  bytes: (size) => new Uint8Array(size),
  floats: (size) => new Float64Array(size),
  view: () => new DataView(new ArrayBuffer(8)),
  cycle: () => cycle(0),
  farCycle: (size) => cycle(size),
  sparse: () => new Array(1_000_000_000),
  text: (size) => 'x'.repeat(size),
  emoji: (size) => '👩‍👩‍👧'.repeat(size),
  array: (size) => Array.from({ length: size }, (_, index) => index),
  keys: (size) => Object.fromEntries(Array.from({ length: size }, (_, index) => [`key${index}`, index])),
  deep,
  function: () => () => true,
  symbol: () => Symbol('online'),
  promise: () => Promise.resolve(true),
  weakMap: () => new WeakMap(),
  boxed: () => Object('text'),
  instance: () => new Stranger(),
  nullPrototype: () => Object.assign(Object.create(null), { online: true }),
  getter: () => Object.defineProperty({}, 'online', { enumerable: true, get: () => 1 }),
  shared: () => {
    const one = { online: true };
    return [one, one, one];
  },
};

function recipeIn(value: object): Recipe['$odd'] | null {
  return '$odd' in value ? (value.$odd as Recipe['$odd']) : null;
}

/** The value that a recipe, or JSON with recipes in it, stands for. */
export function revive(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(revive);
  const recipe = recipeIn(value);
  if (recipe) return MAKE[recipe.kind](recipe.size ?? 8);
  const made = {};
  for (const [key, inner] of Object.entries(value))
    Object.defineProperty(made, key, { value: revive(inner), configurable: true, enumerable: true, writable: true });
  return made;
}
