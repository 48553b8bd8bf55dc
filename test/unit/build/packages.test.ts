import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensurePackages, installedMatchesLock, pathOutside } from '../../../build/setup/packages.mjs';

const lockOf = (version: string) =>
  JSON.stringify({
    packages: {
      '': { name: 'skranke' },
      'node_modules/a': { version, integrity: `sha512-${version}` },
      'node_modules/only-elsewhere': { version: '1.0.0', integrity: 'sha512-x', optional: true },
    },
  });
const installedOf = (version: string) =>
  JSON.stringify({ packages: { 'node_modules/a': { version, integrity: `sha512-${version}` } } });

let root: string;
let installs: number;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'skranke-packages-'));
  installs = 0;
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const lock = (version: string) => writeFileSync(join(root, 'package-lock.json'), lockOf(version));
const npmRecord = (text: string) => {
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(join(root, 'node_modules', '.package-lock.json'), text);
};
const installing = (version: string) => async () => {
  installs += 1;
  npmRecord(installedOf(version));
  return { code: 0, stdout: '', stderr: '' };
};

it('npm is looked for outside the folder that it empties', () => {
  const path = ['/shop/node_modules/.bin', '/usr/bin', '/shop/node_modules/node/bin', '/shop'].join(delimiter);
  expect(pathOutside('/shop', path)).toBe(['/usr/bin', '/shop'].join(delimiter));
});

describe('the packages', () => {
  it('are installed when there are none, and only then', async () => {
    lock('1.0.0');
    expect(await ensurePackages(root, installing('1.0.0'))).toBe('installed');
    expect(await ensurePackages(root, installing('1.0.0'))).toBe('present');
    expect(installs).toBe(1);
  });

  it('are installed anew when the lock file changed', async () => {
    lock('1.0.0');
    await ensurePackages(root, installing('1.0.0'));
    lock('2.0.0');
    expect(await ensurePackages(root, installing('2.0.0'))).toBe('installed');
  });

  it('are taken as they are when the person installed them by npm itself', async () => {
    lock('1.0.0');
    npmRecord(installedOf('1.0.0'));
    expect(await ensurePackages(root, installing('1.0.0'))).toBe('present');
    expect(installs).toBe(0);
  });

  it('are installed again after an interrupted installation, which leaves no record of npm', async () => {
    lock('1.0.0');
    await ensurePackages(root, installing('1.0.0'));
    rmSync(join(root, 'node_modules', '.package-lock.json'));
    expect(await ensurePackages(root, installing('1.0.0'))).toBe('installed');
  });

  it('are installed from nothing when remains of an earlier installation are in the way', async () => {
    lock('1.0.0');
    npmRecord('{"pack');
    const stumbling = async () =>
      existsSync(join(root, 'node_modules')) ? { code: 1, stdout: '', stderr: 'ENOTEMPTY' } : installing('1.0.0')();
    expect(await ensurePackages(root, stumbling)).toBe('installed');
  });

  it('stop the set-up with what npm said when npm fails', async () => {
    lock('1.0.0');
    const failing = async () => ({ code: 1, stdout: '', stderr: 'npm error network' });
    await expect(ensurePackages(root, failing)).rejects.toThrow(/npm error network/);
  });

  it('stop the set-up when npm ends well but something else is there', async () => {
    lock('1.0.0');
    await expect(ensurePackages(root, installing('0.9.0'))).rejects.toThrow(/not what package-lock.json names/);
  });

  it('may lack what is optional, and nothing else', () => {
    expect(installedMatchesLock(lockOf('1.0.0'), installedOf('1.0.0'))).toBe(true);
    expect(installedMatchesLock(lockOf('1.0.0'), JSON.stringify({ packages: {} }))).toBe(false);
    expect(installedMatchesLock(lockOf('1.0.0'), '{"pack')).toBe(false);
    expect(installedMatchesLock(lockOf('1.0.0'), undefined)).toBe(false);
  });
});
