import fc from 'fast-check';
import { z } from 'zod';

/**
 * Values that a zod schema accepts, drawn from the schema itself, so that a new call or field is fuzzed without a
 * change here.
 */

const MOST_IN_LIST = 4;
const MOST_ROUNDS = 10;

type JsonSchema = Readonly<Record<string, unknown>>;
const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const numberOr = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/**
 * Patterns without what looks ahead, which the string generator does not know; what it then makes too much is filtered
 * by the schema.
 */
function withoutLookahead(pattern: string): string {
  let plain = '';
  for (let at = 0; at < pattern.length; at += 1) {
    if (!/^\(\?[=!]/.test(pattern.slice(at, at + 3))) {
      plain += pattern[at];
      continue;
    }
    let depth = 0;
    do {
      if (pattern[at] === '\\') at += 1;
      else if (pattern[at] === '(') depth += 1;
      else if (pattern[at] === ')') depth -= 1;
      at += 1;
    } while (depth > 0 && at < pattern.length);
    at -= 1;
  }
  return plain;
}

function text(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema['format'] === 'uuid') return fc.uuid({ version: 4 });
  const { pattern } = schema;
  if (typeof pattern === 'string') return fc.stringMatching(new RegExp(withoutLookahead(pattern)));
  const least = numberOr(schema['minLength'], 0);
  const most = Math.min(numberOr(schema['maxLength'], 80), 500);
  return fc.oneof(
    fc.string({ minLength: least, maxLength: Math.max(least, most) }),
    fc.string({ unit: 'grapheme', minLength: least, maxLength: Math.max(least, Math.min(most, 20)) }),
  );
}

function arbitrary(schema: unknown): fc.Arbitrary<unknown> {
  if (!isSchema(schema)) return fc.constant(undefined);
  if ('const' in schema) return fc.constant(schema['const']);
  const options = [...listOf(schema['anyOf']), ...listOf(schema['oneOf'])];
  if (options.length > 0) return fc.oneof(...options.map(arbitrary));
  const names = listOf(schema['enum']);
  if (names.length > 0) return fc.constantFrom(...names);
  const types = listOf(schema['type']);
  if (types.length > 0) return fc.oneof(...types.map((type) => arbitrary({ ...schema, type })));
  switch (schema['type']) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return fc.integer({
        min: Math.max(numberOr(schema['minimum'], -1_000_000), -(2 ** 40)),
        max: Math.min(numberOr(schema['maximum'], 1_000_000), 2 ** 40),
      });
    case 'string':
      return text(schema);
    case 'array': {
      const least = numberOr(schema['minItems'], 0);
      return fc.array(arbitrary(schema['items']), {
        minLength: least,
        maxLength: Math.max(least, Math.min(numberOr(schema['maxItems'], MOST_IN_LIST), MOST_IN_LIST)),
      });
    }
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(isSchema(schema['properties']) ? schema['properties'] : {}).map(([name, inner]) => [
            name,
            arbitrary(inner),
          ]),
        ),
      );
    default:
      // `undefined`, which JSON schema cannot say.
      return fc.constant(undefined);
  }
}

/**
 * @returns `count` values that the schema accepts
 * @throws where too little of what is drawn is accepted: then the schema uses what this file does not know
 */
export function validValues(schema: z.ZodType, count: number, seed: number): readonly unknown[] {
  const values = arbitrary(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  const valid: unknown[] = [];
  // What is large is seldom right in all its parts: it is drawn again and again.
  for (let round = 0; round < MOST_ROUNDS && valid.length < count; round += 1) {
    const drawn = fc.sample(values, { numRuns: Math.max(count * 10, 500), seed: seed + round });
    valid.push(...drawn.filter((value) => schema.safeParse(value).success).slice(0, count - valid.length));
  }
  if (valid.length < count)
    throw new Error(
      `only ${valid.length} of the drawn values are valid: ` +
        `${JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })).slice(0, 500)}`,
    );
  return valid;
}
