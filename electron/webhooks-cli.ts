import { parseArgs } from 'node:util';
import { isAllowedBaseUrl } from './adapters/vipps/base-url.ts';
import { createClient } from './adapters/vipps/client.ts';
import { createWebhooks } from './adapters/vipps/webhooks.ts';
import type { Hint, Registration, RegistrationStore } from './core/ports/hints.ts';
import type { Log } from './core/ports/log.ts';
import { openHints } from './hints.ts';
import { PRACTICE_CREDENTIALS, PRACTICE_SERIAL_NUMBER } from '../shared/practice.ts';

/** `npm run webhooks -- --port N`: registers, verifies, and prints one line for each event. */

const HELP = `Receives the wallet's events on this machine and prints one line for each.

  npm run webhooks -- [--port N] [--url URL]

--port   on 127.0.0.1; 0 takes any free one (default 0)
--url    where the wallet delivers: the https address of a tunnel that leads to the port, with the path /hints.
         Needed for the test API, which delivers to no address of this machine.

From the environment: SKRANKE_API_URL (a simulator on this machine, or https://apitest.vipps.no), and for the test API
SKRANKE_CLIENT_ID, SKRANKE_CLIENT_SECRET, SKRANKE_SUBSCRIPTION_KEY and SKRANKE_MSN; a simulator takes practice's keys.

The registration is removed at the end (Ctrl+C), and its secret is told to nobody.
A till that shall look by such events opens its own receiver: SKRANKE_HINTS_PORT=N npm run dev.
`;

class Wrong extends Error {}

/** Nothing is kept: the registration ends with the program. */
const inMemory = (): RegistrationStore => {
  let kept: readonly Registration[] = [];
  return {
    read: () => Promise.resolve(kept),
    write: (registrations) => {
      kept = registrations;
      return Promise.resolve(true);
    },
  };
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms: number, callback: () => void) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

function identity(env: NodeJS.ProcessEnv) {
  const { SKRANKE_CLIENT_ID, SKRANKE_CLIENT_SECRET, SKRANKE_SUBSCRIPTION_KEY, SKRANKE_MSN } = env;
  const given = SKRANKE_CLIENT_ID || SKRANKE_CLIENT_SECRET || SKRANKE_SUBSCRIPTION_KEY || SKRANKE_MSN;
  const credentials = {
    clientId: SKRANKE_CLIENT_ID ?? '',
    clientSecret: SKRANKE_CLIENT_SECRET ?? '',
    subscriptionKey: SKRANKE_SUBSCRIPTION_KEY ?? '',
  };
  return given
    ? { credentials, merchantSerialNumber: SKRANKE_MSN ?? '' }
    : { credentials: PRACTICE_CREDENTIALS, merchantSerialNumber: PRACTICE_SERIAL_NUMBER };
}

function wanted(argv: readonly string[], env: NodeJS.ProcessEnv) {
  const { values } = parseArgs({
    args: [...argv],
    options: { port: { type: 'string' }, url: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help === true) return null;
  const port = Number(values.port ?? '0');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Wrong('--port must be from 0 to 65535.');
  const { url } = values;
  if (url !== undefined && !/^https:\/\/[^/]+\/hints$/.test(url))
    throw new Wrong('--url must be an https address with the path /hints.');
  const baseUrl = env['SKRANKE_API_URL'] ?? '';
  if (!isAllowedBaseUrl(baseUrl, { environment: 'test', loopbackAllowed: true }))
    throw new Wrong('SKRANKE_API_URL must be a simulator on this machine, or the test API.');
  return { port, baseUrl, ...(url === undefined ? {} : { publicUrl: url }), ...identity(env) };
}

/** One event on one line; what is not one of ours in it is not printed as it is. */
const lineOf = ({ msn, reference, name, pspReference, success }: Hint): string =>
  [new Date().toISOString(), msn, JSON.stringify(reference), name, success ? 'success' : 'FAILED', pspReference ?? '-']
    .map((part) => part.replace(/[^\x20-\x7e]/g, '?'))
    .join('  ');

async function main(): Promise<void> {
  const options = wanted(process.argv.slice(2), process.env);
  if (options === null) return say(HELP);
  const log: Log = {
    info: () => undefined,
    warn: (message, fields) => say(`${new Date().toISOString()}  ${message} ${JSON.stringify(fields ?? {})}`),
    error: (message, fields) => say(`${new Date().toISOString()}  ${message} ${JSON.stringify(fields ?? {})}`),
  };
  const webhooks = createWebhooks(
    createClient({
      ...options,
      environment: 'test',
      loopbackAllowed: true,
      currency: 'NOK',
      fetch,
      clock,
      log,
      version: '0',
    }),
  );
  const opened = await openHints({
    ...options,
    webhooks,
    store: inMemory(),
    log,
    hear: (hint) => {
      say(lineOf(hint));
      return true;
    },
  });
  if (!opened.ok) throw new Wrong(`It could not be registered: ${opened.error.error}.`);
  const { registration, close } = opened.value;
  say(`Events are delivered to ${registration.url}. Ctrl+C ends it.`);
  const end = (): void =>
    void webhooks
      .remove(registration.id)
      .then(close)
      .then(() => process.exit(0));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'It could not start.'}\n`);
  process.exitCode = 1;
}
