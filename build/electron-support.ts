import { z } from 'zod';
import { npmCommand, run } from './setup/command.mjs';
import { readJson } from './setup/files.ts';

/** The Electron project looks after its three newest majors. */
const LOOKED_AFTER = 3;

const majorOf = (version: string): number => Number(version.split('.')[0]);

/** @returns a warning where the pinned Electron gets no fixes any more, or is about to; else null */
export function supportWarning(pinned: string, newest: string): string | null {
  const behind = majorOf(newest) - majorOf(pinned);
  if (behind >= LOOKED_AFTER) return `Electron ${pinned} gets no security fixes any more: the newest is ${newest}.`;
  if (behind === LOOKED_AFTER - 1) return `Electron ${pinned} is the oldest that gets fixes: the newest is ${newest}.`;
  return null;
}

if (import.meta.main) {
  const { devDependencies } = z
    .object({ devDependencies: z.object({ electron: z.string() }) })
    .parse(readJson('package.json'));
  const npm = npmCommand();
  const asked = await run(npm.file, [...npm.args, 'view', 'electron', 'version']);
  const newest = asked.stdout.trim();
  const warning = /^\d+\./.test(newest)
    ? supportWarning(devDependencies.electron, newest)
    : 'Nobody could say which Electron is the newest.';
  // The form in which a workflow shows a warning.
  if (warning !== null) console.log(`::warning file=package.json::${warning}`);
}
