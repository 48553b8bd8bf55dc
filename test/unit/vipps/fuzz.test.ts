import { afterAll, describe, expect, it } from 'vitest';
import { ENDPOINTS, PLANTED, trueAnswers } from '../../support/fuzz/api.ts';
import type { ApiCase } from '../../support/fuzz/api.ts';
import { allHold, drawnAnswers } from '../../support/fuzz/run.ts';
import { drawEnvelope, startFramingServer } from '../../support/fuzz/framing.ts';
import { createDice, fuzzSeed } from '../../support/fuzz/random.ts';
import { KEY, REFERENCE, reportBody, testClient } from '../../support/network/vipps-client.ts';

/**
 * Thousands of answers that nobody specified, through the real client: none throws, hangs, leaks, or says more than it
 * says. test/long/vipps-fuzz.test.ts draws many more.
 */

const RANDOM_ANSWERS = 2_000;
const ENVELOPES = 1_000;

const bugs: string[] = [];
const onBug = (reason: unknown): void => void bugs.push(String(reason));
process.on('unhandledRejection', onBug);
afterAll(() => void process.off('unhandledRejection', onBug));

const answers = trueAnswers();

describe('answers of the API that are not as specified', () => {
  it(`${RANDOM_ANSWERS} of them from one seed`, async () => {
    const dice = createDice(fuzzSeed('answers of the API'));
    expect(await allHold(drawnAnswers(dice, answers, RANDOM_ANSWERS))).toBe(RANDOM_ANSWERS);
  }, 120_000);

  it('every true answer, cut off after every byte', async () => {
    const cut = function* (): Generator<ApiCase> {
      for (const endpoint of ENDPOINTS) {
        const seen = new Set<string>();
        for (const { status, headers, body } of answers[endpoint]) {
          const kind = `${status} ${String(body).replace(/\d+/g, '')}`;
          if (seen.has(kind) || status >= 300) continue;
          seen.add(kind);
          const delivery = seen.size % 2 === 0 ? 'reset' : 'whole';
          for (let length = 0; length < body.length; length += 1)
            yield {
              endpoint,
              answer: { status, headers, body: body.slice(0, length), delivery, story: `cut at ${length}` },
            };
        }
      }
    };
    expect(await allHold(cut())).toBeGreaterThan(3_000);
  }, 120_000);

  it('and the true ones are understood', async () => {
    const plain = ENDPOINTS.flatMap((endpoint) =>
      answers[endpoint].map((answer): ApiCase => ({
        endpoint,
        answer: { ...answer, delivery: 'whole', story: 'as it came' },
      })),
    );
    expect(await allHold(plain)).toBeGreaterThan(50);
    expect(bugs).toEqual([]);
  });
});

describe('true answers in envelopes that lie, over a real connection', () => {
  it('are the truth or unclear, and no redirect is followed', async () => {
    const dice = createDice(fuzzSeed('envelopes'));
    const server = await startFramingServer();
    const truth = {
      report: { state: 'AUTHORIZED', amounts: { authorized: 24_900, captured: 0, cancelled: 0, refunded: 0 } },
      pspReference: '3343121302',
    };
    let believed = 0;
    for (let tried = 1; tried <= ENVELOPES; tried += 1) {
      const { story, bytes } = drawEnvelope(
        dice,
        JSON.stringify(reportBody({ padding: 'y'.repeat(dice.between(0, 3_000)) })),
      );
      server.answer(bytes);
      const { api, log } = testClient(fetch, { environment: 'practice', baseUrl: server.url });
      const result = await (dice.chance(0.5) ? api.get(REFERENCE) : api.capture(REFERENCE, KEY, '{}'));
      if (result.ok) {
        believed += 1;
        expect(result.value, `#${tried} ${story}`).toMatchObject(truth);
      } else expect(result.error.kind, `#${tried} ${story}: ${result.error.error}`).toBe('unclear');
      const told = JSON.stringify([result.ok ? null : result.error, log.lines]);
      for (const secret of PLANTED) expect(told).not.toContain(secret);
    }
    expect(believed).toBeGreaterThan(ENVELOPES / 20);
    expect(server.strayed()).toBe(0);
    await server.close();
    expect(bugs).toEqual([]);
  }, 120_000);
});
