/** Takes names of people out of a text, and of whoever uses this computer. Pure. */

const SHORTEST = 3;

/** The signs that mean something in a pattern. */
const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);

/**
 * @param names whole names; each of their words is hidden too
 * @returns what hides them, in any case of their letters, where they stand as words of their own
 */
export function hider(names: readonly string[]): (text: string) => string {
  const words = names
    .flatMap((name) => [name.trim(), ...name.split(/[\s.-]+/)])
    .filter((each) => each.length >= SHORTEST);
  if (words.length === 0) return (text) => text;
  const longestFirst = [...new Set(words)].toSorted((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${longestFirst.join('|')})(?![\p{L}\p{N}])`, 'giu');
  return (text) => text.replaceAll(pattern, '[name]');
}
