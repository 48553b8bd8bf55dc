import { describe, expect, it } from 'vitest';
import { judge, type Sample } from '../../soak/verdict.ts';
import { handleName, kindOf } from '../../support/app/processes.ts';

const sample = (minute: number, changes: Partial<Sample> = {}): Sample => ({
  minute,
  sales: minute * 2,
  memory: 300,
  resident: 600,
  wallet: 60,
  processes: 6,
  files: 2,
  bytes: 1_000,
  handles: ['main /profile/journal.db', 'main socket', 'main pipe', 'renderer memory'],
  names: ['journal-practice.db', 'settings.json'],
  ...changes,
});
const MINUTES = 120;
const run = (memory: (minute: number) => number) =>
  Array.from({ length: MINUTES }, (_, at) => sample(at + 1, { memory: memory(at + 1) }));
const rest = { first: sample(30), last: sample(120) };

describe('the verdict of a soak', () => {
  it('is content with a till that weighs the same, and with one that was heavier while it began', () => {
    expect(
      judge(
        run(() => 300),
        rest,
        MINUTES,
      ),
    ).toMatchObject({ growthPercent: 0, faults: [] });
    expect(
      judge(
        run((minute) => (minute < 20 ? 500 : 300)),
        rest,
        MINUTES,
      ).faults,
    ).toEqual([]);
  });

  it('tells growth after the first quarter, also where it went back, and not one look in the middle of a sale', () => {
    expect(
      judge(
        run((minute) => 300 + minute / 4),
        rest,
        MINUTES,
      ).faults,
    ).toEqual(['memory grew too much']);
    expect(
      judge(
        run((minute) => (minute > 60 && minute < 80 ? 330 : 300)),
        rest,
        MINUTES,
      ).faults,
    ).toHaveLength(1);
    expect(
      judge(
        run((minute) => (minute === 70 ? 900 : 300)),
        rest,
        MINUTES,
      ).faults,
    ).toEqual([]);
  });

  it('names each handle and file that is left open or lying about, and no picture’s memory', () => {
    const last = sample(120, {
      handles: [...rest.first.handles, 'main /profile/journal.db', 'main socket', 'gpu-process memory'],
      names: [...rest.first.names, 'export.partial', 'Cache/index'],
    });
    expect(
      judge(
        run(() => 300),
        { ...rest, last },
        MINUTES,
      ).faults,
    ).toEqual([
      'left open: file (main /profile/journal.db +1)',
      'left open: socket (main socket +1)',
      'left in the profile: export.partial',
    ]);
  });
});

it('names processes and what they hold open alike in each run', () => {
  expect(kindOf('/opt/skranke/skranke\0')).toBe('main');
  expect(kindOf('skranke\0--type=renderer\0--x')).toBe('renderer');
  expect(kindOf('skranke\0--type=utility\0--utility-sub-type=node.mojom.NodeService\0')).toBe('node');
  expect(
    ['socket:[12]', 'pipe:[9]', '/memfd:x (deleted)', '/dev/shm/.org.chromium.Chromium.X (deleted)', '/a'].map(
      handleName,
    ),
  ).toEqual(['socket', 'pipe', 'memory', 'memory', '/a']);
});
