import type { Dice } from './random.ts';

/**
 * JSON that is nearly what it was: one or a few places changed. Used on answers of the API and on messages of a page
 * alike.
 */

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Strings that break what is careless with text: control and bidi characters, lone surrogates, markup, names of
 * prototypes, very long ones.
 */
export const NASTY_STRINGS: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\r\nb: c',
  '\u202e123\u202c',
  '\ud800',
  '👩‍👩‍👧‍👦'.repeat(20),
  '<img src=x onerror=alert(1)>',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'true',
  'NaN',
  '0x10',
  '1e3',
  ' 1',
  '-1',
  '24900',
  '１２３',
  '٣',
  '../../etc/passwd',
  '%00',
  '${7*7}',
  "' OR 1=1 --",
  '\ufeff',
  'x'.repeat(5_000),
  'é'.normalize('NFD'),
  '\u2028',
];

/** Numbers that are no amounts, and some that nearly are. */
const NASTY_NUMBERS: readonly number[] = [
  0,
  -0,
  1,
  -1,
  0.5,
  1.0000000001,
  24_900,
  24_900.5,
  -24_900,
  65_000_000,
  65_000_001,
  65_000_000_000,
  65_000_000_001,
  2 ** 31,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 63,
  1e21,
  1e308,
  -1e308,
  5e-324,
];

export const nastyValue = (dice: Dice): unknown =>
  dice.pick<() => unknown>([
    () => null,
    () => dice.chance(0.5),
    () => dice.pick(NASTY_NUMBERS),
    () => dice.pick(NASTY_STRINGS),
    () => [],
    () => ({}),
    () => [null],
    () => [[[]]],
    () => ({ toString: null, valueOf: null }),
    () => ({ length: 1e9 }),
    () => ({ length: { toString: null, valueOf: null } }),
    () => ({ size: { toString: null, valueOf: null } }),
    () => ({ currency: 'NOK', value: dice.pick(NASTY_NUMBERS) }),
    () => nested(dice.between(5, 60)),
    () => JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  ])();

function nested(depth: number): unknown {
  let value: unknown = 'deep';
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { inner: value };
  return value;
}

type Place = { readonly parent: Record<string, unknown> | unknown[]; readonly key: string | number };

function places(value: unknown, found: Place[] = []): Place[] {
  if (Array.isArray(value)) {
    value.forEach((item, key) => {
      found.push({ parent: value, key });
      places(item, found);
    });
  } else if (isRecord(value)) {
    for (const key of Object.keys(value)) {
      found.push({ parent: value, key });
      places(value[key], found);
    }
  }
  return found;
}

const set = ({ parent, key }: Place, value: unknown): void =>
  void Object.defineProperty(parent, key, { value, configurable: true, enumerable: true, writable: true });
const get = ({ parent, key }: Place): unknown => Reflect.get(parent, key);

/** How a number, text or truth may be off by a little. */
function bent(dice: Dice, value: unknown): unknown {
  if (typeof value === 'number')
    return dice.pick([
      String(value),
      -value,
      value + 0.5,
      value * 10,
      value + 1,
      value - 1,
      [value],
      { value },
      value * 2 ** 53,
      null,
    ]);
  if (typeof value === 'string') {
    return dice.pick([
      value.toLowerCase(),
      value.toUpperCase(),
      ` ${value}`,
      `${value}\n`,
      value.slice(1),
      value.slice(0, -1),
      value + value,
      [value],
      Number(value),
      null,
      `${value}\u0000`,
    ]);
  }
  if (typeof value === 'boolean') return dice.pick([!value, String(value), Number(value), null]);
  return nastyValue(dice);
}

function changeOnce(dice: Dice, root: { value: unknown }): void {
  const found = places(root.value);
  if (found.length === 0 || dice.chance(0.02)) {
    root.value = nastyValue(dice);
    return;
  }
  const place = dice.pick(found);
  const value = get(place);
  dice.pick<() => void>([
    () =>
      Array.isArray(place.parent)
        ? void place.parent.splice(Number(place.key), 1)
        : void Reflect.deleteProperty(place.parent, place.key),
    () => set(place, nastyValue(dice)),
    () => set(place, bent(dice, value)),
    () => set(place, bent(dice, value)),
    () => set(place, null),
    () => {
      if (Array.isArray(place.parent)) return void place.parent.push(value);
      Reflect.deleteProperty(place.parent, place.key);
      set(
        {
          parent: place.parent,
          key: dice.pick([
            String(place.key).toUpperCase(),
            `${place.key}s`,
            `_${place.key}`,
            '__proto__',
            'constructor',
          ]),
        },
        value,
      );
    },
    () =>
      !Array.isArray(place.parent) &&
      set(
        {
          parent: place.parent,
          key: dice.pick(['extra', '__proto__', 'constructor', 'prototype', 'then', 'toJSON', '0']),
        },
        nastyValue(dice),
      ),
    () => set(place, copy(get(dice.pick(found)))),
  ])();
}

const copy = (value: unknown): unknown =>
  value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);

/** A copy with one to three changes. @param value what JSON can carry */
export function mutateJson(dice: Dice, value: unknown): unknown {
  const root = { value: copy(value) };
  for (let left = dice.between(1, 3); left > 0; left -= 1) changeOnce(dice, root);
  return root.value;
}
