import { matchesGlob } from 'node:path';
import type { Sources } from '../../build/import-rules.ts';

/** What holds papers and code together: comments cite what is in `docs/`, papers name what is in the tree. */

const CITATION = /\[(api|practice) ([^\]\n]*)(\]?)/g;
const SECTIONS = /^\d+(?:\.\d+)*(?:, \d+(?:\.\d+)*)*$/;
/** Schemas and operations of official files, each of which `docs/api-facts.md` explains. */
const OFFICIAL = /\[((?:EP|AT|OM|REP|MG)(?:-[\d.]+)?) [^\]\n]+\]/g;
const ELSEWHERE = /vipps-facts|pos-practice|\[(?:Note|look|design)\b[^\]]*\]|\b(?:design|look|anchors)\.md\b/;
/** A committed table, in which `[look]` is an effect. */
const NO_PROSE = /machine-table\.md$/;

export interface Docs {
  readonly api: string;
  readonly practice: string;
}

/** The numbers of the headings of a page. */
const sectionsOf = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/^#+ (\d+(?:\.\d+)*)\.? /gm)].map(([, number = '']) => number));

/** @returns one line for each citation that leads nowhere */
export function brokenCitations(sources: Sources, docs: Docs): string[] {
  const sections = { api: sectionsOf(docs.api), practice: sectionsOf(docs.practice) };
  const brokenIn = (line: string): string[] => [
    ...[...line.matchAll(CITATION)]
      .filter(([, page, numbers = '', end]) => {
        const known = sections[page === 'api' ? 'api' : 'practice'];
        return end === '' || !SECTIONS.test(numbers) || !numbers.split(', ').every((number) => known.has(number));
      })
      .map(([found]) => found),
    ...[...line.matchAll(OFFICIAL)].filter(([, file]) => !docs.api.includes(`[${file} X]`)).map(([found]) => found),
    ...(ELSEWHERE.exec(line) ?? []),
  ];
  return Object.entries(sources)
    .filter(([path]) => !NO_PROSE.test(path))
    .flatMap(([path, text]) =>
      text.split('\n').flatMap((line, index) => brokenIn(line).map((found) => `${path}:${index + 1}: ${found}`)),
    );
}

const TOP = 'electron|renderer|shared|test|build|docs|core|adapters|shell|ipc|simulator|ui';
const KINDS = 'unit|simulation|contract|e2e|architecture|long';
/** What begins like this is a path, seen from one of `FROM`. */
const PATH = new RegExp(`^(?:${TOP}|${KINDS})\\/[\\w.{},*/-]*$`);
const FILE_NAME = /^[\w-]+\*?\.(?:test\.ts|ts|tsx|mjs|css|yml|html)$/;
const FROM = ['', 'electron/', 'shared/', 'renderer/', 'test/', 'electron/core/'];
const ENDS = ['', '.ts', '.tsx', '.test.ts', '/**'];

/** `a/{b,c}.ts` as two names. */
function withoutBraces(name: string): string[] {
  const found = /^(.*)\{([^{}]*)\}(.*)$/.exec(name);
  if (found === null) return [name];
  const [, before = '', choices = '', after = ''] = found;
  return choices.split(',').flatMap((choice) => withoutBraces(before + choice + after));
}

/**
 * @param files every file of the tree, by its path
 * @returns one line for each path in backquotes, and each link, that leads to no file
 */
export function brokenPaths(papers: Sources, files: readonly string[]): string[] {
  const tree = new Set(files);
  const names = files.map((file) => file.slice(file.lastIndexOf('/') + 1));
  const folders = new Set(files.flatMap((file) => file.split('/').map((_, n, parts) => parts.slice(0, n).join('/'))));
  const named = (name: string): boolean =>
    name.includes('*') ? files.some((file) => matchesGlob(file, name)) : tree.has(name) || folders.has(name);
  const exists = (name: string): boolean =>
    FILE_NAME.test(name)
      ? names.some((file) => (name.includes('*') ? matchesGlob(file, name) : file === name))
      : FROM.some((from) => ENDS.some((end) => named(`${from}${name.replace(/\/$/, '')}${end}`)));
  return Object.entries(papers).flatMap(([path, text]) =>
    text.split('\n').flatMap((line, index) => {
      const quoted = [...line.matchAll(/`([^`\s]+)`/g)].map(([, name = '']) => name);
      const missing = quoted
        .filter((name) => PATH.test(name) || FILE_NAME.test(name))
        .filter((name) => !withoutBraces(name).every(exists));
      const home = path.includes('/') ? `${path.slice(0, path.lastIndexOf('/'))}/` : '';
      const links = [...(path.endsWith('.md') ? line.matchAll(/\]\(([^):#]+)(?:#[^)]*)?\)/g) : [])]
        .map(([, to = '']) => to)
        .filter((to) => !tree.has(`${home}${to}`.replace(/[^/]+\/\.\.\//g, '')));
      return [...missing, ...links].map((name) => `${path}:${index + 1}: ${name}`);
    }),
  );
}
