/**
 * XML by hand: a file of a hundred thousand sales must be written as it is made, and no tree of it fits into memory.
 */

/** Characters that no XML 1.0 file may hold, however they are written. */
const CONTROLS = String.raw`[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]`;
const HALVES = String.raw`[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]`;
const ILLEGAL = new RegExp(`${CONTROLS}|${HALVES}`, 'g');

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as content of an element, at most `most` characters long. */
export const escaped = (text: string, most = 9_999): string =>
  [...text.replace(ILLEGAL, '')]
    .slice(0, most)
    .join('')
    .replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);

/** What stands in an element: a text, a figure, or other elements that are written already. */
export type Content = string | number | { readonly xml: string };

/** Elements in the order given; `null` leaves one out. */
export function elements(parts: readonly (readonly [name: string, content: Content | null])[]): {
  readonly xml: string;
} {
  return { xml: parts.map(([name, content]) => (content === null ? '' : element(name, content))).join('') };
}

export function element(name: string, content: Content): string {
  const inner =
    typeof content === 'object' ? content.xml : typeof content === 'number' ? String(content) : escaped(content);
  return `<${name}>${inner}</${name}>`;
}

/** Minor units with two decimals and a point. */
export function decimal(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
