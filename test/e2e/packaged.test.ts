import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planFor } from '../../build/bundle.ts';
import { fusesThatDiffer } from '../../build/fuses.ts';
import { packagedExecutable } from '../../build/packaged.ts';
import { rootSwitches } from '../../build/setup/electron-runtime.ts';
import { filesBelow } from '../../build/setup/files.ts';
import { freshFolder, removeFolder } from '../support/terminal-app.ts';

let home: string;
beforeEach(() => {
  home = freshFolder();
});
afterEach(() => removeFolder(home));

/** A packaged build takes its profile from the system alone, so it gets a system of its own. */
const homeOf = (folder: string) => ({ HOME: folder, XDG_CONFIG_HOME: `${folder}/config`, APPDATA: folder });

/** Its twin, in which a driver may sit, is in test/long/packaged.test.ts. */
describe('the packaged build for production', () => {
  it('has no door for tests, which the development bundle has', () => {
    const isIn = (folder: string) => filesBelow(folder).some((file) => file.endsWith('.js') && readFileSync(join(folder, file), 'utf8').includes('skrankeTestDoor'));
    expect(isIn(planFor('development').out)).toBe(true);
    expect(isIn(planFor('production').out)).toBe(false);
  });

  it('has every fuse as decided', async () => {
    expect(await fusesThatDiffer(packagedExecutable('production'), 'production')).toEqual([]);
  });

  it.each([['--remote-debugging-port=0'], ['--inspect=0'], ['--js-flags=--expose-gc']])('does not start with %s, and opens no port', async (debugSwitch) => {
    const child = spawn(packagedExecutable('production'), [...rootSwitches(), debugSwitch], {
      env: { ...process.env, ...homeOf(home) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    child.stdout.on('data', (chunk) => (printed += String(chunk)));
    child.stderr.on('data', (chunk) => (printed += String(chunk)));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(code).toBe(2);
    expect(printed).toMatch(/does not start with debugging switches/);
    expect(printed).not.toMatch(/listening on|Debugger/i);
  });
});
