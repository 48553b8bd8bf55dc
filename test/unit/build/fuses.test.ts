import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import { expect, it } from 'vitest';
import { FUSES, fusesThatDiffer, knownFuses, setFuses } from '../../../build/fuses.ts';
import { chosenElectron } from '../../../build/setup/electron-runtime.ts';
import { releasedFlavour } from '../../../build/packaged.ts';
import { requireReleasable } from '../../../build/tasks/dist.ts';

it('every fuse is decided for each flavour; tests differ in what a test driver needs, a rehearsal in nothing', () => {
  for (const flavour of ['production', 'rehearsal', 'test'] as const) {
    expect(Object.keys(FUSES[flavour]).map(Number).toSorted()).toEqual(knownFuses().toSorted());
  }
  const different = knownFuses().filter((fuse) => FUSES.production[fuse] !== FUSES.test[fuse]);
  expect(different).toEqual([FuseV1Options.EnableNodeCliInspectArguments]);
  expect(FUSES.production[FuseV1Options.EnableNodeCliInspectArguments]).toBe(false);
  expect(FUSES.production[FuseV1Options.RunAsNode]).toBe(false);
  expect(FUSES.rehearsal).toEqual(FUSES.production);
});

it('only the pinned Electron makes a production build; another makes a rehearsal, which is never a release', () => {
  expect([releasedFlavour({ source: 'pinned' }), releasedFlavour({ source: 'registry' })]).toEqual([
    'production',
    'rehearsal',
  ]);
  expect(() => requireReleasable({ source: 'pinned', version: '45.4.1' })).not.toThrow();
  expect(() => requireReleasable({ source: 'registry', version: '33.2.1' })).toThrow(/for development and tests/);
});

// Reads and writes the whole program several times.
it('the fuses of a real Electron are set and read back, and a wrong one is named', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'skranke-fuses-'));
  try {
    const executable = join(folder, 'electron');
    copyFileSync(chosenElectron().executable, executable);
    expect(await fusesThatDiffer(executable, 'production')).toContain('RunAsNode');
    await setFuses(executable, 'production');
    expect(await fusesThatDiffer(executable, 'production')).toEqual([]);
    expect(await fusesThatDiffer(executable, 'test')).toEqual(['EnableNodeCliInspectArguments']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
