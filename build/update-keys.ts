import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Flavour } from '../electron/shell/flavour.ts';
import { readJson } from './setup/files.ts';
import { root } from './setup/paths.ts';
import { SetupError } from './setup/progress.mjs';

/** By what a program knows its updates, and where it looks for them. */
export interface UpdateFacts {
  /** Public keys (SPKI, base64). More than one while keys are exchanged. */
  readonly keys: readonly string[];
  /** Address of the folder with manifests and installers, without a slash at its end; null: none is built in. */
  readonly base: string | null;
}

const Facts = z.object({
  base: z
    .url({ protocol: /^https$/ })
    .regex(/[^/]$/)
    .nullable(),
  keys: z.array(z.string()),
});

const KEY_VARIABLE = 'SKRANKE_UPDATE_KEY';

const spki = (key: KeyObject): string =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');

/** What is for nobody's shop is signed with a key that each clone makes for itself. */
function ownKey(): KeyObject {
  const file = join(root, 'out', 'update-key.pem');
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ed25519');
    mkdirSync(dirname(file), { recursive: true });
    const partial = `${file}.${process.pid}`;
    writeFileSync(partial, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
    if (!existsSync(file)) renameSync(partial, file);
  }
  return createPrivateKey(readFileSync(file));
}

/** SECURITY: no private key is in the repository, and shops' programs believe none that a build has made. */
export function updateFacts(flavour: Flavour): UpdateFacts {
  if (flavour === 'production') return Facts.parse(readJson(join(root, 'build', 'update-keys.json')));
  return { base: null, keys: flavour === 'development' ? [] : [spki(ownKey())] };
}

/**
 * @returns what signs a release of this flavour; null where the environment has no key
 * @throws SetupError when the key is one that no program believes
 */
export function signingKey(flavour: Flavour, env = process.env): KeyObject | null {
  if (flavour !== 'production') return ownKey();
  const given = env[KEY_VARIABLE];
  if (!given) return null;
  const key = createPrivateKey(given);
  if (key.asymmetricKeyType !== 'ed25519') throw new SetupError(`${KEY_VARIABLE} is no Ed25519 key.`);
  if (!updateFacts(flavour).keys.includes(spki(key)))
    throw new SetupError(`The public half of ${KEY_VARIABLE} is not in build/update-keys.json: ${spki(key)}`);
  return key;
}
