import { printedStory, shrink } from '../support/simulation/shrink.ts';
import type { BrokenDay } from '../support/simulation/shrink.ts';

/** The shortest story that breaks a rule on this day, in words. */
export async function tellStory(day: BrokenDay): Promise<string> {
  const shrunk = await shrink(day);
  return shrunk === null
    ? 'Played again by itself, the day breaks no rule: two runs of it differ, which is a fault of the simulation.'
    : printedStory(shrunk);
}
