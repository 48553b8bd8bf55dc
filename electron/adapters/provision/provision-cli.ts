import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { sealProvision } from './seal.ts';
import { groupedCode } from '../../../shared/provision/code.ts';
import { MAX_PROVISION_BYTES, provisionFileSchema, setUpSchema } from '../../../shared/provision/file.ts';
import { problemsOf, readJsonText } from '../../../shared/provision/problems.ts';
import type { FileProblem } from '../../../shared/provision/view.ts';
import { credentialsSchema } from '../../../shared/settings.ts';
import words from '../../../shared/texts/en/provision.json' with { type: 'json' };
import { readFrom } from '../../../shared/texts/read.ts';

/**
 * `npm run provision -- SETUP FILE`: makes a set-up file for tills, and prints its code. Ends with 1 when it cannot.
 */

const HELP = `Makes a set-up file for tills of Skranke (docs/provisioning.md), and prints its code.

  npm run provision -- SETUP FILE [--keys KEYS] [--days 14]

SETUP  plain JSON: shop, till id by a rule, country, VAT, language, printer, people; - reads it from the standard input
FILE   the set-up file that is written; an existing one is not written over
KEYS   plain JSON with clientId, clientSecret and subscriptionKey; - reads it from the standard input.
       Without it they are the field "keys" of SETUP.
days   how long the code works, 1 to 90

The keys are in FILE only sealed to the code. The code is printed this once: send it on another way than the file.
`;

const DAY_MS = 24 * 60 * 60_000;
const STANDARD_INPUT = 0;
const text = readFrom(words, 'en-GB');

class Wrong extends Error {}

const sentence = ({ path, found, expected, value }: FileProblem): string => {
  const filled = {
    path: path || text('whole'),
    expected: text(`expected.${expected}`, { value, number: '{n}', machine: '{machine}' }),
  };
  return found === null ? text('lineMissing', filled) : text('line', { ...filled, found });
};
const wrong = (name: string, lines: readonly FileProblem[]): Wrong =>
  new Wrong([`${name} cannot be used:`, ...lines.map((line) => `  ${sentence(line)}`)].join('\n'));

function jsonOf(name: string): unknown {
  const bytes = readFileSync(name === '-' ? STANDARD_INPUT : name);
  if (bytes.length > MAX_PROVISION_BYTES) throw new Wrong(`${name} is larger than ${MAX_PROVISION_BYTES} bytes.`);
  const read = readJsonText(bytes.toString('utf8'));
  if ('problem' in read) throw wrong(name, [read.problem]);
  return read.json;
}

const optionsSchema = z.object({
  names: z.tuple([z.string(), z.string()]),
  keys: z.string().nullable(),
  days: z.int().min(1).max(90),
});

function optionsOf(argv: readonly string[]): z.infer<typeof optionsSchema> | null {
  const names: string[] = [];
  const given: { keys: string | null; days: number } = { keys: null, days: 14 };
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index] ?? '';
    if (argument === '--keys' || argument === '--days') {
      const value = argv[(index += 1)] ?? '';
      if (argument === '--keys') given.keys = value;
      else given.days = Number(value);
    } else if (argument.startsWith('--')) return null;
    else names.push(argument);
  }
  return optionsSchema.safeParse({ names, ...given }).data ?? null;
}

const withKeysSchema = z.looseObject({ keys: z.unknown().optional() });

async function make(argv: readonly string[]): Promise<string> {
  const options = optionsOf(argv);
  if (!options) throw new Wrong(HELP);
  const [from, to] = options.names;
  const json = jsonOf(from);
  const whole = withKeysSchema.safeParse(json);
  const { keys: inside, ...rest } = whole.success ? whole.data : { keys: undefined };
  const setUp = setUpSchema.safeParse(whole.success ? rest : json);
  if (!setUp.success) throw wrong(from, problemsOf(setUp.error, json));
  const given = options.keys === null ? inside : jsonOf(options.keys);
  if (setUp.data.environment === 'practice' && given !== undefined)
    throw wrong(from, [{ path: 'keys', found: null, expected: 'noKeys', value: '' }]);
  const credentials = setUp.data.environment === 'practice' ? null : keysOf(given, options.keys ?? from);
  const made = Date.now();
  const file = await sealProvision(setUp.data, credentials, { made, expires: made + options.days * DAY_MS });
  // What was made is read as a till will read it.
  provisionFileSchema.parse(JSON.parse(file.text));
  writeFileSync(to, file.text, { mode: 0o600, flag: 'wx' });
  return groupedCode(file.code);
}

function keysOf(given: unknown, name: string): z.infer<typeof credentialsSchema> {
  const keys = credentialsSchema.strict().safeParse(given);
  if (keys.success) return keys.data;
  const lines = problemsOf(keys.error, given).map(({ path, expected }): FileProblem => {
    const kept = expected === 'there' || expected === 'notThere';
    return { path: path ? `keys.${path}` : 'keys', found: null, expected: kept ? expected : 'key', value: '' };
  });
  throw wrong(name, lines);
}

try {
  const code = await make(process.argv.slice(2));
  process.stdout.write(`${code}\n`);
} catch (error) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  const told = error instanceof Wrong ? error.message : code === null ? String(error) : `Not possible: ${code}`;
  process.stderr.write(`${told}\n`);
  process.exitCode = 1;
}
