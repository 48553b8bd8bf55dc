import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CODE_ALPHABET,
  CODE_CHANCE,
  codeOf,
  codeProblem,
  groupedCode,
  plainCode,
} from '../../../shared/provision/code.ts';
import { isTillRule, needsNumber, numberOf, tillIdBy } from '../../../shared/provision/till-id.ts';

const chance = fc.array(fc.integer({ min: 0, max: 31 }), { minLength: CODE_CHANCE, maxLength: CODE_CHANCE });
const place = fc.integer({ min: 0, max: CODE_CHANCE });

describe('the code of a set-up file', () => {
  it('has more than 80 bits', () => expect(CODE_CHANCE * Math.log2(CODE_ALPHABET.length)).toBeGreaterThanOrEqual(80));

  it('is read however it is written down', () => {
    fc.assert(
      fc.property(chance, (values) => {
        const code = codeOf(values);
        const asSpoken = groupedCode(code)
          .toLowerCase()
          .replaceAll('0', 'o')
          .replaceAll('1', 'l')
          .replaceAll('-', ' – ');
        expect(plainCode(asSpoken)).toBe(code);
        expect(codeProblem(asSpoken)).toBeNull();
      }),
    );
  });

  it('tells every wrong character at once', () => {
    fc.assert(
      fc.property(chance, place, fc.integer({ min: 1, max: 31 }), (values, at, other) => {
        const code = codeOf(values);
        const wrong = CODE_ALPHABET.charAt((CODE_ALPHABET.indexOf(code.charAt(at)) + other) % 32);
        expect(codeProblem(code.slice(0, at) + wrong + code.slice(at + 1))).toBe('slip');
      }),
    );
  });

  it('tells any two that were swapped', () => {
    fc.assert(
      fc.property(chance, place, place, (values, a, b) => {
        const letters = [...codeOf(values)];
        fc.pre(letters[a] !== letters[b]);
        [letters[a], letters[b]] = [letters[b] ?? '', letters[a] ?? ''];
        expect(codeProblem(letters.join(''))).toBe('slip');
      }),
    );
  });

  it.each([
    ['', 'short'],
    ['ABCD', 'short'],
    ['U', 'foreign'],
    ['ÆØÅ', 'foreign'],
    ['0'.repeat(21), 'tooLong'],
  ])('says of %j what it is', (typed, problem) => expect(codeProblem(typed)).toBe(problem));

  it('is made of chance alone', () => {
    expect(() => codeOf([1, 2, 3])).toThrow('19');
    expect(() => codeOf(Array.from({ length: CODE_CHANCE }, () => 32))).toThrow('32');
  });
});

describe('a rule for till ids', () => {
  it.each([
    ['till{n}', 'KASSE-07', null, 'till7'],
    ['till{n}', 'shop12-pc3', null, 'till3'],
    ['till{n}', 'counter', null, null],
    ['till{n}', 'counter', 4, 'till4'],
    ['till{n}', 'KASSE-07', 4, 'till4'],
    ['{machine}', 'OSLO-K2', null, 'OSLO-K2'],
    ['{machine} {n}', 'k2', null, 'k2 2'],
    ['{machine}', 'm'.repeat(36), null, 'm'.repeat(36)],
    ['{machine}', 'm'.repeat(37), null, null],
  ])('%s on %s (%s) is %s', (rule, machine, typed, id) => expect(tillIdBy(rule, machine, typed)).toBe(id));

  it.each([
    ['till{n}', true],
    ['{machine}', true],
    ['till', false],
    ['till{m}', false],
    ['till{n', false],
    ['till{n}}', false],
    ['', false],
  ])('%s makes tills differ: %s', (rule, good) => expect(isTillRule(rule)).toBe(good));

  it('asks for a number only where it is needed and not known', () => {
    expect(needsNumber('till{n}', 'counter')).toBe(true);
    expect(needsNumber('till{n}', 'pc9')).toBe(false);
    expect(needsNumber('{machine}', 'counter')).toBe(false);
    expect(numberOf('a1234567')).toBe(234567);
  });
});
