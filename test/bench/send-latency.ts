import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { until } from '../support/app/simulator-process.ts';
import type { SimulatorProcess } from '../support/app/simulator-process.ts';
import { screenOf } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';
import { epochNow, median, quantile } from './figures.ts';
import type { Figure } from './figures.ts';

const SENDS = 25;

declare global {
  // In the page: epoch ms of the last press of Send.
  var sentAt: number;
}

/** Runs in the page. */
const NOTE_THE_PRESS = `addEventListener('click', (event) => {
  if (event.target.closest('.entry-send button')) globalThis.sentAt = performance.timeOrigin + event.timeStamp;
}, true)`;

const loggedSchema = z.object({ method: z.string(), path: z.string(), arrivedAt: z.number(), body: z.string() });

/** Send pressed on the screen to the request at the server, and a plain fetch with the same body, in turns. */
export async function sendLatency({ page }: TerminalApp, simulator: SimulatorProcess): Promise<Figure[]> {
  const plain = await plainClient(simulator);
  await page.evaluate(NOTE_THE_PRESS);
  const ours: number[] = [];
  const fetched: number[] = [];
  for (let round = 0; round < SENDS; round += 1) {
    const value = 10_000 + round;
    await keyIn(page, value, `9123${String(1_000 + round)}`);
    await screenOf(page).send.click();
    const { arrivedAt, body } = await arrival(simulator, value);
    ours.push(arrivedAt - (await page.evaluate(() => globalThis.sentAt)));
    fetched.push(await plain(body));
    await page.getByRole('button', { name: /serve next/i }).click();
  }
  const extra = median(ours) - median(fetched);
  const detail =
    `${median(ours).toFixed(1)} ms (p90 ${quantile(ours, 0.9).toFixed(1)}) ` +
    `against ${median(fetched).toFixed(1)} ms, medians of ${SENDS}`;
  return [
    {
      name: 'Send pressed to the request at the server, more than a plain fetch',
      value: extra,
      unit: 'ms',
      limit: 7,
      better: 'lower',
      detail,
    },
    {
      name: 'the same, nine of ten',
      value: quantile(ours, 0.9) - median(fetched),
      unit: 'ms',
      limit: 10,
      better: 'lower',
      detail: 'against the median of the plain fetch',
    },
  ];
}

async function keyIn(page: Page, value: number, number: string): Promise<void> {
  const screen = screenOf(page);
  await screen.amount.click();
  await page.keyboard.type(String(value));
  await screen.phoneNumber.click();
  await page.keyboard.type(number);
  await screen.state.filter({ hasText: /ready to send/i }).waitFor();
}

async function arrival(simulator: SimulatorProcess, value: number): Promise<z.infer<typeof loggedSchema>> {
  return until(`a request of ${value}`, async () => {
    const requests = (await simulator.requests()).map((request) => loggedSchema.parse(request));
    return requests.find(
      ({ method, path, body }) => method === 'POST' && path.endsWith('/payments') && body.includes(`"value":${value}}`),
    );
  });
}

/**
 * @returns what sends a body of the terminal's under a reference of its own, and tells how long it took to arrive, in
 * ms
 */
async function plainClient(simulator: SimulatorProcess): Promise<(body: string) => Promise<number>> {
  const keys = {
    client_id: simulator.clientId,
    client_secret: simulator.clientSecret,
    'ocp-apim-subscription-key': simulator.subscriptionKey,
  };
  const token = await fetch(`${simulator.url}/accesstoken/get`, { method: 'POST', headers: keys });
  const { access_token: bearer } = z.object({ access_token: z.string() }).parse(await token.json());
  return async (body) => {
    const reference = `plain-${randomUUID()}`;
    const own = JSON.stringify({ ...z.record(z.string(), z.unknown()).parse(JSON.parse(body)), reference });
    const sentAt = epochNow();
    const answer = await fetch(`${simulator.url}/epayment/v1/payments`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${bearer}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        'merchant-serial-number': simulator.merchantSerialNumber,
        'ocp-apim-subscription-key': simulator.subscriptionKey,
      },
      body: own,
    });
    if (answer.status !== 201) throw new Error(`plain fetch: ${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
    const requests = (await simulator.requests()).map((request) => loggedSchema.parse(request));
    const arrived = requests.find((request) => request.method === 'POST' && request.body.includes(reference));
    if (!arrived) throw new Error('the plain request was not logged');
    return arrived.arrivedAt - sentAt;
  };
}
