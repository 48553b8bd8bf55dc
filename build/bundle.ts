import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { insideFile, noteInside } from './inside.ts';
import { filesBelow, readJson, writeWhole } from './setup/files.ts';
import { root } from './setup/paths.ts';
import { updateFacts } from './update-keys.ts';
import { say, secondsSince } from './setup/progress.mjs';
import type { Flavour } from '../electron/shell/flavour.ts';
import type { InlineConfig } from 'vite';
import type { BundlePlan } from './vite.ts';

const Stamp = z.object({ inputs: z.string(), outputs: z.array(z.string()) });

/** Folders and files whose content decides what the bundle is. */
const INPUTS = [
  'electron',
  'shared',
  'renderer',
  'docs/handbook',
  'build/handbook.ts',
  'build/vite.ts',
  'build/bundle.ts',
  'build/inside.ts',
  'package.json',
  'package-lock.json',
];

const PHONE_INPUTS = ['renderer/practice-phone', 'shared', 'build/vite.ts', 'build/bundle.ts', 'package-lock.json'];

/** @returns one hash over the names and contents of all inputs */
export function inputsHash(projectRoot: string, inputs: readonly string[], extra: string): string {
  const hash = createHash('sha256').update(extra);
  for (const input of inputs) {
    const path = join(projectRoot, input);
    const below = filesBelowOrSelf(path);
    for (const file of below) hash.update(`\0${input}/${file}\0`).update(readFileSync(join(path, file)));
  }
  return hash.digest('hex');
}

function filesBelowOrSelf(path: string): string[] {
  if (!existsSync(path)) return [];
  try {
    return filesBelow(path);
  } catch {
    return [''];
  }
}

export function planFor(flavour: Flavour, projectRoot = root): BundlePlan {
  const { version } = z.object({ version: z.string() }).parse(readJson(join(projectRoot, 'package.json')));
  const out = join(projectRoot, 'out', flavour === 'development' ? 'app' : `app-${flavour}`);
  return { root: projectRoot, out, flavour, version };
}

/**
 * Bundles main, preload, simulator, its phone and the windows' pages when their sources changed since the last time.
 *
 * @returns the hash of the inputs, by which later steps know whether their own work is still good
 */
export function ensureBundle(plan: BundlePlan): Promise<string> {
  return ensureBuilt(plan, INPUTS, `bundle (${plan.flavour})`, async () => {
    const { customerConfig, mainConfig, phoneConfig, preloadConfig, rendererConfig } = await import('./vite.ts');
    return [mainConfig, preloadConfig, rendererConfig, customerConfig, phoneConfig].map((config) => config(plan));
  });
}

/** Bundles the phone's page alone, for a simulator that runs from its sources. @returns its folder */
export async function ensurePhone(projectRoot = root): Promise<string> {
  const plan = { ...planFor('development', projectRoot), out: join(projectRoot, 'out', 'simulator') };
  await ensureBuilt(plan, PHONE_INPUTS, 'phone', async () => {
    const { phoneConfig } = await import('./vite.ts');
    return [phoneConfig(plan)];
  });
  return join(plan.out, 'phone');
}

async function ensureBuilt(
  plan: BundlePlan,
  from: readonly string[],
  name: string,
  configs: () => Promise<readonly InlineConfig[]>,
): Promise<string> {
  const inputs = inputsHash(
    plan.root,
    from,
    `${plan.flavour} ${plan.version} ${JSON.stringify(updateFacts(plan.flavour))}`,
  );
  const stampPath = `${plan.out}.stamp.json`;
  const stamp = Stamp.safeParse(readJson(stampPath));
  if (
    stamp.success &&
    stamp.data.inputs === inputs &&
    stamp.data.outputs.every((file) => existsSync(join(plan.out, file))) &&
    existsSync(insideFile(plan))
  )
    return inputs;
  const startedAt = Date.now();
  rmSync(stampPath, { force: true });
  rmSync(plan.out, { recursive: true, force: true });
  // Loaded here: a start that finds the bundle in place does not pay for the bundler.
  const { build, mergeConfig } = await import('vite');
  const inside = new Set<string>();
  const noting = { plugins: [noteInside(inside, plan.root)] };
  await Promise.all((await configs()).map((config) => build(mergeConfig(config, noting))));
  writeWhole(insideFile(plan), JSON.stringify([...inside].sort()));
  writeWhole(stampPath, JSON.stringify({ inputs, outputs: filesBelow(plan.out) }));
  say(`  ${name}: done in ${secondsSince(startedAt)}`);
  return inputs;
}
