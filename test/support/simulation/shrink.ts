import { simulateDay } from './day.ts';
import type { DayResult } from './day.ts';
import type { Note } from './notes.ts';
import { drawPlans } from './plan.ts';
import type { SalePlan } from './plan.ts';

/** Replays of one day are cheap; this is for days in which each takes a second. */
const LONGEST_MS = 40_000;
const MOST_LINES = 120;

export interface BrokenDay {
  readonly seed: number;
  readonly sales: number;
}

/** What is left of a day when everything is taken away without which the same rule still breaks. */
export interface Shrunk {
  readonly only: readonly number[];
  /** Faults and mishaps that strike in what is left. */
  readonly faults: readonly string[];
  readonly sentence: string;
  readonly notes: readonly Note[];
  readonly plans: readonly SalePlan[];
}

/** @returns null where the day breaks no rule */
export async function shrink(day: BrokenDay, longestMs = LONGEST_MS): Promise<Shrunk | null> {
  const until = performance.now() + longestMs;
  const isTime = () => performance.now() < until;
  const whole = await simulateDay({ ...day, faults: true, stopsAtFirst: true });
  const first = whole.broken[0];
  if (first === undefined) return null;
  const breaks = ({ broken }: DayResult): boolean => broken.some(({ rule }) => rule === first.rule);
  const replay = (only: readonly number[], without: ReadonlySet<string>) =>
    simulateDay({ ...day, faults: true, stopsAtFirst: true, only: new Set(only), without });

  const about = whole.about[0] ?? null;
  const none = new Set<string>();
  const alone = about === null ? null : await replay([about], none);
  let only: readonly number[] =
    alone !== null && breaks(alone)
      ? [about ?? 0]
      : await fewest(
          Array.from({ length: day.sales }, (_, index) => index),
          async (few) => breaks(await replay(few, none)),
          isTime,
        );

  let without = none;
  let struck = (await replay(only, none)).faults;
  const allAway = new Set(struck);
  const calm = await replay(only, allAway);
  if (breaks(calm)) {
    without = allAway;
    struck = calm.faults;
  }
  for (const fault of struck.toReversed()) {
    if (!isTime()) break;
    const fewer = new Set([...without, fault]);
    if (breaks(await replay(only, fewer))) without = fewer;
  }
  only = await fewest(only, async (few) => breaks(await replay(few, without)), isTime);
  const notes: Note[] = [];
  const last = await simulateDay({
    ...day,
    faults: true,
    stopsAtFirst: true,
    only: new Set(only),
    without,
    onNote: (note) => notes.push(note),
  });
  const plans = drawPlans(day.seed, day.sales).filter(({ index }) => only.includes(index));
  return {
    only,
    faults: last.faults,
    sentence: last.broken.find(({ rule }) => rule === first.rule)?.sentence ?? first.sentence,
    notes,
    plans,
  };
}

/** Takes away halves, then quarters, then single ones, as long as it still breaks. */
async function fewest(
  all: readonly number[],
  breaks: (few: readonly number[]) => Promise<boolean>,
  isTime: () => boolean,
): Promise<readonly number[]> {
  let kept = all;
  for (
    let size = Math.ceil(kept.length / 2);
    size >= 1 && kept.length > 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let from = 0; from < kept.length && isTime();) {
      const fewer = [...kept.slice(0, from), ...kept.slice(from + size)];
      if (fewer.length > 0 && (await breaks(fewer))) kept = fewer;
      else from += size;
    }
  }
  return kept;
}

const time = (ms: number): string => {
  const minutes = Math.floor(ms / 60_000);
  return `${String(minutes).padStart(3)}:${((ms - minutes * 60_000) / 1_000).toFixed(3).padStart(6, '0')}`;
};

/** For people: who took part, then line by line what happened, minutes and seconds after the shop opened. */
export function printedStory({ only, faults, sentence, notes, plans }: Shrunk): string {
  const people = plans.map(
    ({ index, customer, other, cashier }) =>
      `  sale ${index}: a customer who ${customer.kind}; a cashier who ` +
      `${cashier}${cashier === 'changes the number' ? `; the other number: who ${other.kind}` : ''}`,
  );
  const lines = notes
    .toSorted((a, b) => a.at - b.at)
    .filter(({ sale }) => sale === null || only.includes(sale))
    .map(
      ({ at, who, sale, what }) =>
        `  ${time(at)}  ${only.length > 1 && sale !== null ? `sale ${sale} ` : ''}${who.padEnd(8)}  ${what}`,
    );
  const cut =
    lines.length > MOST_LINES
      ? [...lines.slice(0, MOST_LINES / 2), `  … ${lines.length - MOST_LINES} lines …`, ...lines.slice(-MOST_LINES / 2)]
      : lines;
  return [
    `The shortest story found: ${only.length} ${only.length === 1 ? 'sale' : 'sales'}, ` +
      `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}.`,
    `  ${sentence}`,
    ...people,
    ...cut,
  ].join('\n');
}
