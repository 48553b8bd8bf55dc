import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { MUTANTS } from './mutants.ts';
import type { Edit } from './mutants.ts';

const ROOT = new URL('../../../', import.meta.url);

/**
 * Replaces the one place that an edit names.
 * @throws when the text is not there exactly once: a mutant that no longer fits the product must be noticed, not run
 * without effect
 */
export function applyEdit(source: string, { file, find, replace }: Edit): string {
  const [before, after, ...more] = source.split(find);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(
      `${file} holds the text to be replaced ${more.length + (after === undefined ? 0 : 1)} times, not once:\n${find}`,
    );
  }
  return before + replace + after;
}

/**
 * Plants one deliberate bug in this process: from now on the named product files are loaded with it. Call it before
 * anything of the product is imported. Nothing in the product knows of it.
 * @throws when there is no such mutant
 */
export function plantMutant(name: string): void {
  const mutant = MUTANTS.find((each) => each.name === name);
  if (!mutant) throw new Error(`no bug is called "${name}"; there are: ${MUTANTS.map((each) => each.name).join(', ')}`);
  const missing = new Set(mutant.edits);
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const edits = mutant.edits.filter(({ file }) => url === new URL(file, ROOT).href);
      if (edits.length === 0) return loaded;
      let source =
        typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source ?? new Uint8Array());
      for (const edit of edits) {
        source = applyEdit(source, edit);
        missing.delete(edit);
      }
      return { ...loaded, source };
    },
  });
  process.on('exit', () => {
    if (missing.size === 0) return;
    console.error(
      `"${name}" was not planted: ${[...missing].map(({ file }) => fileURLToPath(new URL(file, ROOT))).join(', ')} was not loaded after it`,
    );
    process.exitCode = 2;
  });
}
