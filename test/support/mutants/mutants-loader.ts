import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Edit } from './mutant-edits.ts';
import { MUTANTS } from './mutants.ts';

const ROOT = new URL('../../../', import.meta.url);

/** Finds a piece of code however a formatter has laid it out: line breaks, spaces and closing commas do not count. */
function layoutBlind(code: string): RegExp {
  const tokens = code.match(/\w+|[^\w\s]/g) ?? [];
  const pattern = tokens.map((token, index) => {
    const before = index === 0 ? '' : /^\w/.test(token) && /\w$/.test(tokens[index - 1] ?? '') ? '\\s+' : '\\s*';
    const comma = /^[)\]}]$/.test(token) && index > 0 && tokens[index - 1] !== ',' ? `${before},?` : '';
    return comma + before + token.replace(/^\W/, String.raw`\$&`);
  });
  return new RegExp(pattern.join(''), 'g');
}

/**
 * Replaces the one place that an edit names.
 * @throws when the text is not there exactly once: a mutant that no longer fits the product must be noticed, not run
 * without effect
 */
export function applyEdit(source: string, { file, find, replace }: Edit): string {
  const places = source.match(layoutBlind(find))?.length ?? 0;
  if (places !== 1) throw new Error(`${file} holds the text to be replaced ${places} times, not once:\n${find}`);
  return source.replace(layoutBlind(find), () => replace);
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
      `"${name}" was not planted: ` +
        `${[...missing].map(({ file }) => fileURLToPath(new URL(file, ROOT))).join(', ')} was not loaded after it`,
    );
    process.exitCode = 2;
  });
}
