import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawEnvelope, startFramingServer } from '../support/fuzz/framing.ts';
import { createDice, fuzzSeed } from '../support/fuzz/random.ts';
import { CANARIES, CREDENTIALS, KEY, REFERENCE, reportBody } from '../support/network/vipps-client.ts';
import { launchShell } from './app/launch.ts';
import type { Launched } from './app/launch.ts';
import './app/main-types.ts';

/**
 * Envelopes that lie, read by the network stack that the shop has: Chromium's, which forgives other things than Node's.
 */

const ENVELOPES = 400;
let shell: Launched;
beforeAll(async () => {
  shell = await launchShell();
  await shell.electron.evaluate(async () => (await globalThis.shellApp).openLog());
});
afterAll(async () => {
  await shell?.close();
}, 30_000);

describe('true answers in envelopes that lie', () => {
  it(`${ENVELOPES} of them are the truth or unclear, and no redirect is followed`, async () => {
    const dice = createDice(fuzzSeed('envelopes for Chromium'));
    const server = await startFramingServer();
    const kinds = new Map<string, number>();
    for (let tried = 1; tried <= ENVELOPES; tried += 1) {
      const { story, bytes } = drawEnvelope(
        dice,
        JSON.stringify(reportBody({ padding: 'y'.repeat(dice.between(0, 3_000)) })),
      );
      server.answer(bytes);
      const result = await shell.electron.evaluate(
        async (_electron, { url, credentials, reference, key, write }) => {
          const api = (await globalThis.shellApp).wallet(url, credentials);
          return write ? api.capture(reference, key, '{}') : api.get(reference);
        },
        { url: server.url, credentials: CREDENTIALS, reference: REFERENCE, key: KEY, write: dice.chance(0.5) },
      );
      kinds.set(result.ok ? 'ok' : result.error.kind, (kinds.get(result.ok ? 'ok' : result.error.kind) ?? 0) + 1);
      if (result.ok)
        expect(result.value.report, `#${tried} ${story}`).toEqual({
          state: 'AUTHORIZED',
          amounts: { authorized: 24_900, captured: 0, cancelled: 0, refunded: 0 },
        });
      else expect(result.error.kind, `#${tried} ${story}: ${JSON.stringify(result.error)}`).toBe('unclear');
    }
    expect(kinds.get('ok')).toBeGreaterThan(ENVELOPES / 20);
    expect(kinds.get('unclear')).toBeGreaterThan(ENVELOPES / 4);
    expect(server.strayed()).toBe(0);
    await server.close();
    expect(await shell.electron.evaluate(async () => (await globalThis.shellApp).bugs)).toEqual([]);
    const log = readFileSync(join(shell.profile, 'logs', 'skranke.log'), 'utf8');
    expect(log).toContain('wallet call failed');
    for (const secret of Object.values(CANARIES)) expect(log).not.toContain(secret);
    // Some answers never end, and each is waited for as long as the till waits.
  }, 300_000);
});
