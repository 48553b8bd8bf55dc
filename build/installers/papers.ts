import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { BundlePlan } from '../vite.ts';
import { everythingInside, type InsidePackage } from '../inside.ts';
import { readJson } from '../setup/files.ts';
import { root } from '../setup/paths.ts';

/** Licences that ask for no more than that their text goes along: a package under another one is no part yet. */
const WELCOME = new Set(['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'OFL-1.1']);

const LICENCE_FILE = /^(licen[cs]e|copying|notice)(\.(md|txt|apache))?$/i;

/** What a package's own licence file tells of what only its authors' builds hold. */
const OF_THEIR_TOOLS = /\n# Licenses of bundled dependencies[\s\S]*$/;

const NOT_BROUGHT: Readonly<Record<string, string>> = {
  MIT: `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`,
};

const Author = z.object({
  author: z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]).optional(),
});

/** The names of what goes beside the program. */
export const PAPERS = { licence: 'LICENSE.txt', notices: 'THIRD-PARTY-NOTICES.txt' } as const;

/** @returns the texts that go beside a program, made from what is really in its bundle */
export function papersFor(plan: BundlePlan): Record<string, string> {
  return {
    [PAPERS.licence]: readFileSync(join(plan.root, 'LICENSE'), 'utf8'),
    [PAPERS.notices]: notices(everythingInside(plan), plan.root),
  };
}

const RULE = '-'.repeat(100);

/** @throws where a package's licence is none of those that were looked at, or has no text */
export function notices(inside: readonly InsidePackage[], projectRoot = root): string {
  const head =
    'Skranke holds code, fonts and data of others, each under its own licence, which follows.\n' +
    'Electron, Chromium and Node.js, on which it runs, and what they hold: LICENSE.electron.txt and\n' +
    'LICENSES.chromium.html beside this file. SQLite, inside libsql, is in the public domain.\n';
  const parts = inside.map((each) => {
    if (!WELCOME.has(each.license))
      throw new Error(`${each.name} is under ${each.license}, which nobody has looked at (build/installers/papers.ts)`);
    return `${RULE}\n${each.name} ${each.version} (${each.license})\n${RULE}\n\n${licenceText(each, projectRoot)}\n`;
  });
  return [head, ...parts].join('\n');
}

function licenceText({ name, license, folder }: InsidePackage, projectRoot: string): string {
  // Each system's binary of libsql is a package without its papers.
  const from = name.startsWith('@libsql/') ? join(projectRoot, 'node_modules', 'libsql') : join(projectRoot, folder);
  const files = existsSync(from) ? readdirSync(from).filter((file) => LICENCE_FILE.test(file)) : [];
  const texts = files.toSorted().map((file) => readFileSync(join(from, file), 'utf8').replace(OF_THEIR_TOOLS, ''));
  if (texts.length > 0) return texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n');
  const text = NOT_BROUGHT[license];
  if (text === undefined) throw new Error(`${name} brings no text of its licence ${license}`);
  const { author = 'its authors' } = Author.parse(readJson(join(from, 'package.json')));
  return `Copyright (c) ${author}\n\n${text}`;
}
