import { createHash, createPublicKey } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  constants,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { keyId } from '../../electron/adapters/updates/manifest.ts';
import { packageName, PRODUCT, type PackagedFlavour } from '../packaged.ts';
import { run } from '../setup/command.mjs';
import { filesBelow } from '../setup/files.ts';
import { root } from '../setup/paths.ts';
import { SetupError } from '../setup/progress.mjs';
import { updateFacts } from '../update-keys.ts';

/** A package for Debian and what comes of it, made of an unpacked program. */
export interface DebPlan {
  readonly flavour: PackagedFlavour;
  readonly version: string;
  /** the unpacked program */
  readonly program: string;
  /** the file to make */
  readonly deb: string;
  /** seconds since 1970, which stand in it */
  readonly time: number;
  /** `quick` where it is made to be thrown away */
  readonly compression: 'small' | 'quick';
}

/**
 * The packages of every library that the program is linked with, and of those that it loads while it runs: one of the
 * window system without which it ends at once (`libx11-xcb1`), and the keychain. Since 2024 some have another name in
 * Debian and Ubuntu. `test/long/deb.test.ts` holds the list against the program.
 */
export const LIBRARIES: readonly string[] = [
  'libasound2 | libasound2t64',
  'libatk-bridge2.0-0 | libatk-bridge2.0-0t64',
  'libatk1.0-0 | libatk1.0-0t64',
  'libatspi2.0-0 | libatspi2.0-0t64',
  'libcairo2',
  'libcups2 | libcups2t64',
  'libdbus-1-3',
  'libdrm2',
  'libexpat1',
  'libgbm1',
  'libgcc-s1',
  'libglib2.0-0 | libglib2.0-0t64',
  'libgtk-3-0 | libgtk-3-0t64',
  'libnspr4',
  'libnss3',
  'libpango-1.0-0',
  'libsecret-1-0',
  'libudev1',
  'libx11-6',
  'libx11-xcb1',
  'libxcb1',
  'libxcomposite1',
  'libxdamage1',
  'libxext6',
  'libxfixes3',
  'libxkbcommon0',
  'libxrandr2',
];

/** By what the helper of the updates judges a signature: the first version that takes Ed25519 at its command line. */
export const FOR_UPDATES = 'openssl (>= 3.0)';

/**
 * What only somebody with a screen of the system's own brings: a keychain that encrypts, and the door to the helper of
 * the updates.
 */
const RECOMMENDED = 'gnome-keyring | kwalletmanager, pkexec | policykit-1';

const ARCHITECTURE = process.arch === 'arm64' ? 'arm64' : 'amd64';

/** @returns the name of the file for a version */
export const debName = (flavour: PackagedFlavour, version: string): string =>
  `${packageName(flavour)}_${version}_${ARCHITECTURE}.deb`;

/** @returns the folder in which the program is installed */
export const installedFolder = (flavour: PackagedFlavour): string => `/opt/${packageName(flavour)}`;

/**
 * Makes a package with no script in it: what a script would do, the package holds.
 *
 * SECURITY: everything belongs to root. Chromium's helper is setuid root, as in Chrome's own package: with it the
 * sandbox is there too where a system keeps namespaces from users (Ubuntu since 23.10, hardened kernels).
 */
export async function makeDeb(plan: DebPlan): Promise<void> {
  const stage = mkdtempSync(join(tmpdir(), 'skranke-deb-'));
  try {
    const folder = join(stage, installedFolder(plan.flavour));
    cpSync(plan.program, folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
    addToSystem(stage, plan);
    addUpdater(stage, plan);
    setModes(stage);
    chmodSync(join(folder, 'chrome-sandbox'), 0o4755);
    const control = controlFiles(stage, plan);
    for (const [name, text] of Object.entries(control)) write(join(stage, 'DEBIAN', name), text);
    chmodSync(join(stage, 'DEBIAN'), 0o755);
    mkdirSync(dirname(plan.deb), { recursive: true });
    const squeeze = plan.compression === 'small' ? ['-Zxz', '-z6'] : ['-Zgzip', '-z1'];
    const built = await run('dpkg-deb', ['--root-owner-group', ...squeeze, '--build', stage, plan.deb], {
      env: { SOURCE_DATE_EPOCH: String(plan.time) },
    });
    if (built.code !== 0) throw new SetupError(`dpkg-deb could not make ${basename(plan.deb)}:\n${built.stderr}`);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

function write(path: string, content: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  chmodSync(path, 0o644);
}

/** Puts the words of a plan into a text of `build/linux/`. */
function filled(name: string, { flavour }: Pick<DebPlan, 'flavour'>, more: Record<string, string> = {}): string {
  const words: Record<string, string> = {
    product: PRODUCT[flavour],
    package: packageName(flavour),
    folder: installedFolder(flavour),
    parent: dirname(installedFolder(flavour)),
    ...more,
  };
  const text = readFileSync(join(root, 'build', 'linux', name), 'utf8');
  return text.replace(/\{\{(\w+)\}\}/g, (_whole, word: string) => words[word] ?? `{{${word}}}`);
}

/** What a system finds the program by, and its papers. */
function addToSystem(stage: string, plan: DebPlan): void {
  const name = packageName(plan.flavour);
  mkdirSync(join(stage, 'usr', 'bin'), { recursive: true });
  symlinkSync(`../..${installedFolder(plan.flavour)}/skranke`, join(stage, 'usr', 'bin', name));
  write(join(stage, 'usr', 'share', 'applications', `${name}.desktop`), filled('skranke.desktop', plan));
  const icons = join(stage, 'usr', 'share', 'icons', 'hicolor');
  const drawn = join(root, 'build', 'icons');
  for (const file of readdirSync(drawn)) {
    const size = /^(\d+x\d+)\.png$/.exec(file)?.[1];
    if (size !== undefined) write(join(icons, size, 'apps', `${name}.png`), readFileSync(join(drawn, file)));
  }
  write(join(icons, 'scalable', 'apps', `${name}.svg`), readFileSync(join(drawn, 'icon.svg')));
  const papers = join(stage, 'usr', 'share', 'doc', name);
  const licence = readFileSync(join(root, 'LICENSE'), 'utf8').trim().replace(/^$/gm, '.').replace(/^/gm, ' ');
  write(join(papers, 'copyright'), filled('copyright', plan, { licence }));
  write(join(papers, 'changelog.gz'), gzipSync(readFileSync(join(root, 'CHANGELOG.md')), { level: 9 }));
}

/**
 * The helper that installs updates as root, the keys that it believes, the door to it, and what finishes after a cut.
 */
function addUpdater(stage: string, plan: DebPlan): void {
  const name = packageName(plan.flavour);
  const folder = join(stage, 'usr', 'lib', name);
  write(join(folder, 'install-update'), filled('install-update', plan));
  chmodSync(join(folder, 'install-update'), 0o755);
  for (const key of updateFacts(plan.flavour).keys) {
    const pem = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
    write(join(folder, 'update-keys', `${keyId(key)}.pem`), String(pem.export({ format: 'pem', type: 'spki' })));
  }
  const actions = join(stage, 'usr', 'share', 'polkit-1', 'actions');
  write(join(actions, `no.skranke.${name}.update.policy`), filled('update.policy', plan));
  const units = join(stage, 'usr', 'lib', 'systemd', 'system');
  write(join(units, `${name}-update.service`), filled('update.service', plan));
  // What `systemctl enable` would do, without a script.
  const wants = join(units, 'multi-user.target.wants');
  mkdirSync(wants, { recursive: true });
  symlinkSync(`../${name}-update.service`, join(wants, `${name}-update.service`));
}

/** Who built it, and with which mask, is not told. */
function setModes(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) chmodSync(path, 0o755);
    else if (entry.isFile()) chmodSync(path, (statSync(path).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
  chmodSync(folder, 0o755);
}

function controlFiles(stage: string, plan: DebPlan): Record<string, string> {
  // A link is what it leads to.
  const own = filesBelow(stage).filter((file) => lstatSync(join(stage, file)).isFile());
  const sums = own.map(
    (file) =>
      `${createHash('md5')
        .update(readFileSync(join(stage, file)))
        .digest('hex')}  ${file}\n`,
  );
  const libc = `libc6 (>= ${newestLibc(own.map((file) => join(stage, file)))})`;
  const control = [
    `Package: ${packageName(plan.flavour)}`,
    `Version: ${plan.version}`,
    `Architecture: ${ARCHITECTURE}`,
    'Maintainer: Skranke',
    `Installed-Size: ${kibibytes(own.map((file) => join(stage, file)))}`,
    `Depends: ${[libc, ...LIBRARIES, FOR_UPDATES].join(', ')}`,
    `Recommends: ${RECOMMENDED}`,
    'Section: misc',
    'Priority: optional',
    'Description: in-store payment terminal for Vipps and MobilePay',
    ' The cashier keys an amount and the number of the customer, sends the request,',
    ' watches it live, hands over the goods and captures.',
    ' .',
    ' What the till has written down is in the profile of the person who sells, and',
    ' stays there when the package is removed.',
    '',
  ];
  return { control: control.join('\n'), md5sums: sums.join('') };
}

const kibibytes = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + Math.ceil(statSync(file).size / 1024), 0);

/** @returns the newest version of the C library that one of the files asks for */
function newestLibc(files: readonly string[]): string {
  const asked = files
    .filter((file) => /(?:\.node|\.so[\d.]*|\/skranke|\/chrome[\w-]*)$/.test(file))
    .flatMap((file) => [
      ...readFileSync(file)
        .toString('latin1')
        .matchAll(/GLIBC_2\.(\d+)/g),
    ])
    .map(([, minor]) => Number(minor));
  if (asked.length === 0) throw new Error('no file of the program names a version of the C library');
  return `2.${Math.max(...asked)}`;
}
