import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cut, flip, harmAtRandom, hashOf, judge, NAME, scene } from '../../support/journal/harmed-journal.ts';
import type { Scene, Verdict } from '../../support/journal/harmed-journal.ts';

const LOG = `${NAME}-wal`;
const ROLL = 'journal-test.roll';
const PAGE = 4096;

let model: Scene;
beforeAll(() => {
  model = scene();
});
afterAll(() => model.remove());

const sizeOf = (folder: string, name: string): number => statSync(join(folder, name)).size;
const placeOf = (folder: string, name: string, text: string): number => readFileSync(join(folder, name)).indexOf(text);

describe('a journal whose files were harmed while the till was down', () => {
  const expected: readonly (readonly [string, (folder: string) => void, Verdict])[] = [
    ['nothing', () => undefined, 'nothing lost'],
    [
      'a payload in the database',
      (folder) => flip(folder, NAME, placeOf(folder, NAME, '"total":{"value":24900') + 10),
      'named',
    ],
    [
      'the name of a type beside its payload',
      (folder) => flip(folder, NAME, placeOf(folder, NAME, 'sale.opened{') + 1),
      'named',
    ],
    ['a page header of a table', (folder) => flip(folder, NAME, PAGE), 'named'],
    [
      'a frame in the middle of the log',
      (folder) => flip(folder, LOG, Math.floor(sizeOf(folder, LOG) / 2)),
      'restored',
    ],
    ['the header of the log', (folder) => flip(folder, LOG, 3), 'restored'],
    ['the salt of the log', (folder) => flip(folder, LOG, 17), 'restored'],
    ['the header of a frame', (folder) => flip(folder, LOG, 32 + 3 * (PAGE + 24)), 'restored'],
    ['the torn end of the log', (folder) => cut(folder, LOG, sizeOf(folder, LOG) - 5_000), 'restored'],
    ['the whole log', (folder) => cut(folder, LOG, 0), 'restored'],
    ['the log is gone', (folder) => rmSync(join(folder, LOG)), 'restored'],
    ['the database is empty', (folder) => cut(folder, NAME, 0), 'restored'],
    ['the database is gone', (folder) => rmSync(join(folder, NAME)), 'restored'],
    ['the database is cut', (folder) => cut(folder, NAME, 5 * PAGE), 'named'],
    ['the database is no database', (folder) => writeFileSync(join(folder, NAME), Buffer.alloc(9_000, 7)), 'named'],
    ['the roll is gone', (folder) => rmSync(join(folder, ROLL)), 'nothing lost'],
    ['the roll is torn', (folder) => cut(folder, ROLL, sizeOf(folder, ROLL) - 30), 'nothing lost'],
    ['the first line of the roll', (folder) => flip(folder, ROLL, 100), 'nothing lost'],
    ['the last line of the roll', (folder) => flip(folder, ROLL, sizeOf(folder, ROLL) - 60), 'nothing lost'],
    ['the roll is something else', (folder) => writeFileSync(join(folder, ROLL), 'hello\n'), 'nothing lost'],
    [
      'the log is gone and the roll has a hole in what it held',
      (folder) => {
        rmSync(join(folder, LOG));
        flip(folder, ROLL, sizeOf(folder, ROLL) - 2_000);
      },
      'named',
    ],
  ];

  it.each(expected)('%s', (_, harm, verdict) => {
    const folder = model.fresh();
    harm(folder);
    expect(judge(folder, model)).toBe(verdict);
  });

  it('loses nothing without a word for any flipped byte of the file header', { timeout: 60_000 }, () => {
    const verdicts = new Map<Verdict, number>();
    for (let at = 0; at < 100; at += 1) {
      const folder = model.fresh();
      flip(folder, NAME, at, at % 2 === 0 ? 0x01 : 0x80);
      const verdict = judge(folder, model);
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      rmSync(folder, { recursive: true });
    }
    expect([...verdicts.values()].reduce((a, b) => a + b)).toBe(100);
  });

  it('loses nothing without a word in a hundred random harms', { timeout: 60_000 }, () => {
    const verdicts = harmAtRandom(model, 1, 100);
    expect(verdicts.named).toBeGreaterThan(5);
    expect(verdicts.restored).toBeGreaterThan(10);
    expect(verdicts['nothing lost']).toBeGreaterThan(5);
  });

  it('is not written to when the process that looked at it ends and closes all it had open', () => {
    const folder = model.fresh();
    flip(folder, LOG, sizeOf(folder, LOG) - 2_000);
    const before = [NAME, LOG].map((name) => hashOf(join(folder, name)));
    const examiner = new URL('../../../electron/adapters/journal/damage/examine.ts', import.meta.url).href;
    const script =
      `import { examine } from '${examiner}'; examine(${JSON.stringify(join(folder, NAME))}); ` +
      'for (let n = 0; n < 5; n += 1) { await new Promise((go) => setTimeout(go, 20)); gc(); }';
    const ended = spawnSync(process.execPath, ['--expose-gc', '--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    expect(ended.status, ended.stderr).toBe(0);
    expect([NAME, LOG].map((name) => hashOf(join(folder, name)))).toEqual(before);
  });
});
