import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPage } from '../../../build/handbook.ts';
import { root } from '../../../build/setup/paths.ts';
import { leaves, projectCatalogues } from '../../../build/texts.ts';
import { PAGE_ON } from '../../../renderer/help/page-on.ts';
import { HANDBOOK, PAGES, wordsOf } from '../../../shared/handbook.ts';
import type { Block, HandbookPage, Inline, PageId } from '../../../shared/handbook.ts';
import { LANGUAGE_CODES } from '../../../shared/texts/languages.ts';
import type { Language } from '../../../shared/texts/languages.ts';

const FOLDER = join(root, 'docs', 'handbook');
/** A picture is a look at the screen, not a poster: all of them are read from the repository and from the disk. */
const LARGEST_PICTURE = 60_000;
const WHOLE: readonly Language[] = ['en', 'nb'];
const CASHIERS: readonly PageId[] = [...HANDBOOK.start, ...HANDBOOK.tasks, ...HANDBOOK.problems];

const files = (language: Language): readonly string[] =>
  readdirSync(join(FOLDER, language)).map((file) => file.replace(/\.md$/, ''));
const page = (language: Language, id: string): HandbookPage =>
  readPage(readFileSync(join(FOLDER, language, `${id}.md`), 'utf8'));
const pages = (language: Language): readonly (readonly [string, HandbookPage])[] =>
  files(language).map((id) => [id, page(language, id)]);

const partsOf = (block: Block): readonly Inline[] =>
  block.is === 'text' ? block.of : block.is === 'list' ? block.items.flat() : [];
const namesIn = ({ blocks }: HandbookPage): readonly string[] =>
  blocks.flatMap(partsOf).flatMap((part) => (typeof part !== 'string' && part.is === 'name' ? [part.text] : []));
const keysIn = ({ blocks }: HandbookPage): readonly string[] =>
  blocks.flatMap(partsOf).flatMap((part) => (typeof part !== 'string' && part.is === 'key' ? [part.text] : []));
const picturesIn = ({ blocks }: HandbookPage): readonly string[] =>
  blocks.flatMap((block) => (block.is === 'picture' ? [block.src] : []));

const catalogues = projectCatalogues();
/** What stands on screens of a language: its texts, those with a value in them without it. */
const onScreen = (language: Language): ReadonlySet<string> =>
  new Set(
    Object.values(catalogues[language] ?? {})
      .flatMap((room) => leaves(room))
      .map(([, text]) =>
        text
          .replaceAll(/\{\{\w+\}\}/g, '')
          .replaceAll(/\s+/g, ' ')
          .trim(),
      ),
  );

describe.each(LANGUAGE_CODES)('the handbook in %s', (language) => {
  it('has the pages that its readers are promised, and none that nobody finds', () => {
    const promised = WHOLE.includes(language) ? PAGES : CASHIERS;
    expect([...files(language)].sort()).toEqual([...promised].sort());
  });

  it('names buttons and rooms as they are called on the screen', () => {
    const known = onScreen(language);
    const wrong = pages(language).flatMap(([id, each]) =>
      namesIn(each).flatMap((name) => (known.has(name) ? [] : [`${id}: ${name}`])),
    );
    expect(wrong).toEqual([]);
  });

  it('names keys that the till has', () => {
    const keys = Object.keys(catalogues['en']?.['keys']?.['keys'] ?? {});
    for (const [id, each] of pages(language)) for (const key of keysIn(each)) expect(keys, id).toContain(key);
  });

  it('shows pictures that are there, in its own language, and small', () => {
    for (const [id, each] of pages(language))
      for (const src of picturesIn(each)) {
        expect(src, id).toContain(`/pictures/${language}/`);
        const file = join(FOLDER, language, src);
        expect(existsSync(file), `${id}: ${src}`).toBe(true);
        expect(statSync(file).size, src).toBeLessThan(LARGEST_PICTURE);
      }
  });

  it('has a title of its own on each page, and no page that says nothing', () => {
    const titles = pages(language).map(([, { title }]) => title);
    expect(new Set(titles).size).toBe(titles.length);
    for (const [id, each] of pages(language)) expect(wordsOf(each).length, id).toBeGreaterThan(150);
  });

  it('says of each problem what it means, or what to do, before anything else is asked', () => {
    for (const id of HANDBOOK.problems) {
      const { blocks } = page(language, id);
      const does = blocks.some((block) => block.is === 'list');
      expect(does, id).toBe(true);
    }
  });
});

describe('a page of the handbook', () => {
  it('is there for each screen that help can be asked for', () => {
    for (const [screen, id] of Object.entries(PAGE_ON)) expect(PAGES, screen).toContain(id);
  });

  it('shows each picture that lies there', () => {
    for (const language of LANGUAGE_CODES) {
      const shown = pages(language).flatMap(([, each]) => picturesIn(each));
      const there = readdirSync(join(FOLDER, 'pictures', language)).map((file) => `../pictures/${language}/${file}`);
      expect([...there].sort()).toEqual([...new Set(shown)].sort());
    }
  });

  it('can hold no markup, no other link and no other picture', () => {
    expect(() => readPage('# A\n\n<b>x</b>\n')).toThrow();
    expect(() => readPage('# A\n\nSee <i>x</i>.\n')).toThrow();
    expect(() => readPage('# A\n\n[x](https://example.org)\n')).toThrow();
    expect(() => readPage('# A\n\n[x](no-such-page.md)\n')).toThrow();
    expect(() => readPage('# A\n\n![x](https://example.org/x.webp)\n')).toThrow();
    expect(() => readPage('# A\n\n![](../pictures/en/entry.webp)\n')).toThrow();
    expect(() => readPage('no title')).toThrow();
  });

  it('is read into its parts', () => {
    expect(readPage('# A\n\nPress **Send** or `F3`,\nsee [B](refund.md).\n\n1. One\n2. _Two_\n')).toEqual({
      title: 'A',
      blocks: [
        {
          is: 'text',
          of: [
            'Press ',
            { is: 'name', text: 'Send' },
            ' or ',
            { is: 'key', text: 'F3' },
            ', see ',
            { is: 'link', to: 'refund', text: 'B' },
            '.',
          ],
        },
        { is: 'list', ordered: true, items: [['One'], [{ is: 'stress', text: 'Two' }]] },
      ],
    });
  });
});
