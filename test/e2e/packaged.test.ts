import { spawn } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { listPackage } from '@electron/asar';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fusesThatDiffer } from '../../build/fuses.ts';
import { packagedExecutable, packagedResources, PRODUCT } from '../../build/packaged.ts';
import { filesBelow } from '../../build/setup/files.ts';
import { chosenElectron, rootSwitches } from '../../build/setup/electron-runtime.ts';
import { releasedFlavour } from '../../build/tasks/dist.ts';
import { freshFolder, launchTerminal, removeFolder, seeState, sendRequest } from '../support/terminal-app.ts';
import { canLeaveAlone, leftAlone } from '../support/left-alone.ts';
import type { LeftAlone } from '../support/left-alone.ts';

/** Built as for shops; called a rehearsal where it was made with the runtime for development. */
const released = releasedFlavour(chosenElectron());
const FLAVOURS = [released, 'test'] as const;

let home: string;
beforeEach(() => {
  home = freshFolder();
});
afterEach(() => removeFolder(home));

/** A packaged build takes its profile from the system alone, so it gets a system of its own. */
const homeOf = (folder: string) => ({ HOME: folder, XDG_CONFIG_HOME: `${folder}/config`, APPDATA: folder });

/** Starts a program that is to refuse. @returns its exit code, and what it printed; null where it said so and waits in a window to be read */
async function refusal(executable: string, args: readonly string[], said: RegExp): Promise<{ code: unknown; printed: string }> {
  const child = spawn(executable, [...rootSwitches(), ...args], { env: { ...process.env, ...homeOf(home) }, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  const told = new Promise<null>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        printed += String(chunk);
        if (said.test(printed)) resolve(null);
      });
    }
  });
  const closed = new Promise((resolve) => child.once('close', resolve));
  const code = await Promise.race([closed, told.then(() => Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 3_000, null))]))]);
  child.kill('SIGKILL');
  await closed;
  return { code, printed };
}

describe('left alone for a minute', () => {
  let alone: LeftAlone;
  beforeAll(() => {
    if (canLeaveAlone()) alone = leftAlone(packagedExecutable(released));
  });
  afterAll(() => alone?.end());

  it('the packaged build is set up for practice, sells with the customer’s phone, and does not look at the development overrides', async () => {
    const override = freshFolder();
    const env = { ...homeOf(home), SKRANKE_PROFILE_DIR: `${override}/profile`, SKRANKE_API_URL: 'http://127.0.0.1:1' };
    const terminal = await launchTerminal({ executable: packagedExecutable('test'), env, opensOn: 'set-up' });
    try {
      const { page } = terminal;
      const program = await terminal.electron.evaluate(({ app, BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.webContents.openDevTools();
        return { packaged: app.isPackaged, data: app.getPath('userData'), title: window?.getTitle(), tools: window?.webContents.isDevToolsOpened() };
      });
      expect(program).toMatchObject({ packaged: true, data: expect.stringContaining(PRODUCT.test), title: 'Skranke (test build)', tools: false });
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

  it.each(FLAVOURS)('(%s) has every fuse as decided', async (flavour) => {
    expect(await fusesThatDiffer(packagedExecutable(flavour), flavour)).toEqual([]);
  });

  it.each(FLAVOURS)('(%s) holds what is listed, and outside the archive native code alone', (flavour) => {
    const resources = packagedResources(flavour);
    const beside = process.platform === 'darwin' ? /^(app\.asar(\.unpacked)?|icon\.icns|[\w-]+\.lproj)$/ : /^app\.asar(\.unpacked)?$/;
    expect(readdirSync(resources).filter((name) => !beside.test(name))).toEqual([]);
    expect(filesBelow(join(resources, 'app.asar.unpacked')).filter((file) => !/^node_modules\/@libsql\/[\w-]+\/index\.node$/.test(file))).toEqual([]);
    const archived = listPackage(join(resources, 'app.asar'), { isPack: false }).map((file) => file.replaceAll('\\', '/'));
    const expected = /^\/(package\.json|out|out\/app(\/.*)?|node_modules|node_modules\/(libsql|@libsql|@neon-rs|detect-libc)(\/.*)?)$/;
    expect(archived.filter((file) => !expected.test(file))).toEqual([]);
  });

  it.each([['--remote-debugging-port=0'], ['--inspect=0'], ['--js-flags=--expose-gc'], ['--disable-seccomp-filter-sandbox'], ['--password-store=basic'], ['--browser-subprocess-path=/bin/true']])(
    'as released does not start with %s, and opens no port',
    async (debugSwitch) => {
      const { code, printed } = await refusal(packagedExecutable(released), [debugSwitch], /does not start with these switches/);
      expect(code).toBe(2);
      // Named, because a test that runs as root passes one more that is refused.
      expect(/with these switches: (.*)/.exec(printed)?.[1]?.split(', ')).toContain(/^--([\w-]+)/.exec(debugSwitch)?.[1]);
      expect(printed).not.toMatch(/listening on|Debugger/i);
    },
  );

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
      const { printed } = await refusal(join(copy, basename(executable)), [], /was changed/);
      expect(printed).toMatch(/a file of the program is missing or was changed/);
      expect(existsSync(join(home, 'config', PRODUCT.test, 'journal-practice.db'))).toBe(false);
    } finally {
      removeFolder(copy);
    }
  });

  it.skipIf(!canLeaveAlone())('as released has opened no connection and looked no name up, and its pages ran in the sandbox', async () => {
    expect(await alone.minute).toEqual({ network: [], sandboxed: true, started: true });
  });
});

/** The same files under another folder, without copying them. */
function linkTree(from: string, to: string): void {
  for (const file of filesBelow(from)) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    linkSync(join(from, file), join(to, file));
  }
}
