import { root } from '../../build/setup/paths.ts';
import { prepareProfile } from '../support/app/prepared-profile.ts';
import { startSimulator } from '../support/app/simulator-process.ts';
import { freshFolder, removeFolder } from '../support/app/terminal-app.ts';
import { bareApp } from './bare-window.ts';
import { startPlain } from './devtools.ts';
import { median } from './figures.ts';
import type { Figure } from './figures.ts';

const ROUNDS = 9;

/** Epoch ms at which the window had shown something; null before. */
export const PAINTED =
  `(() => { const paint = performance.getEntriesByName('first-contentful-paint')[0]; ` +
  'return paint ? performance.timeOrigin + paint.startTime : null; })()';
/** Epoch ms at which the sale screen took keys; null before. */
export const USABLE =
  `(() => { const mark = performance.getEntriesByName('skranke:usable')[0]; ` +
  'return mark ? performance.timeOrigin + mark.startTime : null; })()';

/** What both start with: a GPU that is not there is not looked for. */
const NO_GPU = ['--disable-gpu'];

/**
 * From the start of the process to the sale screen, and to the first picture of a bare window with the same switches,
 * in turns. A set-up till on a warm machine. The figure is without hardware acceleration; with it is printed beside.
 */
export async function startUp(): Promise<Figure[]> {
  const [profile, bareProfile, bare] = [freshFolder(), freshFolder(), bareApp()];
  const simulator = await startSimulator();
  prepareProfile(profile);
  const once = async (
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    expression: string,
  ): Promise<number> => {
    const started = startPlain(args, env);
    try {
      return (await started.ask(expression, 30_000)) - started.spawnedAt;
    } finally {
      await started.end();
    }
  };
  const terminal = (switches: readonly string[]) =>
    once([...switches, root], { SKRANKE_PROFILE_DIR: profile, SKRANKE_API_URL: simulator.url }, USABLE);
  const window = (switches: readonly string[]) => once([...switches, bare], { BARE_PROFILE_DIR: bareProfile }, PAINTED);
  const without = { ours: [] as number[], bare: [] as number[] };
  const accelerated = { ours: [] as number[], bare: [] as number[] };
  try {
    // The first start of each fills caches that every later one has.
    await window(NO_GPU);
    await terminal(NO_GPU);
    for (let round = 0; round < ROUNDS; round += 1) {
      without.bare.push(await window(NO_GPU));
      without.ours.push(await terminal(NO_GPU));
      accelerated.bare.push(await window([]));
      accelerated.ours.push(await terminal([]));
    }
  } finally {
    await simulator.stop();
    for (const folder of [profile, bareProfile, bare]) removeFolder(folder);
  }
  const told = ({ ours, bare: empty }: typeof without) =>
    `${median(ours).toFixed(0)} ms against ${median(empty).toFixed(0)} ms`;
  const ratio = ({ ours, bare: empty }: typeof without) => median(ours) / median(empty);
  const detail =
    `${told(without)}, medians of ${ROUNDS}; ` +
    `with hardware acceleration ${told(accelerated)}, ${ratio(accelerated).toFixed(2)} times`;
  return [
    {
      name: 'process start to a usable sale screen, against a bare window',
      value: ratio(without),
      unit: 'times',
      limit: 1.35,
      better: 'lower',
      detail,
    },
  ];
}
