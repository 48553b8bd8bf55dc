import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fusesThatDiffer } from '../../build/fuses.ts';
import { packagedExecutable } from '../../build/packaged.ts';
import type { PackagedFlavour } from '../../build/packaged.ts';
import { rootSwitches } from '../../build/setup/electron-runtime.ts';
import { freshFolder, launchTerminal, removeFolder, seeState, sendRequest } from '../support/terminal-app.ts';

let home: string;
beforeEach(() => {
  home = freshFolder();
});
afterEach(() => removeFolder(home));

/** A packaged build takes its profile from the system alone, so it gets a system of its own. */
const homeOf = (folder: string) => ({ HOME: folder, XDG_CONFIG_HOME: `${folder}/config`, APPDATA: folder });

describe('the packaged build', () => {
  it('is set up for practice, sells with the customer’s phone, and does not look at the development overrides', async () => {
    const override = freshFolder();
    const env = { ...homeOf(home), SKRANKE_PROFILE_DIR: `${override}/profile`, SKRANKE_API_URL: 'http://127.0.0.1:1' };
    const terminal = await launchTerminal({ executable: packagedExecutable('test'), env, opensOn: 'set-up' });
    try {
      const { page } = terminal;
      expect(await terminal.electron.evaluate(({ app }) => app.isPackaged)).toBe(true);
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('button', { name: 'Start practising' }).click();
      await sendRequest(page, '12500', '91234567');
      await seeState(page, /waiting/i);
      const phone = await terminal.phone();
      await phone.getByRole('button', { name: /^approve/i }).click();
      await seeState(page, /approved/i);
      await page.getByRole('button', { name: /capture/i }).click();
      await seeState(page, /^paid/i);
      expect(existsSync(`${override}/profile`)).toBe(false);
    } finally {
      await terminal.close();
      removeFolder(override);
    }
  });

  it.each<PackagedFlavour>(['production', 'test'])('(%s) has every fuse as decided', async (flavour) => {
    expect(await fusesThatDiffer(packagedExecutable(flavour), flavour)).toEqual([]);
  });

  it.each([['--remote-debugging-port=0'], ['--inspect=0'], ['--js-flags=--expose-gc']])('for production does not start with %s, and opens no port', async (debugSwitch) => {
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
