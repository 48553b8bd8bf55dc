import { createPublicKey, sign, type KeyObject } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  FIRST_LINE,
  keyId,
  manifestName,
  manifestSchema,
  payloadOf,
  type FileKind,
  type Manifest,
} from '../../electron/adapters/updates/manifest.ts';
import type { Channel } from '../../shared/update.ts';
import { fileDigest } from '../setup/files.ts';
import { root } from '../setup/paths.ts';

/** A manifest to be written. */
export interface ManifestPlan {
  readonly product: string;
  readonly channel: Channel;
  readonly version: string;
  /** seconds since 1970 */
  readonly time: number;
  /** The installers that it tells of. */
  readonly files: readonly string[];
  /** All of these sign; the newest program believes the newest, older ones an older. */
  readonly keys: readonly KeyObject[];
  readonly folder: string;
}

/** Every version of the journal's entries is read for ever; a release that ends that says so here. */
const OLDEST_DATA = 1;

const KINDS: readonly [RegExp, FileKind][] = [
  [/\.deb$/, 'deb'],
  [/\.tar\.gz$/, 'tar.gz'],
  [/\.AppImage$/, 'AppImage'],
  [/\.exe$/, 'nsis'],
  [/\.dmg$/, 'dmg'],
  [/\.zip$/, 'zip'],
];
const kindOf = (file: string): FileKind | null => KINDS.find(([pattern]) => pattern.test(file))?.[1] ?? null;

/** @returns the points that the changelog has under a version, a line each */
export function newsOf(version: string, changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8')): string[] {
  const [, rest = ''] = changelog.split(new RegExp(`^## \\[${version.replaceAll('.', '\\.')}\\].*$`, 'm'));
  const [own = ''] = rest.split(/^## /m);
  return own
    .split('\n')
    .filter((line) => line.startsWith('- '))
    .map((line) => line.slice(2).slice(0, 400))
    .slice(0, 60);
}

/** @returns its text, signed */
export function signedManifest(manifest: Manifest, keys: readonly KeyObject[]): string {
  const payload = payloadOf(manifestSchema.parse(manifest));
  const lines = keys.map((key) => {
    const spki = createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');
    return `Signature: ${keyId(spki)} ${sign(null, Buffer.from(payload, 'utf8'), key).toString('base64')}`;
  });
  return `${[FIRST_LINE, ...lines].join('\n')}\n\n${payload}`;
}

/** Tells of the installers of one system, signed. @returns the file */
export async function writeManifest(plan: ManifestPlan): Promise<string> {
  const files = await Promise.all(
    plan.files.flatMap((file) => {
      const kind = kindOf(file);
      return kind === null ? [] : [described(file, kind)];
    }),
  );
  const manifest: Manifest = {
    product: plan.product,
    channel: plan.channel,
    platform: process.platform === 'darwin' ? 'darwin' : `${process.platform}-${process.arch}`,
    version: plan.version,
    date: new Date(plan.time * 1000).toISOString().slice(0, 10),
    minimumData: OLDEST_DATA,
    news: newsOf(plan.version),
    files,
  };
  const file = join(plan.folder, manifestName(manifest));
  writeFileSync(file, signedManifest(manifest, plan.keys));
  return file;
}

async function described(file: string, kind: FileKind): Promise<Manifest['files'][number]> {
  return {
    kind,
    name: basename(file),
    size: statSync(file).size,
    sha256: await fileDigest(file, 'sha256', 'hex'),
    sha512: await fileDigest(file, 'sha512', 'hex'),
  };
}
