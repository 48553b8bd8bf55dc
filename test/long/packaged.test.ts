import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fusesThatDiffer } from '../../build/fuses.ts';
import { packagedExecutable, PRODUCT, releasedFlavour } from '../../build/packaged.ts';
import { chosenElectron } from '../../build/setup/electron-runtime.ts';
import { filesBelow } from '../../build/setup/files.ts';
import { canLeaveAlone, leftAlone } from '../support/app/left-alone.ts';
import type { LeftAlone } from '../support/app/left-alone.ts';
import { homeOf, refusal } from '../support/app/refused-start.ts';
import { freshFolder, launchTerminal, removeFolder, seeState, sendRequest } from '../support/app/terminal-app.ts';

let home: string;
beforeEach(() => {
  home = freshFolder();
});
afterEach(() => removeFolder(home));

/** Its twin for shops is in test/e2e/packaged.test.ts. */
describe('the packaged build for tests', () => {
  it('is set up for practice, sells with the customer’s phone, and ignores the development overrides', async () => {
    const override = freshFolder();
    const env = { ...homeOf(home), SKRANKE_PROFILE_DIR: `${override}/profile`, SKRANKE_API_URL: 'http://127.0.0.1:1' };
    const terminal = await launchTerminal({ executable: packagedExecutable('test'), env, opensOn: 'set-up' });
    try {
      const { page } = terminal;
      const program = await terminal.electron.evaluate(({ app, BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.webContents.openDevTools();
        return {
          packaged: app.isPackaged,
          data: app.getPath('userData'),
          title: window?.getTitle(),
          tools: window?.webContents.isDevToolsOpened(),
        };
      });
      expect(program).toMatchObject({
        packaged: true,
        data: expect.stringContaining(PRODUCT.test),
        title: 'Skranke (test build)',
        tools: false,
      });
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('button', { name: 'Start practising' }).click();
      await sendRequest(page, '12500', '91234567');
      await seeState(page, /waiting/i);
      const phone = await terminal.phone();
      await phone.getByRole('button', { name: /^approve/i }).click();
      await seeState(page, /approved/i);
      await page.getByTestId('capture').click();
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

  it('does not load native code that was changed', async () => {
    const executable = packagedExecutable('test');
    const copy = `${dirname(executable)}-changed`;
    linkTree(dirname(executable), copy);
    try {
      const unpacked = join(copy, 'resources', 'app.asar.unpacked');
      const [native = ''] = filesBelow(unpacked);
      const path = join(unpacked, native);
      const bytes = readFileSync(path);
      rmSync(path);
      writeFileSync(path, Buffer.concat([bytes, Buffer.from([0])]));
      const { printed } = await refusal(join(copy, basename(executable)), [], /has been changed/, home);
      expect(printed).toMatch(/files is missing or has been changed/);
      expect(existsSync(join(home, 'config', PRODUCT.test, 'journal-practice.db'))).toBe(false);
    } finally {
      removeFolder(copy);
    }
  });
});

describe('the packaged build as released, left alone for a minute', () => {
  let alone: LeftAlone;
  beforeAll(() => {
    if (canLeaveAlone()) alone = leftAlone(packagedExecutable(releasedFlavour(chosenElectron())));
  });
  afterAll(() => alone?.end());

  it.skipIf(!canLeaveAlone())(
    'has opened no connection and looked no name up, and its pages ran in the sandbox',
    async () => {
      expect(await alone.minute).toEqual({ network: [], sandboxed: true, started: true });
    },
  );
});

/** The same files under another folder, without copying them. */
function linkTree(from: string, to: string): void {
  for (const file of filesBelow(from)) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    linkSync(join(from, file), join(to, file));
  }
}
