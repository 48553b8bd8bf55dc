import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { parseSync } from 'vite';
import rules from '../.dependency-cruiser.mjs';
import { filesBelow } from './setup/files.ts';
import { root } from './setup/paths.ts';

/** Source texts by path relative to the project. */
export type Sources = Readonly<Record<string, string>>;

export const ROOMS = ['electron', 'renderer', 'shared', 'build', 'test'];
const RULES_FILE = '.dependency-cruiser.mjs';
const RESOLUTION = {
  enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
};
const CODE = /\.(ts|tsx|mjs)$/;

/** @returns the project's own sources */
export function projectSources(): Sources {
  const paths = ROOMS.flatMap((room) => filesBelow(join(root, room)).map((file) => `${room}/${file}`)).filter((path) =>
    CODE.test(path),
  );
  paths.push(RULES_FILE);
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/**
 * Judges imports by `.dependency-cruiser.mjs`. dependency-cruiser cannot read TypeScript 7's syntax by itself, so it
 * gets a copy of the tree in which each file holds its imports alone, type-only ones too (a room rule is about them as
 * well).
 *
 * @returns one line for each broken rule, with the reason; empty when all is well
 */
export async function brokenImportRules(sources: Sources): Promise<string[]> {
  mkdirSync(join(root, 'out'), { recursive: true });
  const folder = mkdtempSync(join(root, 'out', '.import-rules-'));
  try {
    for (const [path, text] of Object.entries(sources)) {
      if (path.endsWith('.d.ts')) continue;
      const copy = join(folder, `${path}.js`);
      mkdirSync(dirname(copy), { recursive: true });
      writeFileSync(copy, importLines(path, text));
    }
    const rooms = ROOMS.filter((room) => Object.keys(sources).some((path) => path.startsWith(`${room}/`)));
    const { output } = await cruise(rooms, {
      baseDir: folder,
      ruleSet: rules,
      validate: true,
      doNotFollow: { path: 'node_modules' },
      ...RESOLUTION,
    });
    return typeof output === 'string' ? [output] : violationLines(output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every import of a file, types and later ones too: all of them bind two files together. */
function importLines(path: string, text: string): string {
  const { module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be read: ${errors[0]?.message}`);
  const specifiers = new Set<string | undefined>([
    ...module.staticImports.map((each) => each.moduleRequest.value),
    ...module.staticExports.flatMap((each) => each.entries.map((entry) => entry.moduleRequest?.value)),
    ...module.dynamicImports.map((each) => literal(text.slice(each.moduleRequest.start, each.moduleRequest.end))),
  ]);
  return [...specifiers]
    .filter((specifier) => specifier !== undefined)
    .filter((specifier) => !specifier.startsWith('.') || CODE.test(specifier))
    .map((specifier) => `import ${JSON.stringify(asCopied(specifier))};\n`)
    .join('');
}

/** A dynamic import of a computed name says nothing about rooms. */
function literal(text: string): string | undefined {
  return /^(['"])([^'"]*)\1$/.exec(text)?.[2];
}

function asCopied(specifier: string): string {
  return specifier.startsWith('.') ? `${specifier}.js` : specifier;
}

function violationLines(result: ICruiseResult): string[] {
  const plain = (path: string) => path.replace(/^(\.\.\/)+/, '').replace(/\.js$/, '');
  return result.summary.violations.map((violation) => {
    const way = violation.cycle?.map((each) => plain(each.name)).join(' -> ') ?? plain(violation.to);
    return `${plain(violation.from)} -> ${way}: ${violation.rule.name}. ${commentOf(violation.rule.name)}`;
  });
}

function commentOf(rule: string): string {
  return rules.forbidden?.find((each) => each.name === rule)?.comment ?? '';
}

if (process.argv[1] !== undefined && relative(process.argv[1], import.meta.filename) === '') {
  const broken = await brokenImportRules(projectSources());
  for (const line of broken) console.log(line);
  process.exitCode = broken.length > 0 ? 1 : 0;
}
