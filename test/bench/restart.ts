import { copyFileSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../build/setup/paths.ts';
import { createRandom } from '../../electron/simulator/random.ts';
import { currentPayment } from '../../shared/payment.ts';
import { startApp } from '../support/app/app-process.ts';
import { startSimulator, until } from '../support/app/simulator-process.ts';
import type { SimulatorProcess } from '../support/app/simulator-process.ts';
import { freshFolder, removeFolder } from '../support/app/terminal-app.ts';
import { DrivenCounter } from '../torture/counter.ts';
import { epochNow, median } from './figures.ts';
import type { Figure } from './figures.ts';

const ROUNDS = 5;
const OPEN = { waiting: 30, authorized: 10, capturing: 10 };
const ALL = OPEN.waiting + OPEN.authorized + OPEN.capturing;
/** Connections that Chromium keeps to one host at a time: the bare calls get as many. */
const CONNECTIONS = 6;
const LIMIT_S = 0.7;

/**
 * A till is killed with 50 open payments. From the start of the process until each was asked for and the till is open,
 * less what the API itself takes: fifty bare GETs against the same wallet.
 */
export async function restartWithOpenPayments(): Promise<Figure[]> {
  const folder = freshFolder();
  const [profile, state] = [join(folder, 'profile'), join(folder, 'wallet.json')];
  try {
    const references = await prepareOpen(profile, state);
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await once(folder, profile, state, references));
    const [start, open, bare] = [
      median(rounds.map((each) => each.known)),
      median(rounds.map((each) => each.fromPage)),
      median(rounds.map((each) => each.bare)),
    ];
    return [
      {
        name: `restart with ${ALL} open payments to all of them known, less the API's own time`,
        value: (start - bare) / 1000,
        unit: 's',
        limit: LIMIT_S,
        better: 'lower',
        detail:
          `${start.toFixed(0)} ms from the start of the process, ${open.toFixed(0)} ms from ` +
          `the first picture, ${bare.toFixed(0)} ms for ${ALL} bare calls; medians of ${ROUNDS}`,
      },
    ];
  } finally {
    removeFolder(folder);
  }
}

/** Leaves a profile and a wallet with open payments, as a killed terminal leaves them. @returns their references */
async function prepareOpen(profile: string, state: string): Promise<readonly string[]> {
  const counter = await DrivenCounter.open({
    app: root,
    profile,
    random: createRandom(1),
    simulatorArgs: ['--state', state],
  });
  try {
    await counter.start();
    // Answered never: what is captured then stays under way.
    await counter.simulator.faults([{ point: 'hang-before', operations: ['capture'], times: null }]);
    for (let sale = 0; sale < ALL; sale += 1) await counter.sell();
    const references = await until('all requests at the wallet', async () => {
      const waiting = await counter.simulator.waiting();
      return waiting.length === ALL && waiting;
    });
    for (const reference of references.slice(OPEN.waiting)) await counter.simulator.act(reference, 'approve');
    const inPhase = async (phase: string) =>
      (await counter.snapshot()).sales.filter((sale) => currentPayment(sale).phase.name === phase);
    const approved = await until('the approvals on the screen', async () => {
      const found = await inPhase('authorized');
      return found.length === OPEN.authorized + OPEN.capturing && found;
    });
    for (const sale of approved.slice(OPEN.authorized))
      await counter.call('payment.capture', { saleId: sale.saleId, reference: currentPayment(sale).reference });
    await until('captures under way', async () => (await inPhase('capturing')).length === OPEN.capturing);
    await counter.kill();
    return references;
  } finally {
    await counter.close();
  }
}

interface Round {
  /** Ms from the start of the process until the till is open and every payment was asked for. */
  readonly known: number;
  /** The same from the first picture of the window. */
  readonly fromPage: number;
  /** Ms of as many bare calls. */
  readonly bare: number;
}

async function once(
  folder: string,
  prepared: string,
  preparedState: string,
  references: readonly string[],
): Promise<Round> {
  const [profile, state] = [join(folder, 'round'), join(folder, 'round.json')];
  removeFolder(profile);
  cpSync(prepared, profile, { recursive: true, filter: (path) => !/\/Singleton/.test(path) });
  copyFileSync(preparedState, state);
  const simulator = await startSimulator(['--state', state]);
  const spawnedAt = epochNow();
  const app = startApp({ app: root, profile, apiUrl: simulator.url });
  try {
    const page = await app.page();
    const [openAt, paintedAt] = await until('an open till', async () => {
      const times = await page.evaluate(OPENED).catch(() => null);
      return Array.isArray(times) && times.map(Number);
    });
    const asked = await until('a look at each payment', async () => askedAt(await simulator.requests(), references));
    const known = Math.max(openAt ?? Infinity, ...asked);
    await app.kill('all');
    return {
      known: known - spawnedAt,
      fromPage: known - (paintedAt ?? 0),
      bare: await bareCalls(simulator, references),
    };
  } finally {
    await app.kill('all');
    await simulator.stop();
  }
}

/** Epoch ms now when the till is open, and of the window's first picture. */
const OPENED = `terminal.call['terminal.snapshot']().then(({ till }) => {
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  const from = performance.timeOrigin;
  return till.status === 'open' && paint ? [from + performance.now(), from + paint.startTime] : null;
})`;

/** When each payment was first read, epoch ms; null while one was not. */
function askedAt(
  requests: Awaited<ReturnType<SimulatorProcess['requests']>>,
  references: readonly string[],
): number[] | null {
  const times = references.map(
    (reference) => requests.find(({ method, path }) => method === 'GET' && path.endsWith(`/${reference}`))?.arrivedAt,
  );
  return times.every((time) => time !== undefined) ? times : null;
}

async function bareCalls(simulator: SimulatorProcess, references: readonly string[]): Promise<number> {
  const keys = {
    client_id: simulator.clientId,
    client_secret: simulator.clientSecret,
    'Ocp-Apim-Subscription-Key': simulator.subscriptionKey,
    'Merchant-Serial-Number': simulator.merchantSerialNumber,
  };
  const answer = await fetch(`${simulator.url}/accesstoken/get`, { method: 'POST', headers: keys });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const headers = {
    Authorization: `Bearer ${token}`,
    'Ocp-Apim-Subscription-Key': simulator.subscriptionKey,
    'Merchant-Serial-Number': simulator.merchantSerialNumber,
  };
  const left = [...references];
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let reference = left.shift(); reference !== undefined; reference = left.shift()) {
        const got = await fetch(`${simulator.url}/epayment/v1/payments/${reference}`, { headers });
        if (!got.ok) throw new Error(`a bare call got ${got.status}`);
        await got.text();
      }
    }),
  );
  return performance.now() - startedAt;
}
