import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectSources, ROOMS } from '../../build/import-rules.ts';
import { filesBelow } from '../../build/setup/files.ts';
import { root } from '../../build/setup/paths.ts';
import { brokenCitations, brokenPaths } from './paper-rules.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const TOP = [
  'README',
  'ACCESSIBILITY',
  'ARCHITECTURE',
  'DECISIONS',
  'GLOSSARY',
  'KNOWN_ISSUES',
  'RELIABILITY',
  'SECURITY',
];
const papers = Object.fromEntries(
  [
    ...TOP.map((name) => `${name}.md`),
    ...filesBelow(join(root, 'docs'))
      .filter((file) => file.endsWith('.md'))
      .map((file) => `docs/${file}`),
  ].map((path) => [path, read(path)]),
);
const AT_THE_TOP = [
  'CHANGELOG.md',
  'LICENSE',
  'package.json',
  'tsconfig.json',
  'electron-builder.yml',
  'knip.json',
  '.dependency-cruiser.mjs',
];
const files = [
  ...[...ROOMS, 'docs'].flatMap((room) => filesBelow(join(root, room)).map((file) => `${room}/${file}`)),
  ...Object.keys(papers).filter((path) => !path.includes('/')),
  ...AT_THE_TOP,
];
const docs = { api: read('docs/api-facts.md'), practice: read('docs/practice-rules.md') };

describe('a citation', () => {
  it('names a section of docs/, and nothing outside the repository', () => {
    const code = Object.entries(projectSources()).filter(([path]) => !path.startsWith('test/architecture/'));
    const cited = { ...Object.fromEntries(code), ...papers };
    expect(docs.api).toContain('`[api 4.1]` in a comment means');
    expect(brokenCitations(cited, docs)).toEqual([]);
  });

  it.each([
    ['a section that is not there', '// so it is [api 4.9]'],
    ['one of several that is not there', '// so it is [api 4.1, 77]'],
    ['a section of the other page', '// so it is [practice 11.5]'],
    ['a citation that a line ends', '// so it is [api 4.1,'],
    ['a citation in words', '// so it is [api four]'],
    ['a file that is not explained', '// as [EP-1.4.1 Amount] has it'],
    ['another document', `// so it is [${'vipps' + '-facts'} 4.1]`],
    ['another document without brackets', `// the rules of ${'design' + '.md'}`],
    ['a note', '// [Note: journal first] it is written'],
  ])('is broken by %s', (_name, line) => {
    expect(brokenCitations({ 'shared/a.ts': line }, docs)).toHaveLength(1);
  });

  it('is whole where it should be', () => {
    const text = '// [api 4.1, 7.2] and [practice 1.2], also [EP-1.8.1 Amount] and [RFC 4180]';
    expect(brokenCitations({ 'shared/a.ts': text }, docs)).toEqual([]);
  });
});

describe('a paper', () => {
  it('names files and folders that there are', () => {
    expect(brokenPaths(papers, files)).toEqual([]);
  });

  it('is no better than a comment, which names what there is too', () => {
    const comments = Object.entries(projectSources())
      .filter(([path]) => !path.startsWith('test/architecture/'))
      .map(([path, text]) => [path, text.replace(/^(?!\s*(?:\/\*\*|\*|\/\/)).*$/gm, '')]);
    expect(brokenPaths(Object.fromEntries(comments), files)).toEqual([]);
  });

  it.each([
    ['a file that is gone', 'see `electron/core/till/gone.ts`'],
    ['a folder that is gone', 'see `core/day`'],
    ['one of two that is gone', 'see `core/{till,day}`'],
    ['a test that is gone', 'shown by `unit/till/gone`'],
    ['a name that no file has', 'in `gone-for-good.ts`'],
    ['a pattern that no file fits', 'in `test/unit/till/gone*`'],
    ['a link that leads nowhere', 'read [on](GONE.md)'],
  ])('is broken by %s', (_name, line) => {
    expect(brokenPaths({ 'A.md': line }, files)).toHaveLength(1);
  });

  it('may shorten a path as the papers do', () => {
    const line =
      '`core/till/till.ts` `unit/till/opening` `electron/core/{till,sales}` `test/e2e` `till.ts` `/accesstoken`';
    expect(brokenPaths({ 'A.md': line, 'docs/b.md': '[up](../README.md)' }, files)).toEqual([]);
  });
});
