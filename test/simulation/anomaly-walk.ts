import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAILURES, sellWith } from './anomaly-loop.ts';
import type { Failure } from './anomaly-loop.ts';
import { STORIES } from './anomaly-loop-stories.ts';
import type { Story } from './anomaly-loop-stories.ts';

/** More operations than any story has. */
const MOST_OPERATIONS = 400;
/** The stories whose journal lies on a real disk; it takes a moment for each write. */
const ON_DISK = new Set(['approved and captured', 'withdrawn too late, then captured']);

/** `first`, and then each `stride`th operation is failed. */
export interface Walk {
  readonly first: number;
  readonly stride: number;
}

/** Fails one operation after the other, until a sale comes through untouched. */
async function loop(story: Story, name: string, failure: Failure, { first, stride }: Walk, folder: string) {
  const broken: string[] = [];
  for (let nth = first; nth <= MOST_OPERATIONS; nth += stride) {
    const onDisk = ON_DISK.has(story.name) && failure.kind !== 'call';
    const file = onDisk
      ? join(folder, `${STORIES.indexOf(story)}-${Object.keys(FAILURES).indexOf(name)}-${nth}.db`)
      : null;
    const outcome = await sellWith(story, failure, nth, file);
    broken.push(...outcome.broken.map((sentence) => `operation ${nth} ${name}: ${sentence}`));
    if (!outcome.struck) return { operations: nth - 1, broken };
  }
  return { operations: MOST_OPERATIONS, broken: [...broken, `more than ${MOST_OPERATIONS} operations`] };
}

/** One sale of each kind, in which operations fail in every way, one at a time. */
export function describeAnomalies(walk: Walk): void {
  let folder = '';
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'skranke-anomalies-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  describe.each(STORIES.map((story) => [story.name, story] as const))('a sale that is %s', (_, story) => {
    it('ends so when nothing fails', async () => {
      expect(await sellWith(story, null, 0, null)).toEqual({ struck: false, broken: [], end: story.end });
    });

    it.each(Object.entries(FAILURES))('breaks no rule whichever operation fails: %s', async (name, failure) => {
      const { operations, broken } = await loop(story, name, failure, walk, folder);
      expect(broken).toEqual([]);
      expect(operations).toBeGreaterThan(2);
    });
  });
}
