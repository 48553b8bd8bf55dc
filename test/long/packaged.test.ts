import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fusesThatDiffer } from '../../build/fuses.ts';
import { packagedExecutable } from '../../build/packaged.ts';
import { freshFolder, launchTerminal, removeFolder, seeState, sendRequest } from '../support/terminal-app.ts';

let home: string;
beforeEach(() => {
  home = freshFolder();
});
afterEach(() => removeFolder(home));

/** A packaged build takes its profile from the system alone, so it gets a system of its own. */
const homeOf = (folder: string) => ({ HOME: folder, XDG_CONFIG_HOME: `${folder}/config`, APPDATA: folder });

/** Its twin for production is in test/e2e/packaged.test.ts. */
describe('the packaged build for tests', () => {
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

  it('has every fuse as decided', async () => {
    expect(await fusesThatDiffer(packagedExecutable('test'), 'test')).toEqual([]);
  });
});
