import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig, Plugin } from 'vite';
import { firstTextsFile } from '../electron/shell/first-texts.ts';
import { FIRST_ROOMS } from '../shared/texts/first-rooms.ts';
import { LANGUAGE_CODES } from '../shared/texts/languages.ts';
import type { Flavour } from '../electron/shell/flavour.ts';
import { handbookChunk, handbookPages } from './handbook.ts';
import { filesBelow, readJson } from './setup/files.ts';
import { updateFacts } from './update-keys.ts';

export interface BundlePlan {
  /** the project folder */
  readonly root: string;
  /** where main.js, terminal.js, simulator.js, preload.cjs, renderer/, customer/ and phone/ go */
  readonly out: string;
  readonly flavour: Flavour;
  readonly version: string;
}

const outside = ['electron', 'libsql', /^node:/, ...builtinModules];

function common(plan: BundlePlan): InlineConfig {
  return {
    configFile: false,
    root: plan.root,
    logLevel: 'warn',
    publicDir: false,
    define: {
      __APP_VERSION__: JSON.stringify(plan.version),
      __FLAVOUR__: JSON.stringify(plan.flavour),
      __NATIVE_CODE__: JSON.stringify(nativeCode(plan.root)),
      __UPDATES__: JSON.stringify(updateFacts(plan.flavour)),
    },
  };
}

/**
 * @returns SHA-256 of each package with native code that is installed here, for the app to compare before it loads one
 */
function nativeCode(projectRoot: string): Record<string, string> {
  const folder = join(projectRoot, 'node_modules', '@libsql');
  const files = filesBelow(folder).filter((file) => file.endsWith('.node'));
  return Object.fromEntries(
    files.map((file) => [
      `@libsql/${dirname(file)}`,
      createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex'),
    ]),
  );
}

/**
 * Main process and the simulator's process: ES modules; all packages but the native one are bundled, for a quick start.
 */
export function mainConfig(plan: BundlePlan): InlineConfig {
  // `terminal.js` is an entry of its own so that it lies beside the others: it finds the bundle's files by its own
  // place.
  const entries = { main: 'electron/entry.ts', terminal: 'electron/main.ts', simulator: 'electron/simulator/cli.ts' };
  return {
    ...common(plan),
    ssr: { noExternal: true, external: ['electron', 'libsql'], target: 'node' },
    build: {
      ssr: true,
      target: 'node20',
      outDir: plan.out,
      emptyOutDir: false,
      minify: true,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(plan.root, path)])),
        external: outside,
        platform: 'node',
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: terminalsOwn(plan.root) }] },
        },
      },
    },
  };
}

/** A sandboxed preload cannot load ES modules or other files: one CommonJS file that requires electron alone. */
export function preloadConfig(plan: BundlePlan): InlineConfig {
  return {
    ...common(plan),
    build: {
      target: 'chrome130',
      outDir: plan.out,
      emptyOutDir: false,
      minify: true,
      lib: { entry: join(plan.root, 'electron', 'preload.ts'), formats: ['cjs'], fileName: () => 'preload.cjs' },
      rolldownOptions: { external: outside, output: { codeSplitting: false } },
    },
  };
}

/** The windows' pages, as `app://terminal/` serves them: no inline script or style, no `data:` address. */
export function rendererConfig(plan: BundlePlan): InlineConfig {
  const folder = join(plan.root, 'renderer');
  const pages = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.html')) : [];
  return {
    ...common(plan),
    root: folder,
    base: '/',
    plugins: [react(), handbookPages(), firstTexts(plan), assetManifest(join(plan.out, 'renderer'))],
    build: {
      target: 'chrome130',
      outDir: join(plan.out, 'renderer'),
      emptyOutDir: true,
      minify: true,
      assetsInlineLimit: 0,
      // Read from the disk, not from a network: one file starts quicker than many.
      chunkSizeWarningLimit: 2000,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: pages.map((name) => join(folder, name)),
        output: {
          codeSplitting: { groups: [{ name: firstScreen(join(folder, 'main.tsx')) }, { name: handbookChunk }] },
        },
      },
    },
  };
}

/** The page of the practice phone, as the simulator serves it: three files by name, nothing inline. */
export function phoneConfig(plan: BundlePlan): InlineConfig {
  return {
    ...common(plan),
    root: join(plan.root, 'renderer', 'practice-phone'),
    base: '/',
    build: {
      target: 'chrome130',
      outDir: join(plan.out, 'phone'),
      emptyOutDir: true,
      minify: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        output: { codeSplitting: false, entryFileNames: 'phone.js', assetFileNames: 'phone.[ext]' },
      },
    },
  };
}

/**
 * The customer's page, as `app://terminal/` serves it to the customer's session: apart from the till's pages, so that
 * neither loads, or can even ask for, what is the other's.
 */
export function customerConfig(plan: BundlePlan): InlineConfig {
  return {
    ...common(plan),
    root: join(plan.root, 'renderer', 'customer'),
    base: '/',
    plugins: [assetManifest(join(plan.out, 'customer'))],
    build: {
      target: 'chrome130',
      outDir: join(plan.out, 'customer'),
      emptyOutDir: true,
      minify: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  };
}

/** All parts of the design system and all states of a sale, on a made-up bridge: for people and tests, not shipped. */
export function galleryConfig(plan: BundlePlan): InlineConfig {
  return {
    ...common(plan),
    root: join(plan.root, 'test', 'gallery'),
    base: './',
    plugins: [react(), handbookPages()],
    server: { host: '127.0.0.1', port: 0, strictPort: false, fs: { allow: [plan.root] } },
    build: { target: 'chrome130', outDir: join(plan.out, 'gallery'), emptyOutDir: true, assetsInlineLimit: 0 },
  };
}

interface ModuleGraph {
  getModuleInfo(
    id: string,
  ): { readonly importedIds: readonly string[]; readonly dynamicallyImportedIds: readonly string[] } | null;
}

/**
 * What the window needs is one file, and what is read while its page loads is a second one, however much of that is
 * shared with what is loaded later. SECURITY: without what the entry itself uses, which must not bring native code with
 * it, and without the simulator's.
 *
 * @param folder of the project
 */
function terminalsOwn(folder: string): (id: string, graph: ModuleGraph) => string | null {
  const at = (name: string): string => join(folder, 'electron', `${name}.ts`);
  const starts = [at('main'), at('doctor')];
  let own: ReadonlyMap<string, string> | null = null;
  const find = (graph: ModuleGraph): ReadonlyMap<string, string> => {
    const others = new Set([...reached(at('entry'), graph, starts), ...reached(at('simulator/cli'), graph, [])]);
    const first = reached(at('main'), graph, null);
    // The terminal finds the bundle's files by its own place.
    const groups = [...first].filter((id) => id !== at('main')).map((id) => [id, 'core'] as const);
    const second = [...reached(at('assembly'), graph, null)].filter((id) => !first.has(id));
    const all = [...groups, ...second.map((id) => [id, 'assembly'] as const)];
    return new Map(all.filter(([id]) => !others.has(id)));
  };
  return (id, graph) => (own ??= find(graph)).get(id) ?? null;
}

/** A module and all that it imports. @param later also what it imports later, but for these; null: not that */
function reached(from: string, graph: ModuleGraph, later: readonly string[] | null): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (id: string): void => {
    if (found.has(id)) return;
    found.add(id);
    const info = graph.getModuleInfo(id);
    for (const next of info?.importedIds ?? []) visit(next);
    if (later) for (const next of info?.dynamicallyImportedIds ?? []) if (!later.includes(next)) visit(next);
  };
  visit(from);
  return found;
}

/**
 * What a page needs for its first screen is one file: each file more is a round through the main process at every
 * start. What is loaded later keeps the files that the bundler makes of it.
 *
 * @param entry the page's first module
 */
function firstScreen(entry: string): (id: string, graph: ModuleGraph) => string | null {
  const first = new Set<string>();
  const reach = (id: string, graph: ModuleGraph): void => {
    if (first.has(id)) return;
    first.add(id);
    for (const next of graph.getModuleInfo(id)?.importedIds ?? []) reach(next, graph);
  };
  return (id, graph) => {
    if (first.size === 0) reach(entry, graph);
    return first.has(id) ? 'first' : null;
  };
}

/**
 * `texts/<language>.json`: what main puts into the page, so that its first screen needs no request more, and one
 * language. No page asks for them: they are not in the list of files that are served.
 */
function firstTexts(plan: BundlePlan): Plugin {
  return {
    name: 'skranke-first-texts',
    apply: 'build',
    writeBundle() {
      mkdirSync(join(plan.out, 'renderer', 'texts'), { recursive: true });
      for (const language of LANGUAGE_CODES) {
        const rooms = FIRST_ROOMS.map((room) => [
          room,
          readJson(join(plan.root, 'shared', 'texts', language, `${room}.json`)),
        ]);
        const file = join(plan.out, 'renderer', firstTextsFile(language));
        writeFileSync(file, JSON.stringify(Object.fromEntries(rooms)));
      }
    },
  };
}

/**
 * `asset-manifest.json`: the files of a page as a sorted list of paths. The app protocol serves these and nothing
 * else.
 */
function assetManifest(folder: string): Plugin {
  return {
    name: 'skranke-asset-manifest',
    apply: 'build',
    closeBundle() {
      const files = filesBelow(folder).filter((file) => file !== 'asset-manifest.json' && !file.startsWith('texts'));
      writeFileSync(join(folder, 'asset-manifest.json'), `${JSON.stringify(files, null, 2)}\n`);
    },
  };
}
