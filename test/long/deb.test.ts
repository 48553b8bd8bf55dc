import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBundle, planFor } from '../../build/bundle.ts';
import { fusesThatDiffer } from '../../build/fuses.ts';
import { debName, installedFolder, makeDeb, type DebPlan } from '../../build/installers/deb.ts';
import { papersFor } from '../../build/installers/papers.ts';
import { ownFiles } from '../../build/installers/weights.ts';
import { packageProgram } from '../../build/packaging.ts';
import { packagedFolder, packageName, PRODUCT, releasedFlavour } from '../../build/packaged.ts';
import { chosenElectron } from '../../build/setup/electron-runtime.ts';
import { fileDigest } from '../../build/setup/files.ts';
import { root } from '../../build/setup/paths.ts';
import { isPaid } from '../../shared/payment-standing.ts';
import { canHaveRoot, cleanRoot, HOME, type CleanRoot } from '../support/app/clean-root.ts';
import { paymentsInJournal } from '../support/app/compare-books.ts';
import { pagesOf } from '../support/app/pages-of.ts';
import {
  freshFolder,
  launchTerminal,
  removeFolder,
  screenOf,
  seeState,
  sendRequest,
} from '../support/app/terminal-app.ts';

/** The one for shops, and its twin in which a driver may sit. */
const released = releasedFlavour(chosenElectron());
const { version } = planFor('test');
const NEXT = '99.0.0';
const TIME = 1_780_000_000;

let made: string;
beforeAll(() => {
  made = freshFolder();
});
afterAll(() => removeFolder(made));

const debPlan = (flavour: DebPlan['flavour'], changes: Partial<DebPlan> = {}): DebPlan => ({
  flavour,
  version,
  program: packagedFolder(flavour),
  deb: join(made, debName(flavour, version)),
  time: TIME,
  compression: 'quick',
  ...changes,
});

const dpkgDeb = (...args: string[]): string => {
  const { status, stdout, stderr, error } = spawnSync('dpkg-deb', args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`dpkg-deb is needed (Debian: dpkg): ${error?.message ?? stderr}`);
  return stdout;
};

/** Lines of `dpkg-deb --contents`: mode, owner and path. */
const contents = (deb: string): [mode: string, owner: string, path: string][] =>
  dpkgDeb('--contents', deb)
    .trim()
    .split('\n')
    .map((line) => {
      const [mode = '', owner = '', , , , ...path] = line.split(/\s+/);
      return [mode, owner, path.join(' ')];
    });

describe.skipIf(process.platform !== 'linux')('the Debian package', () => {
  it('is the same twice, belongs to root, and holds no script and no setting', async () => {
    const plan = debPlan(released);
    const again = join(made, 'again.deb');
    await makeDeb(plan);
    await makeDeb({ ...plan, deb: again });
    expect(await fileDigest(again, 'sha256', 'hex')).toBe(await fileDigest(plan.deb, 'sha256', 'hex'));
    const entries = contents(plan.deb);
    expect(entries.filter(([, owner]) => owner !== 'root/root')).toEqual([]);
    expect(entries.filter(([mode]) => !mode.startsWith('l') && /^.{5}w|^.{8}w/.test(mode))).toEqual([]);
    const setuid = entries.filter(([mode]) => /s/i.test(mode)).map(([, , path]) => path);
    expect(setuid).toEqual([`.${installedFolder(released)}/chrome-sandbox`]);
    const control = join(made, 'control');
    dpkgDeb('--control', plan.deb, control);
    expect(readdirSync(control).toSorted()).toEqual(['control', 'md5sums']);
    expect(dpkgDeb('--field', plan.deb, 'Package', 'Version')).toContain(`Version: ${version}`);
  });

  it('weighs at most 8 MB more than one of an empty app', async () => {
    const program = join(made, 'empty');
    cpSync(packagedFolder(released), program, { recursive: true });
    for (const file of ownFiles(program, chosenElectron())) rmSync(join(program, file));
    const app = join(made, 'empty-app');
    mkdirSync(app);
    writeFileSync(join(app, 'package.json'), '{ "name": "empty", "version": "1.0.0", "main": "main.js" }');
    writeFileSync(join(app, 'main.js'), "require('electron');\n");
    await createPackage(app, join(program, 'resources', 'app.asar'));
    const empty = join(made, 'empty.deb');
    await makeDeb(debPlan(released, { program, deb: empty }));
    // Packed as quickly as can be: what is installed is packed better, and so is the difference.
    const more = statSync(debPlan(released).deb).size - statSync(empty).size;
    console.log(`ours adds ${(more / 1_000_000).toFixed(1)} MB to a package that is packed quickly`);
    expect(more).toBeGreaterThan(1_000_000);
    expect(more).toBeLessThanOrEqual(8_000_000);
  });
});

describe.skipIf(!canHaveRoot())('installed by root in a clean system, and used by somebody who is not root', () => {
  let system: CleanRoot;
  beforeAll(async () => {
    system = await cleanRoot();
    console.log(`installed in ${system.from}`);
  }, 1_000_000);
  afterAll(() => system?.end());

  const install = (deb: string): void => {
    const there = `/tmp/${packageName('test')}.deb`;
    spawnSync('cp', [deb, join(system.folder, there)]);
    system.asRoot('dpkg', '--install', there);
  };
  const profile = (flavour: DebPlan['flavour']) => join(system.home, '.config', PRODUCT[flavour]);

  it('is installed with all that it is linked with, and is then what was packed', async () => {
    await makeDeb(debPlan('test'));
    for (const flavour of [released, 'test'] as const) {
      install(debPlan(flavour).deb);
      const name = packageName(flavour);
      expect(system.asRoot('dpkg', '--verify', name)).toBe('');
      expect(system.asRoot('dpkg-query', '--show', '--showformat=${Status} ${Conffiles}', name)).toBe(
        'install ok installed ',
      );
      system.asRoot('desktop-file-validate', `/usr/share/applications/${name}.desktop`);
      const folder = installedFolder(flavour);
      const files = system.asRoot('find', folder, '-perm', '/111', '-type', 'f').trim().split('\n');
      const linked = files.flatMap((file) => system.asRoot('ldd', file).split('\n'));
      expect(linked.filter((line) => line.includes('not found') && !line.includes('libffmpeg'))).toEqual([]);
      expect(system.asRoot('find', folder, '!', '-uid', '0', '-o', '-perm', '/022', '!', '-type', 'l')).toBe('');
      expect(await fusesThatDiffer(join(system.folder, folder, 'skranke'), flavour)).toEqual([]);
    }
    for (const flavour of [released, 'test'] as const) {
      const icons = system
        .asRoot('find', '/usr/share/icons', '-name', `${packageName(flavour)}.*`)
        .trim()
        .split('\n');
      expect(icons.length).toBeGreaterThanOrEqual(9);
    }
  });

  it('notices a file that was changed', () => {
    const notices = `${installedFolder('test')}/THIRD-PARTY-NOTICES.txt`;
    system.asRoot('cp', '--preserve', notices, '/tmp/kept');
    system.asRoot('sh', '-c', `echo changed >> ${notices}`);
    expect(system.asRoot('sh', '-c', `dpkg --verify ${packageName('test')} || true`)).toContain(notices);
    system.asRoot('cp', '--preserve', '/tmp/kept', notices);
    expect(system.asRoot('dpkg', '--verify', packageName('test'))).toBe('');
  });

  it('starts as released with its pages in the sandbox', async () => {
    const pages = await pagesOf(system.starter(`/usr/bin/${packageName(released)}`), installedFolder(released));
    try {
      expect(await pages.inSandbox()).toEqual({ filtered: true, apart: true, switchedOff: false });
    } finally {
      await pages.end();
    }
    expect(existsSync(profile(released))).toBe(true);
  });

  it('tells another user of the machine, whom it is handed somebody’s data, that it is not theirs', async () => {
    system.asRoot('useradd', '--no-create-home', '--home-dir', '/tmp', '--uid', '1001', 'other');
    mkdirSync(profile('test'), { recursive: true });
    // It hands the home to who sells, and keeps others out.
    system.starter(`/usr/bin/${packageName('test')}`);
    system.asRoot('chmod', '700', HOME);
    const { DISPLAY = '' } = process.env;
    const as = ['--userspec=1001:1001', system.folder, '/usr/bin/env', '-i', `HOME=${HOME}`, `DISPLAY=${DISPLAY}`];
    const child = spawn('chroot', [...as, 'LANG=C.UTF-8', `/usr/bin/${packageName('test')}`], { stdio: 'pipe' });
    try {
      let told = '';
      await new Promise<void>((resolve, reject) => {
        child.stderr.on('data', (chunk) => /in use by another user/.test((told += String(chunk))) && resolve());
        child.once('exit', () => reject(new Error(`it said: ${told}`)));
      });
      expect(readdirSync(profile('test'))).toEqual([]);
    } finally {
      child.kill('SIGKILL');
      system.asRoot('chmod', '755', HOME);
      rmSync(profile('test'), { recursive: true });
    }
  });

  it('sells, is updated with its past, and leaves the profile when it is removed', async () => {
    const first = await open('set-up');
    try {
      const { page } = first;
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('button', { name: 'Start practising' }).click();
      await sale(first, '12500', '91234567');
    } finally {
      await first.close();
    }
    expect(paid()).toBe(1);

    install(await nextDeb());
    expect(system.asRoot('dpkg', '--verify', packageName('test'))).toBe('');
    const second = await open('sale');
    try {
      expect(await second.electron.evaluate(({ app }) => app.getVersion())).toBe(NEXT);
      await sale(second, '9900', '92345678');
    } finally {
      await second.close();
    }
    expect(paid()).toBe(2);

    system.asRoot('dpkg', '--remove', packageName('test'));
    system.asRoot('dpkg', '--purge', packageName('test'));
    expect(system.asRoot('find', '/opt', '/usr', '/etc', '/var/lib', '-name', `${packageName('test')}*`)).toBe('');
    expect(paid()).toBe(2);
  });

  const paid = (): number => paymentsInJournal(profile('test')).filter(isPaid).length;

  const open = (opensOn: 'set-up' | 'sale') =>
    launchTerminal({ executable: system.starter(`/usr/bin/${packageName('test')}`), opensOn, sandboxed: true });

  async function sale(terminal: Awaited<ReturnType<typeof open>>, amount: string, number: string): Promise<void> {
    const { page, phone } = terminal;
    await sendRequest(page, amount, number);
    await seeState(page, /waiting/i);
    await (await phone()).getByRole('button', { name: /^approve/i }).click();
    await seeState(page, /approved/i);
    await screenOf(page).capture.click();
    await seeState(page, /^paid/i);
  }

  /** The same sources under a higher version. */
  async function nextDeb(): Promise<string> {
    const plan = { ...planFor('test'), version: NEXT, out: join(root, 'out', 'app-test-next') };
    await ensureBundle(plan);
    const folder = join(made, 'next');
    await packageProgram({
      flavour: 'test',
      bundle: plan,
      folder,
      electron: chosenElectron(),
      papers: papersFor(plan),
    });
    const [unpacked = ''] = readdirSync(folder).filter((name) => name.endsWith('-unpacked'));
    const deb = join(made, debName('test', NEXT));
    await makeDeb(debPlan('test', { version: NEXT, program: join(folder, unpacked), deb }));
    return deb;
  }
});
