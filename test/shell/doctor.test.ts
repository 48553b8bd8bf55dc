import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureBundle, planFor } from '../../build/bundle.ts';
import { chosenElectron, rootSwitches } from '../../build/setup/electron-runtime.ts';
import { root } from '../../build/setup/paths.ts';
import { SqliteJournal } from '../../electron/adapters/journal/store/sqlite-journal.ts';
import { createFaults } from '../../electron/simulator/faults.ts';
import { salesUnit } from '../../electron/simulator/sales-unit.ts';
import { serve } from '../../electron/simulator/server.ts';
import { createWorld } from '../../electron/simulator/world.ts';
import { merchantSerialNumberSchema } from '../../shared/ids.ts';
import { PRACTICE_CREDENTIALS, PRACTICE_SERIAL_NUMBER } from '../../shared/practice.ts';
import { prepareProfile } from '../support/app/prepared-profile.ts';
import { openedSale } from '../support/journal/journal-samples.ts';

let folder: string;
let url: string;
let stop: () => Promise<unknown>;
beforeAll(async () => {
  await ensureBundle(planFor('development'));
  folder = mkdtempSync(join(tmpdir(), 'skranke-doctor-'));
  const unit = salesUnit({ ...PRACTICE_CREDENTIALS, merchantSerialNumber: PRACTICE_SERIAL_NUMBER });
  const server = await serve({
    world: createWorld({ unit, seed: 1, now: Date.now() }),
    faults: createFaults(1),
    port: 0,
  });
  ({ url } = server);
  stop = () => server.close();
});
afterAll(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** As an administrator types it on a machine without a display. */
function doctor(...args: readonly string[]): Promise<Said> {
  const child = spawn(chosenElectron().executable, [...rootSwitches(), root, '--doctor', ...args], {
    env: {
      ...process.env,
      DISPLAY: undefined,
      WAYLAND_DISPLAY: undefined,
      SKRANKE_PROFILE_DIR: folder,
      SKRANKE_API_URL: url,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const parts = { out: '', err: '' };
  child.stdout.on('data', (part: Buffer) => void (parts.out += part.toString()));
  child.stderr.on('data', (part: Buffer) => void (parts.err += part.toString()));
  return new Promise((resolve) => void child.once('close', (code) => resolve({ code, ...parts })));
}

it('speaks the language of the till, says what is wrong and what to do, and ends with 2', async () => {
  const merchantSerialNumber = merchantSerialNumberSchema.parse(PRACTICE_SERIAL_NUMBER);
  prepareProfile(folder, { environment: 'test', merchantSerialNumber }, { language: 'nb' });
  const before = readdirSync(folder);
  const said = await doctor();
  expect(said).toMatchObject({ code: 2 });
  expect(said.out).toMatch(/I orden +Nettverk: 127\.0\.0\.1 svarer\./);
  expect(said.out).toMatch(/Virker ikke +Nøkler: Ingen nøkler er lagret/);
  expect(said.out).toContain('Gjør dette: Legg inn nøklene under Forbindelse.');
  expect(readdirSync(folder)).toEqual(before);
});

it('tells another program the same, beside a till that holds the journal', async () => {
  prepareProfile(folder);
  const journal = new SqliteJournal(join(folder, 'journal-practice.db'));
  journal.append([openedSale(1)]);
  const { code, out } = await doctor('--json');
  journal.close();
  const report = JSON.parse(out) as { worst: string; checks: { check: string; finding: string; standing: string }[] };
  const of = (check: string) => report.checks.find((each) => each.check === check);
  expect(of('journal')).toMatchObject({ finding: 'journal.whole', standing: 'fine' });
  expect(of('network')).toMatchObject({ finding: 'any.practice', standing: 'notApplicable' });
  // A slow or a full disk is this machine's, and no fault of the doctor's.
  const codes: Readonly<Record<string, number>> = { fine: 0, notApplicable: 0, attention: 1, broken: 2 };
  expect(code).toBe(codes[report.worst]);
  expect(existsSync(join(folder, 'journal-practice.db'))).toBe(true);
});
