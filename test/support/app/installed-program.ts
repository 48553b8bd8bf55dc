import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { planFor } from '../../../build/bundle.ts';
import { debName, makeDeb } from '../../../build/installers/deb.ts';
import { packagedFolder, packageName, PRODUCT, type PackagedFlavour } from '../../../build/packaged.ts';
import { SetupError } from '../../../build/setup/progress.mjs';
import { canHaveRoot, cleanRoot, type CleanRoot } from './clean-root.ts';
import { freshFolder, removeFolder } from './terminal-app.ts';

/** A Debian package, installed by root in a clean system for somebody who sells. */
export interface InstalledProgram {
  readonly system: CleanRoot;
  /** Starts it as that person. */
  readonly executable: string;
  /** that person's data, as the machine around sees it */
  readonly profile: string;
  end(): void;
}

/** Any fixed moment: the package is made for this run alone. */
const TIME = 1_780_000_000;

/** Installs what `npm run dist` has left of a flavour. @throws SetupError where nothing can be installed */
export async function installProgram(flavour: PackagedFlavour): Promise<InstalledProgram> {
  if (!canHaveRoot()) throw new SetupError('A package is installed by root on Linux: run this as root there.');
  const made = freshFolder();
  try {
    const { version } = planFor(flavour);
    const deb = join(made, debName(flavour, version));
    await makeDeb({
      flavour,
      version,
      program: packagedFolder(flavour),
      deb,
      time: TIME,
      compression: 'quick',
    });
    const system = await cleanRoot();
    copyFileSync(deb, join(system.folder, '/tmp/program.deb'));
    system.asRoot('dpkg', '--install', '/tmp/program.deb');
    return {
      system,
      executable: system.starter(`/usr/bin/${packageName(flavour)}`),
      profile: join(system.home, '.config', PRODUCT[flavour]),
      end: () => system.end(),
    };
  } finally {
    removeFolder(made);
  }
}
