import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PRACTICE_CREDENTIALS, PRACTICE_SERIAL_NUMBER } from '../../shared/practice.ts';
import { MANUAL, approveAfter } from './customer.ts';
import { createFaults } from './faults.ts';
import { isTimeZone } from './ledger-dates.ts';
import { COUNTRIES, salesUnit, type Country } from './sales-unit.ts';
import { serve } from './server.ts';
import { loadWorld, saveWorld } from './state-file.ts';
import { createWorld, type World } from './world.ts';

/**
 * The simulator as a program: `node electron/simulator/cli.ts --port 0 --json`, or as a utility process of the
 * terminal.
 */

const HELP = `A simulated Vipps MobilePay on this machine, for practice, demos and tests.

  --port N              port on 127.0.0.1; 0 takes any free one (default 0)
  --json                print one line of JSON when ready
  --state FILE          keep the world in this file and go on from it
  --seed N              makes ids and customers by chance repeatable
  --country NO|DK|FI    the shop's country (default NO)
  --time-zone NAME      whose calendar the settlement follows (default: this machine's)
  --shop NAME           the shop's name, as the customer sees it
  --phone FOLDER        the built page of /phone (default: beside this program)
  --approve-after MS    every customer approves after this time; without it, approve on /phone
  --client-id, --client-secret, --subscription-key, --merchant-serial-number
                        the keys to accept (those of practice mode when absent)
  --help

Open URL/phone to play the customer. URL/_simulator/ lists what tests can steer.
A number that ends in 0000 has no wallet. Amounts of 1.51, 1.82, 1.83, 1.84, 1.86, 1.87, 1.97 and 2.02 are declined.
`;

const OPTIONS = {
  port: { type: 'string' },
  json: { type: 'boolean' },
  state: { type: 'string' },
  seed: { type: 'string' },
  country: { type: 'string' },
  shop: { type: 'string' },
  phone: { type: 'string' },
  'time-zone': { type: 'string' },
  'approve-after': { type: 'string' },
  'client-id': { type: 'string' },
  'client-secret': { type: 'string' },
  'subscription-key': { type: 'string' },
  'merchant-serial-number': { type: 'string' },
  help: { type: 'boolean' },
} as const;

const MOST_KEPT = 500;

class UsageError extends Error {}

const number = (name: string, text: string | undefined, fallback: number, max: number): number => {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > max)
    throw new UsageError(`--${name} must be a whole number from 0 to ${max}.`);
  return value;
};

const countryOf = (text: string | undefined): Country => {
  const found = COUNTRIES.find((country) => country === (text ?? 'NO'));
  if (found === undefined) throw new UsageError(`--country must be one of ${COUNTRIES.join(', ')}.`);
  return found;
};

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'Unknown option.');
  }
};
type Values = ReturnType<typeof parse>;

function newWorld(values: Values): World {
  const keys = {
    clientId: values['client-id'] ?? PRACTICE_CREDENTIALS.clientId,
    clientSecret: values['client-secret'] ?? PRACTICE_CREDENTIALS.clientSecret,
    subscriptionKey: values['subscription-key'] ?? PRACTICE_CREDENTIALS.subscriptionKey,
    merchantSerialNumber: values['merchant-serial-number'] ?? PRACTICE_SERIAL_NUMBER,
  };
  if (!/^[0-9]{4,10}$/.test(keys.merchantSerialNumber))
    throw new UsageError('--merchant-serial-number must be 4 to 10 digits.');
  const unit = salesUnit(keys, countryOf(values.country));
  const seed = number('seed', values.seed, randomInt(0, 2 ** 31), 2 ** 32 - 1);
  return createWorld({ unit, seed, now: Date.now() });
}

/** What the options say about a world that was read from its file wins over what the file says. */
function applyOptions(world: World, values: Values): void {
  const timeZone = values['time-zone'] ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!isTimeZone(timeZone)) throw new UsageError('--time-zone must be a time zone as in Europe/Oslo.');
  world.patchUnit({
    timeZone,
    ...(values.country === undefined ? {} : { country: countryOf(values.country) }),
    ...(values.shop === undefined ? {} : { name: values.shop }),
  });
  const after = values['approve-after'];
  world.behave(after === undefined ? { ...MANUAL } : approveAfter(number('approve-after', after, 0, 3_600_000)));
}

function openWorld(values: Values): World {
  const fresh = newWorld(values);
  if (values.state === undefined) return fresh;
  const loaded = loadWorld(values.state, Date.now());
  switch (loaded.kind) {
    case 'none':
      return fresh;
    case 'damaged':
      process.stderr.write(
        `The state file could not be read; it was kept as ${loaded.setAside}, and a new world begins.\n`,
      );
      return fresh;
    case 'world':
      return withGivenKeys(loaded.world, values);
  }
}

/** Keys given on the command line replace those in the file. */
function withGivenKeys(world: World, values: Values): World {
  world.replaceKeys({
    ...(values['client-id'] === undefined ? {} : { clientId: values['client-id'] }),
    ...(values['client-secret'] === undefined ? {} : { clientSecret: values['client-secret'] }),
    ...(values['subscription-key'] === undefined ? {} : { subscriptionKey: values['subscription-key'] }),
    ...(values['merchant-serial-number'] === undefined
      ? {}
      : { merchantSerialNumber: values['merchant-serial-number'] }),
  });
  return world;
}

/** The port to the process that started us as an Electron utility process; absent under plain Node. */
interface ParentPort {
  postMessage(message: unknown): void;
}
const parentPort = (): ParentPort | null => {
  const port: unknown = Reflect.get(process, 'parentPort');
  if (typeof port !== 'object' || port === null || !('postMessage' in port) || typeof port.postMessage !== 'function')
    return null;
  const { postMessage } = port;
  return { postMessage: (message) => void Reflect.apply(postMessage, port, [message]) };
};

async function main(args: readonly string[]): Promise<void> {
  const values = parse(args);
  if (values.help === true) {
    process.stdout.write(HELP);
    return;
  }
  const world = openWorld(values);
  applyOptions(world, values);
  const { state } = values;
  const keep = (): void => {
    if (state === undefined) return;
    const books = world.books();
    if (books.length > MOST_KEPT) world.prune(books[books.length - MOST_KEPT / 2]?.createdAt ?? 0);
    saveWorld(state, world);
  };
  keep();
  const server = await serve({
    world,
    faults: createFaults(number('seed', values.seed, 1, 2 ** 32 - 1)),
    port: number('port', values.port, 0, 65_535),
    phone: values.phone ?? join(import.meta.dirname, 'phone'),
    onChange: keep,
  });
  const { clientId, clientSecret, subscriptionKey, merchantSerialNumber } = world.unit();
  const ready = { url: server.url, clientId, clientSecret, subscriptionKey, merchantSerialNumber };
  process.stdout.write(
    values.json === true
      ? `${JSON.stringify(ready)}\n`
      : `Simulated Vipps MobilePay at ${server.url}\nPhone of the customer:     ${server.url}/phone\n` +
          `${JSON.stringify(ready, null, 2)}\nCtrl+C ends it.\n`,
  );
  parentPort()?.postMessage(ready);
  const stop = (): void => void server.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) process.stderr.write(`${error.message}\nUse --help for the options.\n`);
  else
    process.stderr.write(
      `The simulator could not start: ${error instanceof Error ? error.message : 'unknown reason'}\n`,
    );
  process.exitCode = 1;
}
