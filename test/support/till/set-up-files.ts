import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { sealProvision } from '../../../electron/adapters/provision/seal.ts';
import { systemClock } from '../../../electron/adapters/system/clock.ts';
import { credentialsSchema } from '../../../shared/settings.ts';
import { startToProvision } from './till-to-provision.ts';
import type { StartOptions, Started } from './till-to-provision.ts';

/** Keys that stand out, so that they would be found wherever they leaked to. */
export const CANARY = credentialsSchema.parse({
  clientId: 'canary-client-id-7d1f',
  clientSecret: 'canary-client-secret-93ab',
  subscriptionKey: 'canary-subscription-key-55e0',
});
export const SET_UP = {
  environment: 'test',
  merchantSerialNumber: '654321',
  shop: { name: 'Bakeri på hjørnet', country: 'NO' },
  till: { id: 'kasse{n}' },
  language: 'nb',
  people: [
    { name: 'Kari', role: 'manager' },
    { name: 'Ola', role: 'cashier' },
  ],
};
const DAY_MS = 24 * 60 * 60_000;

export const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .toSorted();
export const filesWithKeys = (folder: string) =>
  filesOf(folder).filter((name) => {
    const bytes = readFileSync(join(folder, name));
    return Object.values(CANARY).some((key) => bytes.includes(key));
  });

/** For a file of tests: each finds an empty folder for a set-up file and for the tills that are made from it. */
export function setUpFiles() {
  let home = '';
  let running: Started[] = [];
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'skranke-provision-'));
  });
  afterEach(() => {
    for (const each of running) each.stop();
    running = [];
    rmSync(home, { recursive: true, force: true });
  });

  const file = () => join(home, 'provision.json');
  const profile = (name = 'profile') => {
    const folder = join(home, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  };

  /** Writes a set-up file. @returns its code */
  async function makeFile(setUp: object = SET_UP, change: (text: string) => string = (text) => text, days = 14) {
    const made = systemClock.now();
    const keys = 'environment' in setUp && setUp.environment === 'practice' ? null : CANARY;
    const { text, code } = await sealProvision(setUp, keys, { made, expires: made + days * DAY_MS });
    writeFileSync(file(), change(text));
    return code;
  }

  async function start(options: Partial<StartOptions> = {}) {
    const started = await startToProvision({
      folder: profile(),
      file: file(),
      machine: 'BUTIKK-07',
      clock: systemClock,
      ...options,
    });
    running.push(started);
    return started;
  }

  const apply = async ({ till }: Started, code: string, number: number | null = null) => {
    const answer = await till.handlers['provision.apply']({ code, number });
    return answer.accepted ? 'set up' : answer.error;
  };

  return { home: () => home, file, profile, makeFile, start, apply };
}
