import { marked } from 'marked';
import type { Token, Tokens } from 'marked';
import type { Plugin } from 'vite';
import { PAGES } from '../shared/handbook.ts';
import type { Block, HandbookPage, Inline } from '../shared/handbook.ts';

/** A link from one page to another. */
const PAGE = /^([a-z-]+)\.md$/;
/** A picture, as it lies beside the languages' folders. */
const PICTURE = /^\.\.\/pictures\/([a-z]{2})\/([a-z-]+)\.webp$/;
const FILE = /\/docs\/handbook\/[a-z]{2}\/[a-z-]+\.md$/;

/**
 * Reads a page of the handbook into data: what the app draws is made of these parts alone, so that a page can hold no
 * markup of its own.
 *
 * @throws where a page has a part that the app does not draw
 */
export function readPage(markdown: string): HandbookPage {
  const [first, ...rest] = marked.lexer(markdown).filter(({ type }) => type !== 'space');
  if (!isHeading(first) || first.depth !== 1) throw new Error('a page begins with its title');
  return { title: first.text, blocks: rest.map(block) };
}

const isHeading = (token: Token | undefined): token is Tokens.Heading => token?.type === 'heading';
const isList = (token: Token): token is Tokens.List => token.type === 'list';
const isImage = (token: Token | undefined): token is Tokens.Image => token?.type === 'image';
const partsOf = (token: Token): readonly Token[] => ('tokens' in token ? (token.tokens ?? []) : []);

function block(token: Token): Block {
  if (isHeading(token) && token.depth === 2) return { is: 'heading', text: token.text };
  if (isList(token))
    return { is: 'list', ordered: token.ordered, items: token.items.map(({ tokens }) => tokens.flatMap(inItem)) };
  const parts = partsOf(token);
  const [only] = parts;
  if (token.type === 'paragraph' && isImage(only) && parts.length === 1) return picture(only);
  if (token.type === 'paragraph') return { is: 'text', of: parts.map(inline) };
  throw new Error(`a page has no ${token.type}: ${token.raw.trim()}`);
}

function picture({ href, text }: Tokens.Image): Block {
  if (!PICTURE.test(href)) throw new Error(`no picture of the handbook: ${href}`);
  if (text === '') throw new Error(`a picture says in words what it shows: ${href}`);
  return { is: 'picture', src: href, alt: text };
}

function inItem(token: Token): readonly Inline[] {
  if (token.type !== 'text' && token.type !== 'paragraph') throw new Error(`no ${token.type} in a list: ${token.raw}`);
  return partsOf(token).map(inline);
}

function inline(token: Token): Inline {
  const { type, raw } = token;
  switch (type) {
    case 'text':
      return raw.replaceAll('\n', ' ');
    case 'strong':
      return { is: 'name', text: plain(token) };
    case 'em':
      return { is: 'stress', text: plain(token) };
    case 'codespan':
      return { is: 'key', text: 'text' in token ? String(token.text) : raw };
    case 'link':
      return link(token);
    default:
      throw new Error(`a page has no ${type} in a sentence: ${raw}`);
  }
}

const plain = (token: Token): string =>
  partsOf(token)
    .map(({ type, raw }) => {
      if (type !== 'text') throw new Error(`no ${type} within another: ${raw}`);
      return raw.replaceAll('\n', ' ');
    })
    .join('');

function link(token: Token): Inline {
  const href = 'href' in token ? String(token.href) : '';
  const name = PAGE.exec(href)?.[1];
  const to = PAGES.find((page) => page === name);
  if (to === undefined) throw new Error(`no page of the handbook: ${href}`);
  return { is: 'link', to, text: plain(token) };
}

/** Pages of the handbook as modules: data, with the addresses of their pictures. */
export function handbookPages(): Plugin {
  return {
    name: 'skranke-handbook',
    transform(markdown, id) {
      if (!FILE.test(id.replaceAll('\\', '/'))) return null;
      const page = readPage(markdown);
      const pictures = page.blocks.flatMap((each) => (each.is === 'picture' ? [each.src] : []));
      const imports = pictures.map((src, index) => `import picture${index} from ${JSON.stringify(src)};\n`);
      const data = pictures.reduce(
        (text, src, index) => text.replace(`"src":${JSON.stringify(src)}`, `"src":picture${index}`),
        JSON.stringify(page),
      );
      return { code: `${imports.join('')}export default ${data};\n`, map: null, moduleType: 'js' };
    },
  };
}

/** All pages of a language come in one file: who looks something up leafs through them. */
export const handbookChunk = (id: string): string | null =>
  /\/docs\/handbook\/([a-z]{2})\/[a-z-]+\.md$/.exec(id.replaceAll('\\', '/'))?.[1]?.replace(/^/, 'handbook-') ?? null;
