import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { planFor } from '../bundle.ts';
import { everythingInside } from '../inside.ts';
import { packagedFolder, packageName, PRODUCT, type PackagedFlavour } from '../packaged.ts';
import { packageInstallers } from '../packaging.ts';
import { run } from '../setup/command.mjs';
import { chosenElectron } from '../setup/electron-runtime.ts';
import { fileDigest } from '../setup/files.ts';
import { root } from '../setup/paths.ts';
import { longStep, megabytes, say } from '../setup/progress.mjs';
import { makeArchive } from './archive.ts';
import { debName, makeDeb } from './deb.ts';
import { channelSchema } from '../../shared/update.ts';
import { signingKey } from '../update-keys.ts';
import { writeManifest } from './manifest.ts';
import { papersFor } from './papers.ts';
import { releaseTime } from './release.ts';
import { runtimeVersions, sbom } from './sbom.ts';

/** What a shop can be given, by the system that makes it. */
const MADE_ON: Readonly<Record<string, NodeJS.Platform>> = {
  'deb (Debian, Ubuntu)': 'linux',
  'tar.gz (Linux)': 'linux',
  'AppImage (Linux)': 'linux',
  'NSIS installer (Windows)': 'win32',
  'dmg and zip (macOS)': 'darwin',
};

/**
 * Makes of an unpacked program what can be made on this machine, in `out/installers/<flavour>/`, with the list of its
 * parts and the checksums of all; names what cannot, and why.
 */
export async function makeInstallers(flavour: PackagedFlavour): Promise<void> {
  const folder = join(root, 'out', 'installers', flavour);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { made, missing } = process.platform === 'linux' ? await onLinux(flavour, folder) : await elsewhere(flavour);
  const { told, untold } = await tell(flavour, folder, made);
  const files = [...made, ...told, await writeParts(flavour, folder)];
  writeFileSync(join(folder, 'SHA256SUMS'), await checksums(files));
  say(`${relative(root, folder)}:`);
  for (const file of files) say(`  ${megabytes(statSync(file).size).padStart(8)}  ${basename(file)}`);
  for (const [name, why] of Object.entries({ ...missing, ...untold, ...notHere() })) say(`  not made: ${name}: ${why}`);
}

interface Made {
  readonly made: readonly string[];
  /** What could not be made here, and why. */
  readonly missing: Readonly<Record<string, string>>;
}

async function onLinux(flavour: PackagedFlavour, folder: string): Promise<Made> {
  const { version } = planFor(flavour);
  const program = packagedFolder(flavour);
  const time = releaseTime(version);
  const made: string[] = [];
  const missing: Record<string, string> = {};
  const deb = join(folder, debName(flavour, version));
  if ((await run('dpkg-deb', ['--version'])).code === 0) {
    await longStep('deb', () => makeDeb({ flavour, version, program, deb, time, compression: 'small' }));
    made.push(deb);
  } else missing['deb (Debian, Ubuntu)'] = 'there is no dpkg-deb';
  const name = `${packageName(flavour)}-${version}-linux-${process.arch}`;
  const archive = join(folder, `${name}.tar.gz`);
  await longStep('tar.gz', () => makeArchive({ program, folder: name, archive, time }));
  made.push(archive);
  // Its maker is fetched from where the pinned Electron is.
  if (chosenElectron().source === 'pinned') made.push(...(await byElectronBuilder(flavour)));
  else missing['AppImage (Linux)'] = 'its tool cannot be fetched here';
  return { made, missing };
}

/** Programs that are installed find an update by its signed manifest, which lies beside it. */
async function tell(
  flavour: PackagedFlavour,
  folder: string,
  files: readonly string[],
): Promise<{ readonly told: readonly string[]; readonly untold: Made['missing'] }> {
  const key = signingKey(flavour);
  if (!key) return { told: [], untold: { 'manifest of updates': 'the environment has no SKRANKE_UPDATE_KEY' } };
  const { version } = planFor(flavour);
  const channel = channelSchema.parse(process.env['SKRANKE_UPDATE_CHANNEL'] ?? 'stable');
  const plan = { product: packageName(flavour), channel, version, time: releaseTime(version), files, folder };
  return { told: [await writeManifest({ ...plan, keys: [key] })], untold: {} };
}

const elsewhere = async (flavour: PackagedFlavour): Promise<Made> => ({
  made: await byElectronBuilder(flavour),
  missing: {},
});

async function byElectronBuilder(flavour: PackagedFlavour): Promise<string[]> {
  const bundle = planFor(flavour);
  const folder = join(root, 'out', 'installers', flavour);
  const plan = { flavour, bundle, folder, electron: chosenElectron(), papers: papersFor(bundle) };
  const made = await longStep('installers', () => packageInstallers(plan));
  return made.filter((file) => /\.(AppImage|exe|dmg|zip)$/.test(file));
}

const notHere = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(MADE_ON)
      .filter(([, system]) => system !== process.platform)
      .map(([name, system]) => [
        name,
        `it is made on ${{ win32: 'Windows', darwin: 'macOS' }[String(system)] ?? system}`,
      ]),
  );

/** The parts, and the licences of those that are others'. */
async function writeParts(flavour: PackagedFlavour, folder: string): Promise<string> {
  const plan = planFor(flavour);
  const file = join(folder, `${packageName(flavour)}-${plan.version}.cdx.json`);
  const parts = sbom({
    product: PRODUCT[flavour],
    version: plan.version,
    time: releaseTime(plan.version),
    inside: everythingInside(plan),
    runtime: await runtimeVersions(chosenElectron()),
  });
  writeFileSync(file, parts);
  return file;
}

/** @returns a text that `sha256sum --check` reads */
async function checksums(files: readonly string[]): Promise<string> {
  const lines = await Promise.all(
    files.map(async (file) => `${await fileDigest(file, 'sha256', 'hex')}  ${basename(file)}\n`),
  );
  return lines.toSorted((one, other) => (one.slice(66) < other.slice(66) ? -1 : 1)).join('');
}
