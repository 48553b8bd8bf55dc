import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeExport } from '../../../electron/adapters/files/export-file.ts';
import { systemClock } from '../../../electron/adapters/system/clock.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import { codeProblem } from '../../../shared/provision/code.ts';
import { credentialsSchema } from '../../../shared/settings.ts';
import { NO_EXPORTS } from '../../support/till/no-exports.ts';
import { recordingLog } from '../../support/till/recording-log.ts';
import { startToProvision } from '../../support/till/till-to-provision.ts';
import type { Started } from '../../support/till/till-to-provision.ts';
import { rememberScrypt } from '../../support/till/remembered-scrypt.ts';

rememberScrypt();

/** Keys that stand out, so that they would be found wherever they leaked to. */
const CANARY = credentialsSchema.parse({
  clientId: 'canary-client-id-7d1f',
  clientSecret: 'canary-client-secret-93ab',
  subscriptionKey: 'canary-subscription-key-55e0',
});
const OTHER = { ...CANARY, clientSecret: 'another-client-secret' };
const SET_UP = {
  environment: 'test',
  merchantSerialNumber: '654321',
  shop: { name: 'Bakeri', country: 'DK', dayStartsAt: 4 },
  till: { id: '{machine}' },
  vat: { rates: [25, 12.5], usual: 12.5 },
  language: 'nb',
  sounds: true,
  printer: { kind: 'network', host: '192.168.1.50', port: 9100, columns: 42 },
  computer: { startWithSystem: true, fullScreen: true, comesBack: true },
  people: [{ name: 'Kari', role: 'manager' }],
};
const CLI = fileURLToPath(new URL('../../../electron/adapters/provision/provision-cli.ts', import.meta.url));
const TAKES_LONG = 60_000;

let home = '';
let running: Started[] = [];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'skranke-provision-make-'));
});
afterEach(() => {
  for (const each of running) each.stop();
  running = [];
  rmSync(home, { recursive: true, force: true });
});

const at = (name: string) => join(home, name);
const made = () => at('made.json');

interface Ended {
  readonly code: number | string | null;
  readonly out: string;
  readonly err: string;
}

/** `npm run provision` as a person runs it. */
const command = (args: readonly string[], input = ''): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, [CLI, ...args], (error, out, err) =>
      resolve({ code: error?.code ?? 0, out, err }),
    );
    child.stdin?.end(input);
  });

async function start(file: string, machine: string): Promise<Started> {
  const folder = at(machine);
  mkdirSync(folder, { recursive: true });
  const exports = {
    ...NO_EXPORTS,
    choose: () => Promise.resolve(made()),
    write: (path: string, pieces: Iterable<string>) => writeExport(path, pieces, recordingLog()),
  };
  const started = await startToProvision({ folder, file, machine, clock: systemClock, exports });
  running.push(started);
  return started;
}

const asked = (change: Partial<CallInput<'provision.make'>> = {}): CallInput<'provision.make'> => ({
  tillRule: 'till{n}',
  days: 14,
  withPeople: true,
  credentials: CANARY,
  ...change,
});

describe('npm run provision', () => {
  it('makes a file and tells its code alone, with the keys from the standard input', async () => {
    writeFileSync(at('set-up.json'), JSON.stringify(SET_UP));
    const { code, out, err } = await command(
      [at('set-up.json'), at('file.json'), '--keys', '-'],
      JSON.stringify(CANARY),
    );
    expect([code, err]).toEqual([0, '']);
    expect(codeProblem(out.trim())).toBeNull();
    expect(readFileSync(at('file.json'), 'utf8')).not.toContain('canary');
    if (process.platform !== 'win32') expect(statSync(at('file.json')).mode & 0o777).toBe(0o600);
    const { till, view } = await start(at('file.json'), 'K1');
    expect(await till.handlers['provision.apply']({ code: out.trim(), number: null })).toEqual({ accepted: true });
    expect(view().store).toMatchObject({ posId: 'K1', vatRates: [2500, 1250], defaultVatRate: 1250, dayStartsAt: 4 });
  });

  it('says line by line what is wrong, never what a key was, and writes nothing', async () => {
    const keys = { clientId: 'canary with spaces', clientSecret: 'canary' };
    writeFileSync(at('set-up.json'), JSON.stringify({ ...SET_UP, keys, shop: { ...SET_UP.shop, country: 'SE' } }));
    const shop = await command([at('set-up.json'), at('file.json')]);
    expect(shop.code).toBe(1);
    expect(shop.err).toContain('shop.country: found "SE", expected one of: NO, DK, FI');
    writeFileSync(at('set-up.json'), JSON.stringify({ ...SET_UP, computer: { kiosk: true, fullScreen: 'yes' } }));
    const { err: computer } = await command([at('set-up.json'), at('file.json')]);
    expect(computer).toContain('computer.fullScreen: found "yes"');
    expect(computer).toContain('computer.kiosk');
    writeFileSync(at('set-up.json'), JSON.stringify({ ...SET_UP, keys }));
    const { code, err, out } = await command([at('set-up.json'), at('file.json')]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('keys.clientId: expected a whole key');
    expect(err).toContain('keys.subscriptionKey: expected a value: this is missing');
    expect(err).not.toContain('canary');
    expect(existsSync(at('file.json'))).toBe(false);
  });

  it.each([[[]], [['only-one']], [['a', 'b', '--days', '91']], [['a', 'b', '--what']]])(
    'explains itself for %j',
    async (args) => {
      const { code, err } = await command(args);
      expect(code).toBe(1);
      expect(err).toContain('npm run provision');
    },
  );

  it('does not write over a file', async () => {
    writeFileSync(at('set-up.json'), JSON.stringify({ ...SET_UP, keys: CANARY }));
    writeFileSync(at('file.json'), 'mine');
    expect(await command([at('set-up.json'), at('file.json')])).toMatchObject({
      code: 1,
      err: 'Not possible: EEXIST\n',
    });
    expect(readFileSync(at('file.json'), 'utf8')).toBe('mine');
  });
});

describe(
  'a till that is set up',
  () => {
    async function setUpTill(): Promise<Started> {
      writeFileSync(at('set-up.json'), JSON.stringify({ ...SET_UP, keys: CANARY }));
      const { out } = await command([at('set-up.json'), at('file.json')]);
      const started = await start(at('file.json'), 'K1');
      await started.till.handlers['provision.apply']({ code: out.trim(), number: null });
      return started;
    }

    it('makes a file that makes another till like it', async () => {
      const first = await setUpTill();
      const answer = await first.till.handlers['provision.make'](asked());
      const code = answer.accepted ? (answer.made?.code ?? '') : answer.error;
      expect(answer).toEqual({ accepted: true, made: { file: 'made.json', code } });
      expect(readFileSync(made(), 'utf8')).not.toContain('canary');
      const second = await start(made(), 'K2');
      expect(await second.till.handlers['provision.apply']({ code, number: null })).toEqual({ accepted: true });
      const [a, b] = [first.view(), second.view()];
      expect(b.store).toEqual({ ...a.store, posId: 'till2' });
      expect(b.preferences).toEqual(a.preferences);
      expect(b.preferences.counter).toEqual({ ...SET_UP.computer, keepAwake: false });
      expect(b.people.list.map(({ name }) => name)).toEqual(['Kari']);
      expect(b.credentials).toBe('stored');
    });

    it('gives out none of the keys that it holds: they are typed for the file, and must be its own', async () => {
      const { till } = await setUpTill();
      const refusal = async (change: Partial<CallInput<'provision.make'>>) => {
        const answer = await till.handlers['provision.make'](asked(change));
        return answer.accepted ? 'made' : answer.error;
      };
      expect(await refusal({ credentials: null })).toBe('provision.keysNeeded');
      expect(await refusal({ credentials: OTHER })).toBe('provision.otherKeys');
      expect(await refusal({ tillRule: 'till' })).toBe('provision.noTillId');
      expect(existsSync(made())).toBe(false);
    });

    it('leaves the people out where they are not wanted', async () => {
      const { till } = await setUpTill();
      await till.handlers['provision.make'](asked({ withPeople: false }));
      expect(JSON.parse(readFileSync(made(), 'utf8'))).toMatchObject({ setUp: { people: [] } });
    });
  },
  TAKES_LONG,
);
