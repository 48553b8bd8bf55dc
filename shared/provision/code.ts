/**
 * The code that opens the keys of a set-up file. 19 characters by chance are 95 bits; the last one tells a slip of the
 * finger at once. Crockford's 32 letters and digits: no I, L, O or U, which are read as others.
 */
export const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const CODE_CHANCE = 19;
const LENGTH = CODE_CHANCE + 1;
const GROUP = 4;

/** Multiplies by x in the field of 32 elements (x⁵ + x² + 1), where x runs through all 31 others before it repeats. */
const timesX = (value: number): number => {
  const doubled = value << 1;
  return doubled & 32 ? doubled ^ 37 : doubled;
};

/**
 * Every wrong character changes it, and so do any two that were swapped: each place has a factor of its own.
 */
const weighed = (values: readonly number[]): number => values.reduce((sum, value) => timesX(sum) ^ value, 0);

/** @param chance each from 0 to 31, by a generator nobody can guess @throws for any other number of them: a bug */
export function codeOf(chance: readonly number[]): string {
  if (chance.length !== CODE_CHANCE || chance.some((value) => !Number.isInteger(value) || value < 0 || value > 31))
    throw new Error(`a code is made of ${CODE_CHANCE} numbers below 32`);
  // With this one at the end the whole weighs nothing.
  return [...chance, weighed([...chance, 0])].map((value) => CODE_ALPHABET.charAt(value)).join('');
}

/** As it is written down and shown: in groups. */
export const groupedCode = (code: string): string => (code.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join('-');

/** What was typed, as the code was made: without what stands between, letters that look like digits as these. */
export const plainCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[\s\u200b\ufeff\u2010-\u2015-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');

export type CodeProblem = 'foreign' | 'tooLong' | 'short' | 'slip';

/** What is wrong with what was typed so far; null: it may be a code. `short` is no mistake while somebody types. */
export function codeProblem(typed: string): CodeProblem | null {
  const code = plainCode(typed);
  const values = [...code].map((each) => CODE_ALPHABET.indexOf(each));
  if (values.includes(-1)) return 'foreign';
  if (code.length > LENGTH) return 'tooLong';
  if (code.length < LENGTH) return 'short';
  return weighed(values) === 0 ? null : 'slip';
}
