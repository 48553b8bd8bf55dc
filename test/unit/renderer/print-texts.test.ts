import { describe, expect, it } from 'vitest';
import { stateWords } from '../../../renderer/print/slip-words.ts';
import { printKindSchema } from '../../../shared/printing.ts';
import type { PrintState } from '../../../shared/printing.ts';
import { MAIN_TEXTS } from '../../../shared/texts/languages.ts';

import print from '../../../shared/texts/en/print.json' with { type: 'json' };

describe('the texts about slips', () => {
  it('name every kind of slip', () => {
    expect(Object.keys(print.name).sort()).toEqual([...printKindSchema.options].sort());
  });

  it('say printed only of what the printer said to be printed', () => {
    const text = (key: string): string =>
      key
        .split('.')
        .reduce<unknown>(
          (tree, part) => (typeof tree === 'object' && tree !== null ? Reflect.get(tree, part) : tree),
          print,
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
  it('fit a narrow roll, never call a slip a sales receipt or a report statutory', () => {
    for (const { slips } of Object.values(MAIN_TEXTS)) {
      for (const [key, text] of Object.entries(slips)) {
        if (key !== 'testText' && key !== 'timeOnPaper') expect(text.length, key).toBeLessThanOrEqual(32);
        expect(text, key).not.toMatch(/salgskvittering|Z-rapport|sales receipt|Z report/i);
      }
    }
  });
});
