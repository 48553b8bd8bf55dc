/** An element as it was read: attributes, and either other elements or a text. */
export interface Xml {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Xml[];
  readonly text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (text: string): string =>
  text.replace(/&(#x?)?(\w+);/g, (whole, number: string | undefined, name: string) => {
    if (number) return String.fromCodePoint(Number.parseInt(name, number === '#x' ? 16 : 10));
    const found = ENTITIES[name];
    if (found === undefined) throw new Error(`unknown entity ${whole}`);
    return found;
  });

const TOKEN =
  /<\?[^]*?\?>|<!--[^]*?-->|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/gy;

/** Reads well-formed XML without DTD. @throws where it is not well-formed */
export function readXml(source: string): Xml {
  interface Open extends Xml {
    readonly children: Xml[];
    text: string;
  }
  const root: Open = { name: '', attributes: {}, children: [], text: '' };
  const stack: Open[] = [root];
  const text = source.startsWith('\ufeff') ? source.slice(1) : source;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(text);
    if (!token) throw new Error(`not XML at ${at}: ${text.slice(at, at + 40)}`);
    const [, closing, name, attributes = '', selfClosing, words] = token;
    const top = stack.at(-1)!;
    if (words !== undefined) top.text += unescaped(words);
    else if (name !== undefined && closing) {
      if (stack.pop()?.name !== name || stack.length === 0) throw new Error(`</${name}> closes nothing at ${at}`);
    } else if (name !== undefined) {
      const pairs = [...attributes.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
        ([, key, double, single]): [string, string] => [key ?? '', unescaped(double ?? single ?? '')],
      );
      const element: Open = { name, attributes: Object.fromEntries(pairs), children: [], text: '' };
      top.children.push(element);
      if (!selfClosing) stack.push(element);
    }
  }
  const [first] = root.children;
  if (stack.length !== 1 || !first || root.children.length !== 1 || root.text.trim() !== '')
    throw new Error('not one whole element');
  return first;
}

export const childrenOf = (xml: Xml | undefined, name: string): readonly Xml[] =>
  xml?.children.filter((each) => each.name === name) ?? [];
export const childOf = (xml: Xml | undefined, name: string): Xml | undefined => childrenOf(xml, name)[0];
/** The text at the end of a path of names; empty when there is none. */
export const textOf = (xml: Xml | undefined, ...names: string[]): string =>
  names.reduce<Xml | undefined>(childOf, xml)?.text ?? '';
