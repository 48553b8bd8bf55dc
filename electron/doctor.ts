import { app } from 'electron';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnections } from './adapters/connections.ts';
import { doctorWorld, programFacts } from './adapters/doctor/world.ts';
import { readSettings } from './adapters/files/settings-store.ts';
import { systemCipher } from './adapters/keys/cipher.ts';
import { createVault } from './adapters/keys/vault.ts';
import { systemCalendar } from './adapters/system/calendar.ts';
import { systemClock } from './adapters/system/clock.ts';
import { ownFetch, ownResolve, apiProxy } from './adapters/system/network.ts';
import { applyOverrides, profile } from './adapters/system/system.ts';
import { examine } from './core/doctor/examine.ts';
import { asJson, asText, exitCodeOf } from './core/doctor/report.ts';
import type { Log } from './core/ports/log.ts';
import { keepQuiet, resolveBySystem } from './shell/quiet.ts';
import { isReleased } from './shell/flavour.ts';
import { refusedSwitches } from './shell/switches.ts';
import { brandOf } from '../shared/brand.ts';
import { doctorText } from '../shared/texts/doctor.ts';

/**
 * The composition root of `skranke --doctor`: the doctor in a terminal, with neither window nor till. `entry.ts` starts
 * it instead of `main.ts`. It needs no display, takes no lock and writes nothing that is kept, so it runs beside a till
 * that sells. Ends with 0, 1 or 2 (`core/doctor/report.ts`).
 */

const QUIET_LOG: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

function begin(): string {
  // Chromium's own files are not those of a till that runs at the same time.
  const session = mkdtempSync(join(tmpdir(), 'skranke-doctor-'));
  app.setPath('sessionData', session);
  app.setPath('crashDumps', session);
  app.commandLine.appendSwitch('headless');
  app.commandLine.appendSwitch('log-level', '3');
  // There is nothing to draw; without this, no display would end the process before it began.
  if (process.platform === 'linux') app.commandLine.appendSwitch('ozone-platform', 'headless');
  app.disableHardwareAcceleration();
  keepQuiet(app);
  return session;
}

async function run(json: boolean, apiUrl: string | null): Promise<0 | 1 | 2> {
  const { folder } = profile();
  const { settings, damage } = readSettings(folder);
  const { store, preferences } = settings;
  const cipher = systemCipher();
  const clock = systemClock;
  const vault = createVault({ folder, cipher, log: QUIET_LOG, onSecret: () => undefined });
  const nobody = (): never => {
    throw new Error('the doctor starts no practice');
  };
  const connections = createConnections({
    folder,
    fetch: ownFetch('vipps-api'),
    pictures: { fetch: ownFetch('code-pictures'), resolve: ownResolve('code-pictures') },
    clock,
    log: QUIET_LOG,
    vault,
    version: __APP_VERSION__,
    apiUrl,
    practice: { start: nobody, showPhone: nobody, heldOut: () => Promise.resolve(null), stop: () => undefined },
    seals: null,
  });
  const world = doctorWorld({
    folder,
    clock,
    cipher,
    wallet: store && (await connections.toExamine(store)),
    resolveProxy: apiProxy,
    printers: null,
    program: programFacts(__APP_VERSION__, __FLAVOUR__),
  });
  const results = await examine({ world, store, clock, calendar: systemCalendar, tampered: false });
  const report = { program: world.program, store, results };
  const text = await doctorText(preferences.language);
  const { date } = systemCalendar.local(clock.now());
  const { name } = brandOf(store?.country ?? 'NO', date);
  const damaged = damage === null ? '' : `${text('terminal.damagedSettings')}\n`;
  await said(json ? asJson(report) : `${asText(report, text, name)}${damaged}`);
  return damage === null ? exitCodeOf(results) : 2;
}

/** What is written is out before the process ends: a pipe takes it in its own time. */
const said = (words: string): Promise<void> =>
  new Promise((resolve) => void process.stdout.write(words, () => resolve()));

const refused = app.isPackaged && isReleased(__FLAVOUR__) ? refusedSwitches(process.argv.slice(1)) : [];
const session = begin();
const { apiUrl } = applyOverrides();
const ended =
  refused.length > 0
    ? Promise.reject(new Error(`Skranke does not start with these switches: ${refused.join(', ')}`))
    : app.whenReady().then(() => {
        resolveBySystem(app);
        return run(process.argv.includes('--json'), apiUrl);
      });
// Not awaited: Electron becomes ready only after this module has been evaluated.
void ended
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2 as const;
  })
  .then((code) => {
    rmSync(session, { recursive: true, force: true });
    app.exit(code);
  });
