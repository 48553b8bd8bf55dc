import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { z } from 'zod';
import type { InsidePackage } from '../inside.ts';
import { run } from '../setup/command.mjs';
import type { ElectronRuntime } from '../setup/electron-runtime.ts';
import { readJson } from '../setup/files.ts';
import { root } from '../setup/paths.ts';

/** What a list of parts is made of. */
export interface SbomPlan {
  readonly product: string;
  readonly version: string;
  /** seconds since 1970 */
  readonly time: number;
  readonly inside: readonly InsidePackage[];
  readonly runtime: Readonly<Record<'electron' | 'chrome' | 'node', string>>;
}

const Lock = z.object({ packages: z.record(z.string(), z.object({ integrity: z.string().optional() })) });
const Versions = z.object({ electron: z.string(), chrome: z.string(), node: z.string() });

/** @returns what an Electron is made of, as it says itself */
export async function runtimeVersions({ executable }: ElectronRuntime): Promise<SbomPlan['runtime']> {
  const asked = await run(executable, ['-p', 'JSON.stringify(process.versions)'], {
    env: { ELECTRON_RUN_AS_NODE: '1' },
  });
  return Versions.parse(JSON.parse(asked.stdout));
}

/** @returns the parts of a product as CycloneDX 1.6: the same for the same parts */
export function sbom(plan: SbomPlan, lock = Lock.parse(readJson(join(root, 'package-lock.json')))): string {
  const product = new Models.Component(Enums.ComponentType.Application, plan.product, {
    version: plan.version,
    bomRef: plan.product,
    licenses: new Models.LicenseRepository([new Models.NamedLicense('Proprietary')]),
  });
  const parts = [
    part(Enums.ComponentType.Framework, 'Electron', plan.runtime.electron, 'pkg:npm/electron', 'MIT'),
    part(Enums.ComponentType.Library, 'Chromium', plan.runtime.chrome, 'pkg:generic/chromium', 'BSD-3-Clause'),
    part(Enums.ComponentType.Library, 'Node.js', plan.runtime.node, 'pkg:generic/nodejs', 'MIT'),
    ...plan.inside.map((each) => npmPart(each, lock.packages[each.folder]?.integrity)),
  ];
  for (const each of parts) product.dependencies.add(each.bomRef);
  const bom = new Models.Bom({
    metadata: new Models.Metadata({ component: product, timestamp: new Date(plan.time * 1000) }),
    components: new Models.ComponentRepository(parts),
  });
  bom.serialNumber = serialNumber(plan);
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

function part(
  type: Enums.ComponentType,
  name: string,
  version: string,
  place: string,
  license: string,
): Models.Component {
  const purl = `${place}@${version}`;
  const licenses = new Models.LicenseRepository([new Models.SpdxLicense(license)]);
  return new Models.Component(type, name, { version, bomRef: purl, purl, licenses });
}

function npmPart({ name, version, license }: InsidePackage, integrity: string | undefined): Models.Component {
  const place = `pkg:npm/${name.replace('@', '%40')}`;
  const made = part(Enums.ComponentType.Library, name, version, place, license);
  const [, sum] = /^sha512-(.+)$/.exec(integrity ?? '') ?? [];
  if (sum !== undefined) made.hashes.set(Enums.HashAlgorithm['SHA-512'], Buffer.from(sum, 'base64').toString('hex'));
  return made;
}

/** A number that follows from the parts, where others draw one: `urn:uuid` of version 8 (RFC 9562). */
function serialNumber(plan: SbomPlan): string {
  const sum = createHash('sha256').update(JSON.stringify(plan)).digest('hex');
  const digits = `${sum.slice(0, 12)}8${sum.slice(13, 16)}8${sum.slice(17, 32)}`;
  return `urn:uuid:${digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`;
}
