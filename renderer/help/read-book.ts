/// <reference types="vite/types/importMeta.d.ts" />
import { PAGES, wordsOf } from '../../shared/handbook.ts';
import type { HandbookPage, PageId } from '../../shared/handbook.ts';
import type { Language } from '../../shared/texts/languages.ts';

const FILES = import.meta.glob<HandbookPage>('../../docs/handbook/*/*.md', { import: 'default' });
const fileOf = (language: Language, page: PageId) => FILES[`../../docs/handbook/${language}/${page}.md`];

/** A page as it can be read: in the language in force, or openly in another that it is written in. */
export interface FoundPage {
  readonly id: PageId;
  readonly language: Language;
  readonly page: HandbookPage;
}

/** What is not written in a language is read in the one its readers read best; English has everything. */
const INSTEAD: Readonly<Record<Language, readonly Language[]>> = {
  en: [],
  nb: ['en'],
  da: ['nb', 'en'],
  sv: ['nb', 'en'],
  fi: ['en'],
};

const books = new Map<Language, Promise<readonly FoundPage[]>>();

/** All pages, in the order of the handbook. */
export function readBook(language: Language): Promise<readonly FoundPage[]> {
  const known = books.get(language) ?? Promise.all(PAGES.map((id) => readPage(id, language)));
  books.set(language, known);
  return known;
}

async function readPage(id: PageId, wanted: Language): Promise<FoundPage> {
  for (const language of [wanted, ...INSTEAD[wanted]]) {
    const file = fileOf(language, id);
    if (file) return { id, language, page: await file() };
  }
  throw new Error(`The handbook has no page ${id}`);
}

/** Pages that have all words that are searched for, those that have them in their title first. */
export function search(book: readonly FoundPage[], asked: string, language: Language): readonly FoundPage[] {
  const words = asked.toLocaleLowerCase(language).split(/\s+/).filter(Boolean);
  const has = (text: string) => words.every((word) => text.toLocaleLowerCase(language).includes(word));
  const inTitle = book.filter(({ page }) => has(page.title));
  return [...inTitle, ...book.filter((each) => !inTitle.includes(each) && has(wordsOf(each.page)))];
}
