import { describe, expect, it } from 'vitest';
import { differences, leaves, projectCatalogues, unused, wrongTexts } from '../../../build/texts.ts';
import type { Catalogues } from '../../../build/texts.ts';
import { LANGUAGE_CODES } from '../../../shared/texts/languages.ts';

const catalogues = projectCatalogues();
/** By language: what it writes as English does. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  nb: [
    'care: support.size',
    'closing-slips: sum',
    'closing: books.wallet',
    'closing: explainedMany',
    'closing: by',
    'day: export.kinds.saft',
    'day: export.kinds.journal',
    'day: columns.sum',
    'day: answers.seconds',
    'day: answers.none',
    'doctor: checks.proxy',
    'doctor: checks.disk',
    'doctor: checks.journal',
    'doctor: checks.version',
    'doctor: environments.test',
    'handover: pick.weight',
    'main: title.marked',
    'people: pin',
    'print: name.report',
    'print: settings.port',
    'print: settings.rolls.wide',
    'print: settings.rolls.narrow',
    'sales: nobody',
    'sales: details.sum',
    'setup: shop.countries.FI',
    'setup: shop.currencies.EUR',
    'setup: keys.clientId',
    'setup: keys.clientSecret',
    'setup: keys.subscriptionKey',
    'till: entry.countries.FI',
    'till: entry.send',
    'till: entry.sendEmpty',
    'till: entry.ok',
  ],
  fi: [
    'closing: books.wallet',
    'closing: explainedMany',
    'closing: by',
    'day: export.kinds.saft',
    'day: answers.seconds',
    'day: answers.none',
    'handover: pick.weight',
    'main: title.marked',
    'people: pin',
    'print: name.report',
    'print: settings.rolls.wide',
    'print: settings.rolls.narrow',
    'sales: nobody',
    'setup: shop.currencies.EUR',
    'setup: keys.clientId',
    'setup: keys.clientSecret',
    'setup: keys.subscriptionKey',
    'till: entry.ok',
  ],
  sv: [
    'care: support.size',
    'closing: books.wallet',
    'closing: explainedMany',
    'closing: by',
    'day: export.kinds.saft',
    'day: export.kinds.journal',
    'day: columns.cashier',
    'day: answers.seconds',
    'day: answers.none',
    'doctor: checks.proxy',
    'doctor: checks.disk',
    'doctor: checks.journal',
    'doctor: checks.version',
    'doctor: environments.test',
    'handover: pick.weight',
    'items: editor.colours.orange',
    'main: title.marked',
    'print: name.sale',
    'print: name.report',
    'print: settings.port',
    'print: settings.rolls.wide',
    'print: settings.rolls.narrow',
    'sales: nobody',
    'setup: shop.countries.FI',
    'setup: shop.currencies.EUR',
    'setup: keys.clientId',
    'setup: keys.clientSecret',
    'setup: keys.subscriptionKey',
    'setup: settings.version',
    'slips: timeOnPaper',
    'till: entry.countries.FI',
    'till: entry.ok',
  ],
  da: [
    'care: support.size',
    'care: log.marks.info',
    'closing-slips: sum',
    'closing: stop',
    'closing: books.wallet',
    'closing: explainedMany',
    'closing: by',
    'day: export.kinds.saft',
    'day: export.kinds.journal',
    'day: columns.sum',
    'day: answers.seconds',
    'day: answers.none',
    'doctor: checks.proxy',
    'doctor: checks.disk',
    'doctor: checks.journal',
    'doctor: checks.printer',
    'doctor: checks.version',
    'doctor: environments.test',
    'handover: reference',
    'handover: pick.weight',
    'items: editor.colours.orange',
    'items: editor.colours.violet',
    'items: editor.colours.pink',
    'main: title.marked',
    'print: name.report',
    'print: settings.name',
    'print: settings.port',
    'print: settings.rolls.wide',
    'print: settings.rolls.narrow',
    'sales: nobody',
    'sales: details.sum',
    'sales: details.reference',
    'setup: found.names.printer',
    'setup: shop.countries.FI',
    'setup: shop.currencies.EUR',
    'setup: keys.clientId',
    'setup: keys.clientSecret',
    'setup: keys.subscriptionKey',
    'setup: settings.sections.printer',
    'setup: settings.sections.scanner',
    'setup: settings.sections.log',
    'setup: settings.version',
    'slips: reference',
    'till: entry.countries.FI',
    'till: entry.send',
    'till: entry.sendEmpty',
    'till: entry.ok',
  ],
};

describe('the catalogues', () => {
  it('are whole in each language, and nothing in them is left over', () => {
    expect(Object.keys(catalogues).toSorted()).toEqual([...LANGUAGE_CODES].toSorted());
    expect(wrongTexts()).toEqual([]);
  });

  const others = LANGUAGE_CODES.filter((code) => code !== 'en');
  it.each(others)('are translated to %s, but for names, measures and words that are the same', (code) => {
    const same = Object.entries(catalogues[code] ?? {}).flatMap(([room, tree]) => {
      const english = new Map(leaves(catalogues['en']?.[room] ?? {}));
      return leaves(tree).flatMap(([key, text]) => (english.get(key) === text ? [`${room}: ${key}`] : []));
    });
    expect(same).toEqual(SAME[code]);
  });
});

const LOCALES = { en: 'en-GB', nb: 'nb-NO' };
const english = {
  till: {
    a: 'Amount {{amount}}',
    list: { one_one: 'One line', one_other: '{{count}} lines' },
    states: { paid: 'Paid' },
  },
};
const norwegian = {
  till: {
    a: 'Beløp {{amount}}',
    list: { one_one: 'Én linje', one_other: '{{count}} linjer' },
    states: { paid: 'Betalt' },
  },
};
const SOURCES = {
  'renderer/i18n/index.ts': "export const useText = firstTexts('till');",
  'renderer/a.tsx': "const text = useText(); text('a'); text('list.one', { count: 2 }); text(`states.${name}`);",
};

describe('what tells the languages apart', () => {
  const found = (nb: Catalogues[string], locales: Record<string, string> = LOCALES) =>
    differences({ en: english, nb }, locales);

  it('is nothing where all is well', () => {
    expect(found(norwegian)).toEqual([]);
    expect(unused({ en: english, nb: norwegian }, SOURCES)).toEqual([]);
  });

  it.each<[string, Catalogues[string], string]>([
    ['a missing text', { till: { ...norwegian.till, states: {} } }, 'nb/till: states.paid is missing'],
    ['a text too many', { till: { ...norwegian.till, b: 'Mer' } }, 'nb/till: b is not in en'],
    ['a missing room', {}, 'nb/till: the room is missing'],
    ['a room too many', { ...norwegian, more: {} }, 'nb/more: no such room in en'],
    ['an empty text', { till: { ...norwegian.till, a: ' ' } }, 'nb/till: a is empty'],
    ['a forgotten value', { till: { ...norwegian.till, a: 'Beløp' } }, 'nb/till: a lacks {{amount}}'],
    [
      'another value',
      { till: { ...norwegian.till, a: 'Beløp {{amount}} {{sum}}' } },
      'nb/till: a has {{sum}}, which en has not',
    ],
    [
      'a misspelt slot',
      { till: { ...norwegian.till, a: 'Beløp {amount}' } },
      'nb/till: a has a slot that is not written {{name}}',
    ],
    [
      'a missing form',
      { till: { ...norwegian.till, list: { one_other: '{{count}} linjer' } } },
      'nb/till: list.one_one is missing',
    ],
    [
      'a form that the language has not',
      { till: { ...norwegian.till, list: { ...norwegian.till.list, one_few: '{{count}} linjer' } } },
      'nb/till: list.one_few is never read',
    ],
    [
      'a form without its number',
      { till: { ...norwegian.till, list: { ...norwegian.till.list, one_other: 'linjer' } } },
      'nb/till: list.one_other lacks {{count}}',
    ],
  ])('names %s', (_, nb, line) => {
    // A room that is there in one language only is missing in the other.
    expect(found(nb)).toContain(line);
  });

  it('names a language without catalogue, and a catalogue without language', () => {
    expect(found(norwegian, { ...LOCALES, da: 'da-DK' })).toEqual(['da/till: the room is missing']);
    expect(differences({ en: english, nb: norwegian, da: norwegian }, LOCALES)).toEqual([
      'da: is not in the list of languages',
    ]);
  });

  it('wants the forms of each language', () => {
    expect(differences({ en: english, pl: norwegian }, { en: 'en-GB', pl: 'pl' })).toEqual([
      'pl/till: list.one_few is missing',
      'pl/till: list.one_many is missing',
    ]);
  });
});

describe('a text that nobody reads', () => {
  const withMore = { en: { till: { ...english.till, old: 'Old' } } };

  it('is named, also when another room has one of that name', () => {
    expect(unused(withMore, SOURCES)).toEqual(['till: old is read nowhere']);
    const elsewhere = { ...SOURCES, 'renderer/b.tsx': "const useIt = roomTexts('other'); useIt()('old');" };
    expect(unused(withMore, elsewhere)).toEqual(['till: old is read nowhere']);
    expect(unused(withMore, { ...SOURCES, 'renderer/b.tsx': "useText()('old');" })).toEqual([]);
  });

  it('is not saved by a comment', () => {
    expect(unused(withMore, { ...SOURCES, 'renderer/b.tsx': "useText(); // 'old'" })).toHaveLength(1);
  });
});
