import { generateKeyPairSync } from 'node:crypto';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { debName, makeDeb } from '../../build/installers/deb.ts';
import { writeManifest, type ManifestPlan } from '../../build/installers/manifest.ts';
import { packageName, type PackagedFlavour } from '../../build/packaged.ts';
import { signingKey } from '../../build/update-keys.ts';
import { canHaveRoot, cleanRoot, type CleanRoot } from '../support/app/clean-root.ts';
import { smallProgram } from '../support/app/small-program.ts';
import { freshFolder, removeFolder } from '../support/app/terminal-app.ts';

const NAME = packageName('test');
const HELPER = `/usr/lib/${NAME}/install-update`;
const TIME = 1_780_000_000;
const own = signingKey('test');
const stranger = generateKeyPairSync('ed25519').privateKey;

interface Update {
  readonly manifest: Buffer;
  readonly deb: Buffer;
}

describe.skipIf(!canHaveRoot())('the helper of the system that installs updates', () => {
  let system: CleanRoot;
  let made: string;
  let next: Update;
  const packed = new Map<string, string>();

  async function deb(version: string, flavour: PackagedFlavour = 'test'): Promise<string> {
    const name = debName(flavour, version);
    const known = packed.get(name);
    if (known !== undefined) return known;
    const program = smallProgram(join(made, `${flavour} ${version}`), version);
    const file = join(made, name);
    await makeDeb({ flavour, version, program, deb: file, time: TIME, compression: 'quick' });
    packed.set(name, file);
    return file;
  }

  async function update(version: string, changes: Partial<ManifestPlan> = {}, file?: string): Promise<Update> {
    const told = file ?? (await deb(version));
    const keys = own ? [own] : [];
    const plan = { product: NAME, channel: 'stable', version, time: TIME, files: [told], keys, folder: made } as const;
    const manifest = await writeManifest({ ...plan, ...changes });
    return { manifest: readFileSync(manifest), deb: readFileSync(told) };
  }

  const bytes = ({ manifest, deb: file }: Update): Buffer =>
    Buffer.concat([Buffer.from(`${manifest.byteLength}\n`), manifest, file]);

  /** As the door of the system starts it, in a group of processes of its own. @returns how it ended */
  async function helper(what: 'install' | 'finish', input: Buffer = Buffer.alloc(0)): Promise<number | string> {
    const child = spawn('chroot', [system.folder, HELPER, what], { detached: true, stdio: ['pipe', 'ignore', 'pipe'] });
    const told: string[] = [];
    child.stderr.on('data', (chunk) => told.push(String(chunk)));
    // It ends without reading on where it refuses.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    const [code, signal]: unknown[] = await once(child, 'close');
    if (code !== 0) lastWords = told.join('');
    return typeof code === 'number' ? code : String(signal);
  }
  let lastWords = '';

  const installed = (): string =>
    system.asRoot('dpkg-query', '--show', '--showformat=${Version} ${db:Status-Status}', NAME);
  const runs = (): string => system.asRoot(`/usr/bin/${NAME}`).trim();
  const left = (): boolean => existsSync(join(system.folder, `/var/lib/${NAME}-update`));
  const whole = (version: string): void => {
    expect(installed()).toBe(`${version} installed`);
    expect(system.asRoot('dpkg', '--verify', NAME)).toBe('');
    expect(runs()).toBe(version);
    expect(left()).toBe(false);
  };

  /** A program of the system stands aside for one of ours, until the next test. */
  const aside: string[] = [];
  function instead(path: string, script: string): void {
    const there = join(system.folder, path);
    system.asRoot('cp', '--no-clobber', path, `${path}.real`);
    writeFileSync(`${there}.new`, script);
    chmodSync(`${there}.new`, 0o755);
    system.asRoot('mv', `${path}.new`, path);
    aside.push(path);
  }

  beforeAll(async () => {
    made = freshFolder();
    system = await cleanRoot();
    next = await update('2.0.0');
  }, 1_000_000);
  afterAll(() => {
    system?.end();
    removeFolder(made);
  });
  beforeEach(async () => {
    for (const path of aside.splice(0)) system.asRoot('mv', `${path}.real`, path);
    rmSync(join(system.folder, '/etc/dpkg/dpkg.cfg.d/test'), { force: true });
    spawnSync('cp', [await deb('1.0.0'), join(system.folder, '/tmp/old.deb')]);
    system.asRoot('rm', '-rf', `/var/lib/${NAME}-update`);
    system.asRoot('dpkg', '--force-downgrade', '--install', '/tmp/old.deb');
    whole('1.0.0');
  });

  it('installs what one of our keys has signed, and leaves nothing lying about', async () => {
    expect(await helper('install', bytes(next))).toBe(0);
    whole('2.0.0');
    expect(await helper('install', bytes(next))).toBe(11);
    expect(await helper('finish')).toBe(0);
    whole('2.0.0');
  });

  it('refuses what is not ours, not newer, not whole or not for this machine, and changes nothing', async () => {
    const older = await update('0.9.0');
    const other = await deb('2.0.0', 'rehearsal');
    const flipped = Buffer.from(next.deb);
    flipped[flipped.length >> 1] = (flipped[flipped.length >> 1] ?? 0) ^ 1;
    const text = next.manifest.toString();
    const wrong: Record<string, [Buffer, number]> = {
      'an unsigned one': [bytes({ ...next, manifest: Buffer.from(text.replace(/^Signature.*\n/m, '')) }), 10],
      'a stranger’s': [bytes(await update('2.0.0', { keys: [stranger] })), 10],
      'a stranger’s under our key’s name': [
        bytes({
          ...next,
          manifest: Buffer.from(
            (await update('2.0.0', { keys: [stranger] })).manifest
              .toString()
              .replace(/Signature: \w+/, /Signature: \w+/.exec(text)?.[0] ?? ''),
          ),
        }),
        10,
      ],
      'a changed manifest': [bytes({ ...next, manifest: Buffer.from(text.replace('2.0.0', '2.0.1')) }), 10],
      'a changed package': [bytes({ ...next, deb: flipped }), 10],
      'a torn package': [bytes({ ...next, deb: next.deb.subarray(0, 40_000) }), 10],
      'a torn manifest': [bytes({ ...next, manifest: next.manifest.subarray(0, 300) }), 10],
      'an older one': [bytes(older), 11],
      'another product': [bytes(await update('2.0.0', { product: 'skranke' })), 10],
      'another package under our name': [bytes(await update('2.0.0', {}, other)), 10],
      'another version under this one': [bytes(await update('3.0.0', {}, await deb('2.0.0'))), 10],
      'a long length': [Buffer.from('99999999\nx'), 10],
      'no length': [Buffer.from('../../etc/passwd\n'), 10],
      nothing: [Buffer.alloc(0), 10],
    };
    for (const [what, [input, code]] of Object.entries(wrong)) {
      expect(await helper('install', input), `${what}: ${lastWords}`).toBe(code);
      whole('1.0.0');
    }
  });

  it('says that the disk is full and changes nothing', async () => {
    const place = `/var/lib/${NAME}-update`;
    mkdirSync(join(system.folder, place));
    system.asRoot('mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', place);
    try {
      expect(await helper('install', bytes(next)), lastWords).toBe(12);
    } finally {
      system.asRoot('umount', place);
      system.asRoot('rmdir', place);
    }
    whole('1.0.0');
    instead('/usr/bin/df', "#!/bin/sh\nprintf 'Avail\\n100\\n'\n");
    expect(await helper('install', bytes(next)), lastWords).toBe(12);
    whole('1.0.0');
  });

  const killAt = (word: string): void => {
    // The package manager tells of each step; the first that is told of ends it, and the helper with it.
    const script = '/usr/local/bin/kill-at';
    writeFileSync(
      join(system.folder, script),
      `#!/bin/sh\nwhile read -r line; do case "$line" in *"${word}"*) kill -9 0 ;; esac; done\n`,
    );
    chmodSync(join(system.folder, script), 0o755);
    writeFileSync(join(system.folder, '/etc/dpkg/dpkg.cfg.d/test'), `status-logger=${script}\n`);
  };
  const cuts: Record<string, () => void> = {
    'while it is copied': () =>
      instead(
        '/usr/bin/head',
        '#!/bin/sh\n/usr/bin/head.real -c 100; kill -9 "$(cut -d" " -f4 /proc/$PPID/stat)"; kill -9 0\n',
      ),
    'while it is judged': () => instead('/usr/bin/openssl', '#!/bin/sh\nkill -9 0\n'),
    'while the copy is put in its place': () => instead('/usr/bin/sync', '#!/bin/sh\nkill -9 0\n'),
    'before it is installed': () => instead('/usr/bin/dpkg', killing('*--install*|*--configure*', 'dpkg')),
    'while it is unpacked': () =>
      instead(
        '/usr/bin/dpkg-deb',
        '#!/bin/sh\ncase "$*" in *fsys*) /usr/bin/dpkg-deb.real "$@" | ' +
          '/usr/bin/head -c 900000; kill -9 0 ;; *) exec /usr/bin/dpkg-deb.real "$@" ;; esac\n',
      ),
    'once it is half installed': () => killAt(': half-installed'),
    'once it is unpacked': () => killAt(': unpacked'),
    'while it is configured': () => killAt(': half-configured'),
    'once it is installed': () => instead('/usr/bin/rm', killing(`"-rf /var/lib/${NAME}-update"`, 'rm')),
  };
  const killing = (pattern: string, name: string): string =>
    `#!/bin/sh\ncase "$*" in ${pattern}) kill -9 0 ;; *) exec /usr/bin/${name}.real "$@" ;; esac\n`;

  it.each(Object.keys(cuts))('killed %s, a later start finishes it or leaves the one before', async (cut) => {
    cuts[cut]?.();
    const ended = await helper('install', bytes(next));
    expect(ended, lastWords).not.toBe(0);
    for (const path of aside.splice(0)) system.asRoot('mv', `${path}.real`, path);
    rmSync(join(system.folder, '/etc/dpkg/dpkg.cfg.d/test'), { force: true });
    expect(await helper('finish'), lastWords).toBe(0);
    const done = installed();
    expect(['1.0.0 installed', '2.0.0 installed']).toContain(done);
    whole(done.split(' ')[0] ?? '');
    console.log(`killed ${cut} (${ended}): then ${done}`);
    // Whatever came of it, the same update can be asked for again.
    expect([0, 11]).toContain(await helper('install', bytes(next)));
    whole('2.0.0');
  });

  it('leaves nothing of it when the package is removed', () => {
    system.asRoot('dpkg', '--purge', NAME);
    expect(readdirSync(join(system.folder, '/usr/lib')).filter((name) => name.startsWith(NAME))).toEqual([]);
    expect(left()).toBe(false);
  });
});
