import { expect, it } from 'vitest';
import { frozenBundle } from '../support/app/app-process.ts';
import { fuzzSeed } from '../support/fuzz/random.ts';
import { torture } from '../torture/torture.ts';

/**
 * The short form of `npm run torture`: six kills and each kind of fault once. Left out against the long form: 194
 * kills; a standstill while a request or a capture is on its way; each harm to the line by itself and the wallet's own
 * wrong answers; a full disk while the wallet answers and at a start; a second start while the first stands still; a
 * clock set ahead; harm to a page header and to the log, a database cut short.
 */
it('loses nothing under six kills and each kind of fault', async () => {
  const seed = fuzzSeed('torture');
  const bundle = await frozenBundle();
  try {
    const report = await torture({
      seed,
      kills: 6,
      times: 1,
      only: null,
      short: true,
      lanes: 3,
      app: bundle.folder,
      stopped: new AbortController().signal,
      say: (line) => console.log(line),
    });
    console.log(`${report.table()}\n${report.seconds} s`);
    expect(report.lostInAll).toBe(0);
    expect(report.times).toBeGreaterThan(15);
  } finally {
    bundle.remove();
  }
}, 300_000);
