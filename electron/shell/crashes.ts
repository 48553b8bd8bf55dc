import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CrashReporter } from 'electron';

const MINIDUMP = /\.dmp$/;
/** As many as a file for support takes. */
const MOST_KEPT = 3;

/**
 * What the system writes down when the program crashes stays on this machine, the newest few alone. SECURITY: it is
 * never sent, and it can hold pieces of memory, keys too: it goes with a file for support only where somebody says so.
 * Begun when the till can be seen, since it starts a process of its own; a page that is older is not watched.
 */
export async function keepCrashes(reporter: CrashReporter, folder: string): Promise<void> {
  reporter.start({ uploadToServer: false });
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const dumps = await Promise.all(
    names
      .filter((name) => MINIDUMP.test(name))
      .map(async (name) => ({ name, at: (await stat(join(folder, name)).catch(() => null))?.mtimeMs ?? 0 })),
  );
  const old = dumps.toSorted((a, b) => b.at - a.at).slice(MOST_KEPT);
  await Promise.all(old.map(({ name }) => rm(join(folder, name), { force: true }).catch(() => undefined)));
}
