import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { brokenImportRules, projectSources, ROOMS } from '../../build/import-rules.ts';
import { filesBelow } from '../../build/setup/files.ts';
import { root } from '../../build/setup/paths.ts';
import { brokenTidyRules, electronTooOld, packagesWithoutReason, RULES } from './tidy-rules.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const PackageJson = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});

describe('the tree', () => {
  it('breaks no rule of tidiness', () => {
    const others = ROOMS.flatMap((room) => filesBelow(join(root, room)).map((file) => `${room}/${file}`)).filter(
      (path) => /\.(css|html|json|yml)$/.test(path),
    );
    const sources = { ...projectSources(), ...Object.fromEntries(others.map((path) => [path, read(path)])) };
    expect(brokenTidyRules(sources)).toEqual([]);
  });

  it('names no download address in the lock file', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved": "https?:/);
  });

  it('has a reason in DECISIONS.md for every package', () => {
    expect(packagesWithoutReason(PackageJson.parse(JSON.parse(read('package.json'))), read('DECISIONS.md'))).toEqual(
      [],
    );
  });

  it('pins an Electron that still gets security fixes, by the date in DECISIONS.md', () => {
    const { devDependencies } = PackageJson.parse(JSON.parse(read('package.json')));
    expect(electronTooOld(devDependencies['electron'] ?? '', read('DECISIONS.md'), new Date())).toBeNull();
  });
});

const planted: Readonly<Record<string, Record<string, string>>> = {
  'short files': { 'shared/long.ts': 'export {};\n'.repeat(321) },
  'short lines': { 'shared/wide.ts': `// ${'😀'.repeat(118)}\n` },
  'no leftovers': { 'shared/a.ts': `// ${'TO' + 'DO'}: later` },
  'every test runs': { 'test/unit/a.test.ts': `it.${'skip'}('x', () => {});` },
  'one listen for tests': { 'test/unit/a.test.ts': "createServer().listen(0, '127.0.0.1');" },
  'one ipcMain': { 'electron/shell/a.ts': "import { ipcMain } from 'electron'; ipcMain.on('x', () => {});" },
  'one ipcRenderer': { 'electron/shell/a.ts': "import { ipcRenderer } from 'electron';" },
  'one send to pages': { 'electron/shell/a.ts': "window.webContents.send('x');" },
  'one window.terminal': { 'renderer/cashier/a.tsx': 'window.terminal.send();' },
  'windows are made in shell/': { 'electron/main.ts': 'new BrowserWindow({});' },
  'the wallet is named in one place': { 'shared/texts/nb/till.json': '{ "a": "Betal med Vipps" }' },
  'names are the words on the screen': {
    'renderer/a.tsx': 'export const A = () => <Button name="Capture">Ta betalt</Button>;',
  },
  'core is given time, chance and ids': { 'electron/core/a.ts': 'export const at = Date.now();' },
  'amounts are reckoned in one place': { 'electron/core/a.ts': 'export const rest = minor(all - taken);' },
  'files are written whole in one place': { 'electron/adapters/a.ts': 'fsyncSync(file);' },
  'TLS is never weakened': { 'electron/adapters/a.ts': 'export const options = { rejectUnauthorized: false };' },
  'no raw HTML': { 'renderer/a.tsx': 'export const A = () => <p dangerouslySetInnerHTML={{ __html: x }} />;' },
  'no inline styles in pages': { 'renderer/index.html': '<p style="color:red">' },
  'no machine in files': { 'build/a.ts': "export const at = '/home/someone';" },
};

describe('each rule of tidiness', () => {
  it.each(RULES.map((rule) => rule.name))('"%s" finds a planted breach and says why', (name) => {
    const sample = planted[name];
    expect(sample).toBeDefined();
    const path = Object.keys(sample ?? {})[0];
    const found = brokenTidyRules(sample ?? {}).filter((line) => line.includes(`: ${name}: `));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${path}`));
  });

  it('counts characters, and lets a test be longer than the product', () => {
    expect(brokenTidyRules({ 'shared/wide.ts': `// ${'😀'.repeat(117)}\n` })).toEqual([]);
    expect(brokenTidyRules({ 'test/unit/a.test.ts': 'export {};\n'.repeat(480) })).toEqual([]);
    expect(brokenTidyRules({ 'test/unit/a.test.ts': 'export {};\n'.repeat(481) })).toHaveLength(1);
  });

  it('lets a comment name what code may not use', () => {
    expect(
      brokenTidyRules({
        'electron/core/a.ts': '/** Not Date.now(): the Clock port. */\nexport const x = 1; // nor setTimeout(…)\n',
      }),
    ).toEqual([]);
  });

  it('misses a reason, a missing release date and an old Electron', () => {
    expect(
      packagesWithoutReason({ dependencies: { zod: '1' }, devDependencies: { ky: '1' } }, '| `zod` | parses |'),
    ).toEqual(['ky']);
    const decisions = 'Electron 45 was released on 2026-10-01.';
    expect(electronTooOld('45.4.1', decisions, new Date('2026-11-21'))).toBeNull();
    expect(electronTooOld('45.4.1', decisions, new Date('2027-11-21'))).toMatch(/weeks old/);
    expect(electronTooOld('46.0.0', decisions, new Date('2026-11-21'))).toMatch(/does not say/);
  });
});

const importing = (path: string, ...specifiers: string[]) => ({
  [path]: specifiers.map((each) => `import ${JSON.stringify(each)};`).join('\n'),
});
const empty = (path: string) => ({ [path]: 'export {};' });

const plantedImports: readonly [rule: string, sources: Record<string, string>][] = [
  ['shared-is-for-everyone', importing('shared/a.ts', 'node:fs')],
  ['renderer-sees-shared-only', { ...importing('renderer/a.ts', '../electron/b.ts'), ...empty('electron/b.ts') }],
  ['renderer-knows-no-node', importing('renderer/a.ts', 'node:fs')],
  [
    'core-is-pure',
    {
      'electron/core/a.ts': "import type { B } from '../adapters/b.ts'; export type A = B;",
      ...empty('electron/adapters/b.ts'),
    },
  ],
  [
    'simulator-stands-alone',
    { ...importing('electron/simulator/a.ts', '../core/b.ts'), ...empty('electron/core/b.ts') },
  ],
  [
    'simulator-by-address-alone',
    { ...importing('electron/shell/a.ts', '../simulator/b.ts'), ...empty('electron/simulator/b.ts') },
  ],
  ['electron-at-the-edge', importing('electron/core/a.ts', 'electron')],
  ['ky-only-in-the-vipps-client', importing('electron/adapters/a.ts', 'ky')],
  ['sqlite-only-in-the-journal', importing('electron/adapters/a.ts', 'libsql')],
  ['adapters-are-leaves', { ...importing('electron/adapters/a.ts', '../ipc/b.ts'), ...empty('electron/ipc/b.ts') }],
  [
    'ports-and-journal-lie-at-the-bottom',
    { ...importing('electron/core/ports/a.ts', '../payment/b.ts'), ...empty('electron/core/payment/b.ts') },
  ],
  [
    'ports-know-no-window',
    { ...importing('electron/core/ports/a.ts', '../../../shared/ipc/b.ts'), ...empty('shared/ipc/b.ts') },
  ],
  [
    'payment-knows-no-till',
    { ...importing('electron/core/payment/a.ts', '../till/b.ts'), ...empty('electron/core/till/b.ts') },
  ],
  [
    'subjects-do-not-know-the-till',
    { ...importing('electron/core/sales/a.ts', '../till/b.ts'), ...empty('electron/core/till/b.ts') },
  ],
  [
    'reports-are-read-by-closing-and-export',
    { ...importing('electron/core/reports/a.ts', '../closing/b.ts'), ...empty('electron/core/closing/b.ts') },
  ],
  [
    'shell-and-ipc-know-ports',
    { ...importing('electron/shell/a.ts', '../adapters/b.ts'), ...empty('electron/adapters/b.ts') },
  ],
  ['ipc-knows-no-shell', { ...importing('electron/ipc/a.ts', '../shell/b.ts'), ...empty('electron/shell/b.ts') }],
  [
    'design-system-knows-no-sale',
    { ...importing('renderer/ui/a.ts', '../payment/b.ts'), ...empty('renderer/payment/b.ts') },
  ],
  ['state-knows-no-screen', { ...importing('renderer/state/a.ts', '../ui/b.ts'), ...empty('renderer/ui/b.ts') }],
  [
    'payment-is-shown-alike',
    { ...importing('renderer/payment/a.ts', '../cashier/b.ts'), ...empty('renderer/cashier/b.ts') },
  ],
  ['rooms-do-not-know-the-app', { ...importing('renderer/sales/a.ts', '../app/b.ts'), ...empty('renderer/app/b.ts') }],
  [
    'rooms-by-who-stands-there',
    { ...importing('renderer/setup/a.ts', '../manager/b.ts'), ...empty('renderer/manager/b.ts') },
  ],
  [
    'practice-phone-stands-alone',
    { ...importing('renderer/practice-phone/a.ts', '../ui/b.ts'), ...empty('renderer/ui/b.ts') },
  ],
  [
    'nobody-knows-the-practice-phone',
    { ...importing('renderer/app/a.ts', '../practice-phone/b.ts'), ...empty('renderer/practice-phone/b.ts') },
  ],
  [
    'customer-stands-alone',
    { ...importing('renderer/customer/a.ts', '../state/b.ts'), ...empty('renderer/state/b.ts') },
  ],
  [
    'nobody-knows-the-customers-page',
    { ...importing('renderer/app/a.ts', '../customer/b.ts'), ...empty('renderer/customer/b.ts') },
  ],
  ['preload-is-small', { ...importing('electron/preload.ts', './shell/b.ts'), ...empty('electron/shell/b.ts') }],
  ['nobody-imports-tests', { ...importing('electron/a.ts', '../test/b.ts'), ...empty('test/b.ts') }],
  ['nobody-ships-the-build', { ...importing('electron/a.ts', '../build/b.ts'), ...empty('build/b.ts') }],
  ['no-cycles', { ...importing('shared/a.ts', './b.ts'), ...importing('shared/b.ts', './a.ts') }],
  ['imports-exist', importing('electron/a.ts', './missing.ts')],
];

describe('each import rule', () => {
  it.each(plantedImports)('%s finds a planted breach', async (rule, sources) => {
    expect((await brokenImportRules(sources)).join('\n')).toContain(`: ${rule}. `);
  });

  it('has a planted breach', async () => {
    const { default: rules } = await import('../../.dependency-cruiser.mjs');
    expect(plantedImports.map(([rule]) => rule).toSorted()).toEqual(
      rules.forbidden?.map((each) => each.name).toSorted(),
    );
  });

  it('counts types in circles', async () => {
    const sources = {
      'shared/a.ts': "import type { B } from './b.ts'; export type A = B;",
      'shared/b.ts': "import type { A } from './a.ts'; export type B = A;",
    };
    expect((await brokenImportRules(sources)).join('\n')).toContain(': no-cycles. ');
  });

  it('counts what is loaded later in circles', async () => {
    const sources = {
      'shared/a.ts': "export const later = () => import('./b.ts');",
      'shared/b.ts': "import type { A } from './a.ts'; export type B = A;",
    };
    expect((await brokenImportRules(sources)).join('\n')).toContain(': no-cycles. ');
  });

  it('is told in ARCHITECTURE.md as it is enforced', async () => {
    const { default: rules } = await import('../../.dependency-cruiser.mjs');
    const told = read('ARCHITECTURE.md');
    const missing = rules.forbidden?.filter((rule) => !told.includes(`| \`${rule.name}\` | ${rule.comment} |`));
    expect(missing?.map((rule) => rule.name)).toEqual([]);
    const names = new Set(rules.forbidden?.map((rule) => rule.name));
    const unknown = [...told.matchAll(/^\| `([a-z-]+)` \|/gm)].filter(([, name = '']) => !names.has(name));
    expect(unknown).toEqual([]);
  });
});
