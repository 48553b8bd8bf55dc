import { describe, expect, it } from 'vitest';
import { stateWords } from '../../../renderer/print/use-texts.ts';
import { printEn } from '../../../renderer/i18n/print.en.ts';
import { printNb } from '../../../renderer/i18n/print.nb.ts';
import { printKindSchema } from '../../../shared/printing.ts';
import type { PrintState } from '../../../shared/printing.ts';
import { SLIP_WORDS } from '../../../shared/slip-words.ts';

const leaves = (tree: object, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  );
const slots = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();
/** Names, measures and figures that are the same in both. */
const SAME = /^(?:settings\.rolls\.\w+|settings\.port|name\.report)$/;

describe('the texts about slips', () => {
  const norwegian = new Map(leaves(printNb));

  it('are the same in both languages, with the same values, none empty, none left in English', () => {
    expect([...norwegian.keys()].sort()).toEqual(
      leaves(printEn)
        .map(([key]) => key)
        .sort(),
    );
    for (const [key, text] of leaves(printEn)) {
      expect(text.trim(), key).not.toBe('');
      expect(slots(norwegian.get(key) ?? ''), key).toEqual(slots(text));
      if (!SAME.test(key)) expect(norwegian.get(key), key).not.toBe(text);
    }
    expect(Object.keys(printEn.name).sort()).toEqual([...printKindSchema.options].sort());
  });

  it('say printed only of what the printer said to be printed', () => {
    const text = (key: string): string =>
      key
        .split('.')
        .reduce<unknown>(
          (tree, part) => (typeof tree === 'object' && tree !== null ? Reflect.get(tree, part) : tree),
          printEn,
        ) as string;
    const states: readonly PrintState[] = [
      { name: 'waiting', problem: null, tries: 0, notBefore: 0 },
      { name: 'waiting', problem: 'printer.offline', tries: 1, notBefore: 0 },
      { name: 'printing' },
      { name: 'unconfirmed', at: 0, problem: null },
      { name: 'unconfirmed', at: 0, problem: 'printer.notConfirmed' },
      { name: 'failed', problem: 'printer.offline' },
    ];
    for (const state of states) expect(stateWords({ state }, 'en', (key) => text(key))).not.toMatch(/^Printed/);
    expect(stateWords({ state: { name: 'printed', at: 0 } }, 'en', (key) => text(key))).toMatch(/^Printed/);
  });
});

describe('the words on slips', () => {
  it('are in both languages, fit a narrow roll, never call a slip a sales receipt or a report statutory', () => {
    expect(Object.keys(SLIP_WORDS.nb).sort()).toEqual(Object.keys(SLIP_WORDS.en).sort());
    for (const words of Object.values(SLIP_WORDS)) {
      for (const [key, text] of Object.entries(words)) {
        expect(text.trim(), key).not.toBe('');
        if (key !== 'testText') expect(text.length, key).toBeLessThanOrEqual(32);
        expect(text, key).not.toMatch(/salgskvittering|Z-rapport|sales receipt|Z report/i);
      }
    }
  });
});
