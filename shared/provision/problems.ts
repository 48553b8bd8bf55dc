import type { z } from 'zod';
import { expectedSchema, MOST_PROBLEMS } from './view.ts';
import type { Expected, FileProblem } from './view.ts';

const MOST_SHOWN = 40;
/** SECURITY: what stands there is told of no field below this one, nor of a field of its name. */
const SECRET = /(^|\.)(?:keys|clientId|clientSecret|subscriptionKey)(\.|$)/;

const pathOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part + 1}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');

const at = (root: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (node, part) =>
      typeof node === 'object' && node !== null && Object.hasOwn(node, part) ? Reflect.get(node, part) : undefined,
    root,
  );

function shown(value: unknown): string | null {
  if (value === undefined) return null;
  const text = JSON.stringify(value) ?? '';
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN - 1)}…` : text;
}

const KINDS: Readonly<Record<string, Expected>> = {
  string: 'text',
  number: 'number',
  int: 'number',
  boolean: 'yesNo',
  array: 'list',
  object: 'group',
};

/** What the schema wanted, in one of our words. */
function wanted(issue: z.core.$ZodIssue, input: unknown): { readonly expected: Expected; readonly value: string } {
  switch (issue.code) {
    case 'invalid_type':
      return input === undefined
        ? { expected: 'there', value: '' }
        : { expected: KINDS[issue.expected] ?? 'documented', value: '' };
    case 'invalid_value':
      return { expected: input === undefined ? 'there' : 'oneOf', value: issue.values.join(', ') };
    case 'too_small':
      return { expected: 'atLeast', value: String(issue.minimum) };
    case 'too_big':
      return { expected: 'atMost', value: String(issue.maximum) };
    case 'invalid_format':
      return { expected: issue.format === 'datetime' ? 'date' : 'documented', value: '' };
    case 'custom': {
      const expected = expectedSchema.safeParse(issue.params?.['expected']);
      return { expected: expected.data ?? 'documented', value: String(issue.params?.['value'] ?? '') };
    }
    default:
      return { expected: 'documented', value: '' };
  }
}

/** A wrong file line by line, in the order of the file's own fields. */
export function problemsOf(error: z.ZodError, root: unknown): readonly FileProblem[] {
  return error.issues
    .flatMap((issue): FileProblem[] => {
      const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
      return paths.map((parts) => {
        const input = at(root, parts);
        const path = pathOf(parts).slice(0, 200);
        const { expected, value } =
          issue.code === 'unrecognized_keys' ? { expected: 'notThere' as const, value: '' } : wanted(issue, input);
        return { path, found: SECRET.test(path) ? null : shown(input), expected, value: value.slice(0, 200) };
      });
    })
    .slice(0, MOST_PROBLEMS);
}

export type ReadJson = { readonly json: unknown } | { readonly problem: FileProblem };

/** JSON, or where it stops being that. SECURITY: of what stands there nothing is told. */
export function readJsonText(text: string): ReadJson {
  try {
    return { json: JSON.parse(text.replace(/^\ufeff/, '')) };
  } catch (error) {
    const position = /line \d+ column \d+/.exec(error instanceof Error ? error.message : '')?.[0] ?? '';
    return { problem: { path: position, found: null, expected: 'json', value: '' } };
  }
}
