import { CALLS, MAX_MESSAGE_BYTES } from '../../../shared/ipc/contract.ts';
import { CALL_NAMES } from '../../../shared/ipc/names.ts';
import type { CallName } from '../../../shared/ipc/names.ts';
import { mutateJson, NASTY_STRINGS, nastyValue } from './json.ts';
import type { Dice } from './random.ts';
import { odd, ODD_KINDS, revive } from './recipes.ts';
import { validValues } from './schema.ts';

/** Messages of a page gone wild: what it calls, with which input, and what should become of it. */

/** A message as JSON with recipes: name and input, or whatever else stands in their place. */
export type Message = readonly unknown[];

/** `lawful`: reaches its handler. `either`: too near a limit to say. `unsendable`: Electron cannot carry it. */
export type Verdict = 'lawful' | 'denied' | 'either' | 'unsendable';

const VALID_PER_CALL = 60;
const UNKNOWN_NAMES: readonly unknown[] = [
  'sale.steal',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'sale.start ',
  'Sale.Start',
  'sale.start\u0000',
  '',
  0,
  null,
  true,
  ['sale.start'],
  { name: 'sale.start' },
  odd('undefined'),
  odd('date'),
  odd('text', 100_000),
  odd('boxed'),
];
const SIZES: readonly (readonly [Parameters<typeof odd>[0], readonly number[]])[] = [
  ['text', [MAX_MESSAGE_BYTES - 100, MAX_MESSAGE_BYTES + 100, 200_000]],
  ['emoji', [5_000, 40_000]],
  ['array', [101, 10_000, 40_000]],
  ['keys', [100, 10_000]],
  ['deep', [10, 17, 200, 5_000]],
  ['farCycle', [3, 20, 1_000]],
  ['bytes', [8, 100_000]],
  ['floats', [8, 10_000]],
  ['arrayBuffer', [0, 200_000]],
];

export type ValidInputs = Readonly<Record<CallName, readonly unknown[]>>;

/** Inputs that each call accepts. */
export const validInputs = (seed: number, count = VALID_PER_CALL): ValidInputs =>
  Object.fromEntries(
    CALL_NAMES.map((name, index) => [name, validValues(CALLS[name].input, count, seed + index)]),
  ) as unknown as ValidInputs;

/** JSON has no `undefined`; its recipe stands for it. */
const sendable = (value: unknown): unknown => (value === undefined ? odd('undefined') : value);

function oddity(dice: Dice): unknown {
  if (dice.chance(0.3)) {
    const [kind, sizes] = dice.pick(SIZES);
    return odd(kind, dice.pick(sizes));
  }
  return odd(dice.pick(ODD_KINDS));
}

/** A value with an oddity in one of its fields, or the oddity itself. */
function withOddity(dice: Dice, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || dice.chance(0.3)) return oddity(dice);
  const keys = Object.keys(value);
  return keys.length === 0 ? oddity(dice) : { ...value, [dice.pick([...keys, 'extra'])]: oddity(dice) };
}

/** @param plant strings that stand for what a cashier might have typed; they must not turn up in a log or an answer */
export function drawMessage(dice: Dice, valid: ValidInputs, plant: readonly string[]): Message {
  const name = dice.pick(CALL_NAMES);
  const input = dice.pick(valid[name]);
  const kind = dice.random.next();
  if (kind < 0.25) return [name, sendable(input)];
  if (kind < 0.55) return [name, sendable(mutateJson(dice, input))];
  if (kind < 0.62) return [name, sendable(dice.pick(valid[dice.pick(CALL_NAMES)]))];
  if (kind < 0.7)
    return [
      name,
      {
        ...(typeof input === 'object' ? input : {}),
        [dice.pick(['msisdn', 'credentials', 'reason', 'reference', dice.pick(plant)])]: dice.pick(plant),
      },
    ];
  if (kind < 0.87) return [name, withOddity(dice, input)];
  if (kind < 0.92) return [dice.chance(0.5) ? dice.pick(UNKNOWN_NAMES) : dice.pick(plant), sendable(input)];
  if (kind < 0.96)
    return dice.pick<Message>([
      [],
      [name, sendable(input), 'more'],
      [name, sendable(input), odd('undefined')],
      [odd('undefined')],
      [name],
    ]);
  return [name, sendable(dice.chance(0.5) ? nastyValue(dice) : dice.pick(NASTY_STRINGS))];
}

const MARGIN = 2_000;
/** Levels of nesting that are certainly accepted and certainly refused. */
const SHALLOW = 10;
const DEEP = 18;

interface Weight {
  readonly bytes: number;
  readonly depth: number;
  readonly plain: boolean;
}

/** Weighs slowly and simply; gives up early on what is refused in any case. */
function weigh(value: unknown, depth = 0, seen: readonly unknown[] = []): Weight {
  if (depth > DEEP || seen.includes(value)) return { bytes: 0, depth: DEEP + 1, plain: false };
  if (typeof value === 'string') return { bytes: Buffer.byteLength(JSON.stringify(value)), depth, plain: true };
  if (value === null || ['number', 'boolean', 'undefined'].includes(typeof value))
    return { bytes: 5, depth, plain: true };
  if (typeof value !== 'object') return { bytes: 0, depth, plain: false };
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null)
    return { bytes: 0, depth, plain: false };
  if (Array.isArray(value) && value.length > 1_000_000) return { bytes: value.length, depth, plain: true };
  const above = [...seen, value];
  const inner = Object.entries(value).map(([key, each]) => ({ key, ...weigh(each, depth + 1, above) }));
  return {
    bytes: inner.reduce((sum, each) => sum + each.bytes + each.key.length + 4, 2),
    depth: Math.max(depth, ...inner.slice(0, 10_000).map((each) => each.depth)),
    plain: inner.every((each) => each.plain),
  };
}

/**
 * Whether the contract takes this input. Zod throws where a length is something that cannot be compared; that is no yes
 * either.
 */
export function accepts(name: CallName, input: unknown): boolean {
  try {
    return CALLS[name].input.safeParse(input).success;
  } catch {
    return false;
  }
}

/** What should become of a message, by the contract alone. */
export function expected(message: Message): Verdict {
  let args: unknown[];
  try {
    args = structuredClone(message.map(revive));
  } catch {
    return 'unsendable';
  }
  const [name, input] = args;
  if (args.length < 1 || args.length > 2 || typeof name !== 'string' || !CALL_NAMES.includes(name as CallName))
    return 'denied';
  const { bytes, depth, plain } = weigh(input);
  if (!plain || depth > DEEP || bytes > MAX_MESSAGE_BYTES + MARGIN) return 'denied';
  if (!accepts(name as CallName, input)) return 'denied';
  return depth > SHALLOW || bytes > MAX_MESSAGE_BYTES - MARGIN ? 'either' : 'lawful';
}
