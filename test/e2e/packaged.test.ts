import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planFor } from '../../build/bundle.ts';
import { fusesThatDiffer } from '../../build/fuses.ts';
import { everythingInside } from '../../build/inside.ts';
import { PAPERS } from '../../build/installers/papers.ts';
import { isBeside, packagedExecutable, packagedResources, releasedFlavour } from '../../build/packaged.ts';
import { chosenElectron } from '../../build/setup/electron-runtime.ts';
import { filesBelow } from '../../build/setup/files.ts';
import { refusal } from '../support/app/refused-start.ts';
import { freshFolder, removeFolder } from '../support/app/terminal-app.ts';

/** Built as for shops; called a rehearsal where it was made with the runtime for development. */
const released = releasedFlavour(chosenElectron());

let home: string;
beforeEach(() => {
  home = freshFolder();
});
afterEach(() => removeFolder(home));

/** Its twin, in which a driver may sit, is in test/long/packaged.test.ts. */
describe('the packaged build as released', () => {
  it('has no door for tests, which the development bundle has', () => {
    const isIn = (folder: string) =>
      filesBelow(folder).some(
        (file) => file.endsWith('.js') && readFileSync(join(folder, file), 'utf8').includes('skrankeTestDoor'),
      );
    expect(isIn(planFor('development').out)).toBe(true);
    expect(isIn(planFor(released).out)).toBe(false);
  });

  it('has every fuse as decided', async () => {
    expect(await fusesThatDiffer(packagedExecutable(released), released)).toEqual([]);
  });

  it('holds what is listed, and outside the archive native code alone', () => {
    const resources = packagedResources(released);
    expect(readdirSync(resources).filter((name) => !isBeside(name))).toEqual([]);
    expect(
      filesBelow(join(resources, 'app.asar.unpacked')).filter(
        (file) => !/^node_modules\/@libsql\/[\w-]+\/index\.node$/.test(file),
      ),
    ).toEqual([]);
    const archived = listPackage(join(resources, 'app.asar'), { isPack: false }).map((file) =>
      file.replaceAll('\\', '/'),
    );
    const expected =
      /^\/(package\.json|out|out\/app(\/.*)?|node_modules|node_modules\/(libsql|@libsql|@neon-rs|detect-libc)(\/.*)?)$/;
    expect(archived.filter((file) => !expected.test(file))).toEqual([]);
    expect(archived.filter((file) => /\.(map|d\.[cm]?ts)$|-musl/.test(file))).toEqual([]);
  });

  it('goes with the licence of each package that is in it', () => {
    const resources = packagedResources(released);
    const papers = process.platform === 'darwin' ? resources : join(resources, '..');
    const notices = readFileSync(join(papers, PAPERS.notices), 'utf8');
    const packed = listPackage(join(resources, 'app.asar'), { isPack: false }).flatMap(
      (file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(file.replaceAll('\\', '/'))?.[1] ?? [],
    );
    const bundled = everythingInside(planFor(released)).map(({ name }) => name);
    expect(packed.length).toBeGreaterThan(2);
    expect([...packed, ...bundled].filter((name) => !notices.includes(`\n${name} `))).toEqual([]);
    expect(readFileSync(join(papers, PAPERS.licence), 'utf8')).toMatch(/^Skranke\n/);
  });

  it.each([
    ['--remote-debugging-port=0'],
    ['--inspect=0'],
    ['--js-flags=--expose-gc'],
    ['--disable-seccomp-filter-sandbox'],
    ['--password-store=basic'],
    ['--browser-subprocess-path=/bin/true'],
  ])('does not start with %s, and opens no port', async (debugSwitch) => {
    const { code, printed } = await refusal(
      packagedExecutable(released),
      [debugSwitch],
      /does not start with these switches/,
      home,
    );
    expect(code).toBe(2);
    // Named, because a test that runs as root passes one more that is refused.
    expect(/with these switches: (.*)/.exec(printed)?.[1]?.split(', ')).toContain(/^--([\w-]+)/.exec(debugSwitch)?.[1]);
    expect(printed).not.toMatch(/listening on|Debugger/i);
  });
});
