import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createConnections } from '../../../electron/adapters/connections.ts';
import { PRACTICE_STORE } from '../../../shared/practice.ts';
import { T0 } from '../../support/machine/payment-samples.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';
import { NO_PICTURES } from '../../support/till/no-pictures.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-connections-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('says that nothing was sent when the practice wallet does not start, instead of waiting for ever', async () => {
  const clock = new VirtualClock(T0);
  const unused = () => expect.unreachable('practice has no keys');
  const connections = createConnections({
    folder,
    clock,
    fetch: () => expect.unreachable('nothing is sent'),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    vault: {
      keychain: unused,
      status: unused,
      keep: unused,
      judged: unused,
      matches: unused,
      forget: unused,
      forApi: unused,
      forWallets: unused,
    },
    pictures: NO_PICTURES,
    version: '0.0.0',
    apiUrl: null,
    practice: {
      start: () => new Promise(() => undefined),
      showPhone: () => undefined,
      heldOut: () => Promise.resolve(null),
      stop: () => undefined,
    },
    seals: null,
  });
  const counter = await connections.open(PRACTICE_STORE);
  if (!counter.ok) return expect.unreachable(counter.error);
  const answer = counter.value.api.reach();
  await clock.pass(60_000);
  await expect(answer).resolves.toMatchObject({ ok: false, error: { kind: 'notSent' } });
  counter.value.close();
});
