import { existsSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Plugin } from 'vite';
import { z } from 'zod';
import { readJson } from './setup/files.ts';
import type { BundlePlan } from './vite.ts';

/** A package of which code, style or a font is in the product. */
export interface InsidePackage {
  readonly name: string;
  readonly version: string;
  /** as its own package.json names it: an SPDX expression */
  readonly license: string;
  /** seen from the project folder */
  readonly folder: string;
}

const Manifest = z.object({ name: z.string(), version: z.string(), license: z.string().optional() });

/** Where the packages of a bundle are noted. */
export const insideFile = (plan: Pick<BundlePlan, 'out'>): string => `${plan.out}.inside.json`;

/** What the bundler puts in by itself. */
const HELPERS: readonly [RegExp, string][] = [
  [/^\0rolldown\//, 'node_modules/rolldown'],
  [/^\0vite\//, 'node_modules/vite'],
];

/** @returns the folder of the package that a module is of, or null for our own */
export function packageFolder(id: string, projectRoot: string): string | null {
  const helper = HELPERS.find(([pattern]) => pattern.test(id));
  if (helper) return helper[1];
  const path = relative(projectRoot, id.replace(/^\0/, '').replace(/\?.*$/, '')).split(sep).join('/');
  // Names of assets are told from one page's folder or another's, and lead out of it.
  return /^(?:\.\.\/)*(.*node_modules\/(?:@[^/]+\/)?[^/]+)(?=\/)/.exec(path)?.[1] ?? null;
}

/**
 * Notes the packages of which something is in a bundle: what the bundler shook out is not inside.
 *
 * @param found gets the folders of the packages
 */
export function noteInside(found: Set<string>, projectRoot: string): Plugin {
  let folder = projectRoot;
  return {
    name: 'skranke-inside',
    apply: 'build',
    configResolved(config) {
      folder = config.root;
    },
    generateBundle(_options, bundle) {
      const note = (id: string) => {
        const of = packageFolder(id, projectRoot);
        if (of !== null) found.add(of);
      };
      for (const file of Object.values(bundle)) {
        if (file.type === 'asset') for (const name of file.originalFileNames) note(join(folder, name));
        else for (const [id, { renderedLength }] of Object.entries(file.modules)) if (renderedLength > 0) note(id);
      }
      // A style is taken out of the chunk that it came with.
      for (const id of this.getModuleIds()) if (/\.css(\?|$)/.test(id)) note(id);
    },
  };
}

/** @returns the package in a folder */
function readPackage(projectRoot: string, folder: string): InsidePackage {
  const { name, version, license } = Manifest.parse(readJson(join(projectRoot, folder, 'package.json')));
  if (license === undefined) throw new Error(`${folder} does not name its licence`);
  return { name, version, license, folder };
}

const Folders = z.array(z.string());

/** @returns the packages that were noted for a bundle, in the order of their names */
function notedInside(projectRoot: string, file: string): InsidePackage[] {
  return Folders.parse(JSON.parse(readFileSync(file, 'utf8'))).map((folder) => readPackage(projectRoot, folder));
}

const Dependencies = z.object({
  dependencies: z.record(z.string(), z.string()).optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});

/** The other libc's binaries stay out (`build/packaging.ts`). */
const LEFT_OUT = /-musl/;

/**
 * @returns the packages that are packed whole beside the bundle, with all that they need and that is installed for this
 * system
 */
export function packedInside(projectRoot: string): InsidePackage[] {
  const found = new Map<string, InsidePackage>();
  const enter = (folder: string): void => {
    const { dependencies = {}, optionalDependencies = {} } = Dependencies.parse(
      readJson(join(projectRoot, folder, 'package.json')),
    );
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const path = `node_modules/${name}`;
      if (LEFT_OUT.test(name) || found.has(path) || !existsSync(join(projectRoot, path))) continue;
      found.set(path, readPackage(projectRoot, path));
      enter(path);
    }
  };
  enter('');
  return [...found.values()];
}

/** @returns everything of others in the product but Electron itself, in the order of names */
export function everythingInside(plan: Pick<BundlePlan, 'out' | 'root'>): InsidePackage[] {
  const all = [...notedInside(plan.root, insideFile(plan)), ...packedInside(plan.root)];
  return all.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}
