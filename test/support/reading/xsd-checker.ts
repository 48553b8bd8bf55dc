import type { Xml } from './read-xml.ts';
import { childOf, childrenOf } from './read-xml.ts';

/**
 * A small validator for schemas of the kind that SAF-T is: sequences of elements with simple types by restriction. It
 * checks order, number, unknown elements, lengths, digits, patterns and enumerations; keys and references it does not.
 */

type Simple = (text: string) => string | null;

const decimals = (text: string): boolean => /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(text.trim());
const BUILT_IN: Readonly<Record<string, Simple>> = {
  'xsd:string': () => null,
  'xsd:token': () => null,
  'xsd:ID': () => null,
  'xsd:boolean': (text) => (/^(?:true|false|0|1)$/.test(text.trim()) ? null : 'not a boolean'),
  'xsd:date': (text) =>
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)
      ? null
      : 'not a date',
  'xsd:time': (text) => (/^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?$/.test(text) ? null : 'not a time'),
  'xsd:decimal': (text) => (decimals(text) ? null : 'not a decimal'),
  'xsd:nonNegativeInteger': (text) => (/^\d+$/.test(text) ? null : 'not a whole number'),
};

export class XsdChecker {
  readonly #types = new Map<string, Simple>();
  readonly #root: Xml;

  /** @param schema the schema's root element */
  constructor(schema: Xml) {
    for (const type of childrenOf(schema, 'xsd:simpleType'))
      this.#types.set(type.attributes['name'] ?? '', this.#restricted(type));
    const root = childOf(schema, 'xsd:element');
    if (!root) throw new Error('a schema without a root element');
    this.#root = root;
  }

  /** @returns what breaks the schema, with its path; empty when nothing does */
  check(document: Xml): readonly string[] {
    const problems: string[] = [];
    if (document.name !== this.#root.attributes['name']) problems.push(`the root is ${document.name}`);
    this.#element(this.#root, document, document.name, problems);
    return problems;
  }

  #element(declared: Xml, found: Xml, path: string, problems: string[]): void {
    const complex = childOf(declared, 'xsd:complexType');
    if (complex) return this.#sequence(childOf(complex, 'xsd:sequence'), found, path, problems);
    if (found.children.length > 0) problems.push(`${path}: elements where a text is expected`);
    const inner = childOf(declared, 'xsd:simpleType');
    const problem = (inner ? this.#restricted(inner) : this.#simple(declared.attributes['type'] ?? ''))(found.text);
    if (problem) problems.push(`${path}: ${problem}: ${found.text.slice(0, 40)}`);
  }

  #sequence(sequence: Xml | undefined, found: Xml, path: string, problems: string[]): void {
    if (found.text.trim() !== '') problems.push(`${path}: text between elements`);
    let at = 0;
    for (const declared of childrenOf(sequence, 'xsd:element')) {
      const { name = '', minOccurs = '1', maxOccurs = '1' } = declared.attributes;
      let count = 0;
      for (; found.children[at]?.name === name; at += 1, count += 1)
        this.#element(declared, found.children[at]!, `${path}/${name}`, problems);
      if (count < Number(minOccurs)) problems.push(`${path}: ${name} is missing`);
      if (maxOccurs !== 'unbounded' && count > Number(maxOccurs)) problems.push(`${path}: ${count} times ${name}`);
    }
    const extra = found.children[at];
    if (extra) problems.push(`${path}: ${extra.name} is not expected here`);
  }

  #simple(name: string): Simple {
    const known = BUILT_IN[name] ?? this.#types.get(name);
    if (!known) throw new Error(`the type ${name} is not known to this checker`);
    return known;
  }

  #restricted(type: Xml): Simple {
    const restriction = childOf(type, 'xsd:restriction');
    const base = restriction?.attributes['base'] ?? '';
    const facets = restriction?.children ?? [];
    const values = (name: string) =>
      facets.filter((facet) => facet.name === `xsd:${name}`).map(({ attributes }) => attributes['value'] ?? '');
    const enumeration = new Set(values('enumeration'));
    const [maxLength, length, totalDigits, fractionDigits, minInclusive] = [
      'maxLength',
      'length',
      'totalDigits',
      'fractionDigits',
      'minInclusive',
    ].map((name) => (values(name)[0] === undefined ? null : Number(values(name)[0])));
    const patterns = values('pattern').map((pattern) => new RegExp(`^(?:${pattern})$`, 'u'));
    return (text) => {
      const problem = this.#simple(base)(text);
      if (problem) return problem;
      const characters = [...text].length;
      const [whole = '', fraction = ''] = text.trim().replace(/^[+-]/, '').split('.');
      const digits = whole.replace(/^0+/, '').length + fraction.replace(/0+$/, '').length;
      if (maxLength != null && characters > maxLength) return `longer than ${maxLength}`;
      if (length != null && characters !== length) return `not ${length} long`;
      if (totalDigits != null && digits > totalDigits) return `more than ${totalDigits} digits`;
      if (fractionDigits != null && fraction.replace(/0+$/, '').length > fractionDigits)
        return `more than ${fractionDigits} decimals`;
      if (minInclusive != null && Number(text) < minInclusive) return `less than ${minInclusive}`;
      if (!patterns.every((pattern) => pattern.test(text))) return 'does not match the pattern';
      return enumeration.size > 0 && !enumeration.has(text) ? 'not one of the values' : null;
    };
  }
}
