import { join } from 'node:path';
import { currentJournalFile } from '../../../electron/adapters/journal/store/volumes.ts';
import { saveWorld } from '../../../electron/simulator/state-file.ts';
import { playPracticeDay } from '../till/practice-day.ts';
import { SimulatedCounter } from '../simulation/counter.ts';

/** About as long as the day is. */
const DAY_MS = 8.2 * 3_600_000;
const SEED = 20261121;

/**
 * Plays the practice day so that it ends now, and leaves its journal and the practice wallet's books in the profile.
 */
export async function writePracticeDay(profile: string): Promise<void> {
  const counter = new SimulatedCounter({
    seed: SEED,
    start: Date.now() - DAY_MS,
    file: currentJournalFile(profile, 'practice'),
  });
  await counter.open();
  await playPracticeDay(counter, SEED);
  saveWorld(join(profile, 'practice-NO.json'), counter.world);
  counter.close();
}
