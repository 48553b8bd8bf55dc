import { flipFuses, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';

/** Every fuse there is must be decided here: a new one in an upgrade is a compile error. */
type Fuses = Required<Record<FuseV1Options, boolean>>;

/**
 * What a terminal in a shop allows: nothing that turns it into a tool for running other code or for looking into it.
 */
const production: Fuses = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
};

/** The test flavour differs in the one fuse that a test driver needs; a rehearsal in none. */
export const FUSES: Readonly<Record<'production' | 'rehearsal' | 'test', Fuses>> = {
  production,
  rehearsal: production,
  test: { ...production, [FuseV1Options.EnableNodeCliInspectArguments]: true },
};

const FUSE_ON = 0x31;

/** Every fuse that @electron/fuses knows. */
export function knownFuses(): FuseV1Options[] {
  return Object.values(FuseV1Options).filter((value) => typeof value === 'number');
}

/** Sets the fuses of an executable. @throws when a fuse reads back as something else, or the record leaves one out */
export async function setFuses(executable: string, flavour: keyof typeof FUSES): Promise<void> {
  const wanted = FUSES[flavour];
  await flipFuses(executable, {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: process.platform === 'darwin',
    ...wanted,
  });
  const wrong = await fusesThatDiffer(executable, flavour);
  if (wrong.length > 0)
    throw new Error(`These fuses of ${executable} are not as decided in build/fuses.ts: ${wrong.join(', ')}`);
}

/** @returns the names of the fuses that do not stand as decided */
export async function fusesThatDiffer(executable: string, flavour: keyof typeof FUSES): Promise<string[]> {
  const wire: Readonly<Record<number, number | string | undefined>> = { ...(await getCurrentFuseWire(executable)) };
  return knownFuses()
    .filter((fuse) => (wire[fuse] === FUSE_ON) !== FUSES[flavour][fuse])
    .map((fuse) => FuseV1Options[fuse]);
}
