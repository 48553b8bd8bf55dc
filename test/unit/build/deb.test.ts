import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { debName, makeDeb, type DebPlan } from '../../../build/installers/deb.ts';
import { updateFacts } from '../../../build/update-keys.ts';
import { keyId } from '../../../electron/adapters/updates/manifest.ts';

const hasDpkg = spawnSync('dpkg-deb', ['--version']).status === 0;
const isRoot = process.getuid?.() === 0;

let work: string;
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'skranke-deb-test-'));
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

/** A program in small, as somebody with a loose mask and another number would have it. */
function planOf(name: string): DebPlan {
  const program = join(work, name);
  mkdirSync(join(program, 'resources'), { recursive: true });
  const files = { skranke: 'GLIBC_2.17 GLIBC_2.31', 'chrome-sandbox': 'GLIBC_2.2', 'resources/app.asar': 'app' };
  for (const [file, text] of Object.entries(files)) {
    writeFileSync(join(program, file), text);
    chmodSync(join(program, file), file.endsWith('asar') ? 0o666 : 0o777);
    if (isRoot) chownSync(join(program, file), 1234, 1234);
  }
  const deb = join(work, `${name}.deb`);
  return { flavour: 'production', version: '1.2.3', program, deb, time: 1_780_000_000, compression: 'quick' };
}

const dpkgDeb = (...args: string[]): string => spawnSync('dpkg-deb', args, { encoding: 'utf8' }).stdout;

describe.skipIf(!hasDpkg)('the Debian package', () => {
  it('belongs to root, with one setuid file and nothing that others may write', async () => {
    const plan = planOf('program');
    await makeDeb(plan);
    const lines = dpkgDeb('--contents', plan.deb).trim().split('\n');
    expect(lines.filter((line) => !/^\S+\s+root\/root\s/.test(line))).toEqual([]);
    expect(lines.filter((line) => !line.startsWith('l') && /^.{5}w|^.{8}w/.test(line))).toEqual([]);
    expect(lines.filter((line) => /^\S*s/.test(line)).map((line) => line.split(' ').at(-1))).toEqual([
      './opt/skranke/chrome-sandbox',
    ]);
    expect(lines.some((line) => line.endsWith('./usr/bin/skranke -> ../../opt/skranke/skranke'))).toBe(true);
  });

  it('is the same twice', async () => {
    const [one, other] = [planOf('one'), planOf('other')];
    await makeDeb(one);
    await makeDeb(other);
    expect(readFileSync(one.deb).equals(readFileSync(other.deb))).toBe(true);
  });

  it('holds no script and no setting, names its libraries, and has its papers', async () => {
    const plan = planOf('program');
    await makeDeb(plan);
    const [control, inside] = [join(work, 'control'), join(work, 'inside')];
    dpkgDeb('--control', plan.deb, control);
    expect(readdirSync(control).toSorted()).toEqual(['control', 'md5sums']);
    const told = readFileSync(join(control, 'control'), 'utf8');
    expect(told).toMatch(/^Package: skranke\nVersion: 1\.2\.3\n/);
    expect(told).toMatch(/^Depends: libc6 \(>= 2\.31\), .*libgtk-3-0 \| libgtk-3-0t64.*libsecret-1-0/m);
    dpkgDeb('--extract', plan.deb, inside);
    const read = (path: string) => readFileSync(join(inside, 'usr/share', path));
    expect(read('applications/skranke.desktop').toString()).toMatch(
      /^Name=Skranke$[\s\S]*^Exec=\/opt\/skranke\/skranke$/m,
    );
    expect(read('doc/skranke/copyright').toString()).toMatch(/^License: Proprietary\n Skranke\n/m);
    expect(gunzipSync(read('doc/skranke/changelog.gz')).toString()).toMatch(/^# Changelog/);
    expect(readdirSync(join(inside, 'usr/share/icons/hicolor'))).toHaveLength(9);
  });

  it('is named after its flavour, its version and the kind of machine', () => {
    expect(debName('rehearsal', '1.2.3')).toMatch(/^skranke-rehearsal_1\.2\.3_(amd64|arm64)\.deb$/);
  });

  it('brings what installs updates: the helper, its keys, the door to it, and what finishes after a cut', async () => {
    const inside = join(work, 'inside');
    const deb = join(work, 'test.deb');
    await makeDeb({ ...planOf('program'), flavour: 'test', deb });
    dpkgDeb('--extract', deb, inside);
    const read = (path: string) => readFileSync(join(inside, path), 'utf8');
    const helper = '/usr/lib/skranke-test/install-update';
    expect(readdirSync(join(inside, '/usr/lib/skranke-test/update-keys'))).toEqual(
      updateFacts('test').keys.map((key) => `${keyId(key)}.pem`),
    );
    expect(read(helper)).toContain("package='skranke-test'");
    expect(read(helper)).not.toMatch(/\{\{|\beval\b/);
    expect(spawnSync('sh', ['-n', join(inside, helper)]).status).toBe(0);
    const action = read('/usr/share/polkit-1/actions/no.skranke.skranke-test.update.policy');
    expect(action).toContain(`exec.path">${helper}<`);
    expect(action).toMatch(/<allow_any>no<[\s\S]*<allow_inactive>no<[\s\S]*<allow_active>yes</);
    const unit = 'skranke-test-update.service';
    expect(read(`/usr/lib/systemd/system/multi-user.target.wants/${unit}`)).toContain(`ExecStart=${helper} finish`);
  });
});
