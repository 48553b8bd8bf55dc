import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseSync } from 'vite';
import { z } from 'zod';
import { LANGUAGES } from '../shared/texts/languages.ts';
import { projectSources } from './import-rules.ts';
import type { Sources } from './import-rules.ts';
import { filesBelow } from './setup/files.ts';
import { root } from './setup/paths.ts';

export type Tree = { readonly [key: string]: string | Tree };

/** Texts by language and room. */
export type Catalogues = Readonly<Record<string, Readonly<Record<string, Tree>>>>;

const FOLDER = 'shared/texts';
/** The compiler takes the keys from it, so the others are held against it. */
const FIRST = 'en';
const FORM = /_(zero|one|two|few|many|other)$/;
const SLOT = /\{\{(\w+)\}\}/g;

/** @returns all catalogues below `shared/texts/`, by folder and file */
export function projectCatalogues(): Catalogues {
  const found: Record<string, Record<string, Tree>> = {};
  for (const file of filesBelow(join(root, FOLDER))) {
    const [, language, room] = /^([^/]+)\/([^/]+)\.json$/.exec(file.replaceAll('\\', '/')) ?? [];
    if (language === undefined || room === undefined) continue;
    (found[language] ??= {})[room] = JSON.parse(readFileSync(join(root, FOLDER, file), 'utf8')) as Tree;
  }
  return found;
}

/** Every text by its dotted path. */
export const leaves = (tree: Tree, path = ''): readonly (readonly [string, string])[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as const] : leaves(value, `${path}${key}.`),
  );

const slotsOf = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(SLOT)].map(([, name = '']) => name))].toSorted();

/** Texts that differ by `count`, together under the path that the code names: `form → text`, '' where there is one. */
function byKey(tree: Tree): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const keys = new Map<string, Map<string, string>>();
  for (const [path, text] of leaves(tree)) {
    const form = FORM.exec(path)?.[1] ?? '';
    const key = path.replace(FORM, '');
    const forms = keys.get(key) ?? new Map<string, string>();
    keys.set(key, forms.set(form, text));
  }
  return keys;
}

/**
 * What makes the languages differ in more than words: languages without a catalogue, rooms, keys, forms of a number and
 * slots that are missing or too many, and texts that are empty or whose slots are misspelt.
 *
 * @param locales of the languages that there are to be
 * @returns one line for each; empty when all is well
 */
export function differences(catalogues: Catalogues, locales: Readonly<Record<string, string>>): readonly string[] {
  const english = catalogues[FIRST] ?? {};
  const rooms = new Set(Object.values(catalogues).flatMap((each) => Object.keys(each)));
  return [...new Set([...Object.keys(locales), ...Object.keys(catalogues)])].flatMap((language) => {
    const locale = locales[language];
    if (locale === undefined) return [`${language}: is not in the list of languages`];
    return [...rooms].flatMap((room) => {
      const place = `${language}/${room}`;
      const there = catalogues[language]?.[room];
      if (!there) return [`${place}: the room is missing`];
      if (!english[room]) return [`${place}: no such room in ${FIRST}`];
      return inRoom(byKey(english[room]), byKey(there), locale).map((line) => `${place}: ${line}`);
    });
  });
}

type Forms = ReadonlyMap<string, string>;

function inRoom(
  english: ReadonlyMap<string, Forms>,
  there: ReadonlyMap<string, Forms>,
  locale: string,
): readonly string[] {
  const missing = [...english.keys()].filter((key) => !there.has(key));
  const unknown = [...there.keys()].filter((key) => !english.has(key));
  const unlike = [...there].flatMap(([key, forms]) => {
    const model = english.get(key);
    return model ? [...wrongForms(key, model, forms, locale), ...wrongSlots(key, model, forms)] : [];
  });
  return [
    ...missing.map((key) => `${key} is missing`),
    ...unknown.map((key) => `${key} is not in ${FIRST}`),
    ...unlike,
  ];
}

/** Each language has its own forms of a number (`one`, `few`, …); zero may be told apart in each. */
function wrongForms(key: string, model: Forms, forms: Forms, locale: string): readonly string[] {
  const wanted = model.has('') ? [''] : new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  const needed = [...wanted, ...(model.has('zero') ? ['zero'] : [])];
  return [
    ...needed.filter((form) => !forms.has(form)).map((form) => `${named(key, form)} is missing`),
    ...[...forms.keys()].filter((form) => !needed.includes(form)).map((form) => `${named(key, form)} is never read`),
  ];
}

/** A value that English has in a form is in that form, but for the number itself, which may be a word there. */
function wrongSlots(key: string, model: Forms, forms: Forms): readonly string[] {
  const allowed = slotsOf([...model.values()].join(' '));
  return [...forms].flatMap(([form, text]) => {
    const name = named(key, form);
    if (text.trim() === '') return [`${name} is empty`];
    if (/[{}]/.test(text.replace(SLOT, ''))) return [`${name} has a slot that is not written {{name}}`];
    const have = slotsOf(text);
    const wanted = slotsOf(model.get(form) ?? model.get('other') ?? '').filter(
      (slot) => slot !== 'count' || form === '' || form === 'other',
    );
    return [
      ...wanted.filter((slot) => !have.includes(slot)).map((slot) => `${name} lacks {{${slot}}}`),
      ...have
        .filter((slot) => !allowed.includes(slot))
        .map((slot) => `${name} has {{${slot}}}, which ${FIRST} has not`),
    ];
  });
}

const named = (key: string, form: string): string => (form === '' ? key : `${key}_${form}`);

/** What says that a file reads a room. */
const READS = new RegExp(
  [
    String.raw`\b(?:roomTexts|firstTexts|useTranslation)\('([\w-]+)'\)`,
    String.raw`\b(?:RoomText|RoomKey|MainText)<'([\w-]+)'>`,
    String.raw`\b(?:Read|TextKey)<typeof (\w+)>`,
    String.raw`\breader\([^()]*, '([\w-]+)'\)|\bRooms\['([\w-]+)'\]|\bMAIN_TEXTS\[\w+\]\.(\w+)`,
  ].join('|'),
  'g',
);

/** `closing-slips` is `closingSlips` in code. */
const inCode = (room: string): string => room.replaceAll(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());

/**
 * Texts that no code reads. A key is read where a file that reads its room spells it out, whole or as a template with
 * parts that are known later (`states.${name}`).
 *
 * @returns one line for each
 */
export function unused(catalogues: Catalogues, sources: Sources): readonly string[] {
  const files = readers(
    Object.entries(sources)
      .filter(([path]) => /^(electron|renderer|shared)\//.test(path))
      .map(([path, text]) => sourceOf(path, text)),
  );
  return Object.entries(catalogues[FIRST] ?? {}).flatMap(([room, tree]) => {
    const there = files.get(inCode(room)) ?? [];
    const whole = new Set(there.flatMap((each) => each.strings));
    const templates = there.flatMap((each) => each.templates);
    return [...byKey(tree).keys()]
      .filter((key) => !whole.has(key) && !templates.some((template) => template.test(key)))
      .map((key) => `${room}: ${key} is read nowhere`);
  });
}

interface Source {
  readonly text: string;
  readonly strings: readonly string[];
  readonly templates: readonly RegExp[];
  /** What it exports by name, with what a reader of that name gets to know: type or value, not a function's body. */
  readonly exported: readonly (readonly [string, string])[];
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [part: string]: unknown;
}

const TemplateParts = z.array(z.object({ value: z.object({ raw: z.string() }) }));

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

function sourceOf(path: string, text: string): Source {
  const strings: string[] = [];
  const templates: RegExp[] = [];
  const exported: (readonly [string, string])[] = [];
  const visit = (node: Node): void => {
    if (node.type === 'Literal' && typeof node['value'] === 'string') strings.push(node['value']);
    if (node.type === 'TemplateLiteral') {
      const parts = TemplateParts.parse(node['quasis']).map(({ value }) => value.raw);
      if (parts.length > 1) templates.push(pattern(parts));
    }
    if (node.type === 'ExportNamedDeclaration') exported.push(...namesIn(node, text));
    for (const part of Object.values(node)) for (const child of nodesIn(part)) visit(child);
  };
  for (const node of nodesIn(parseSync(path, text).program.body)) visit(node);
  return { text, strings, templates, exported };
}

const nodesIn = (part: unknown): readonly Node[] => (Array.isArray(part) ? part : [part]).filter(isNode);

function namesIn(node: Node, text: string): readonly (readonly [string, string])[] {
  return nodesIn(node['declaration']).flatMap((declaration) =>
    (declaration.type === 'VariableDeclaration' ? nodesIn(declaration['declarations']) : [declaration]).map(
      (each): readonly [string, string] => {
        const [name] = nodesIn(each['id']);
        const made = nodesIn(each['init'])[0] ?? each;
        const body = nodesIn(made['body'])[0];
        return [
          String(name?.['name']),
          text.slice(each.start, body?.type === 'BlockStatement' ? body.start : each.end),
        ];
      },
    ),
  );
}

const escaped = (text: string): string => text.replaceAll(/[^\w\s-]/g, String.raw`\$&`);

/** One dot in the key for each in the code; what is filled in may be anything. */
const pattern = (parts: readonly string[]): RegExp => new RegExp(`^${parts.map(escaped).join('.+')}$`);

/** The files that read each room: those that name it, or something exported elsewhere that stands for it. */
function readers(sources: readonly Source[]): ReadonlyMap<string, readonly Source[]> {
  const standIns = new Map<string, ReadonlySet<string>>();
  for (let before = -1; before !== standIns.size;) {
    before = standIns.size;
    for (const [name, text] of sources.flatMap(({ exported }) => exported)) {
      const rooms = roomsIn(text, standIns);
      if (rooms.size > 0) standIns.set(name, rooms);
    }
  }
  const files = new Map<string, Source[]>();
  for (const source of sources)
    for (const room of roomsIn(source.text, standIns)) files.set(room, [...(files.get(room) ?? []), source]);
  return files;
}

function roomsIn(text: string, standIns: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const named = [...text.matchAll(READS)].map(([, ...rooms]) => rooms.join(''));
  const meant = [...new Set(text.match(/\b\w+\b/g))].flatMap((word) => [...(standIns.get(word) ?? [])]);
  return new Set([...named, ...meant]);
}

/** All that is wrong with the texts of the project. */
export function wrongTexts(): readonly string[] {
  const locales = Object.fromEntries(Object.entries(LANGUAGES).map(([code, { locale }]) => [code, locale]));
  const catalogues = projectCatalogues();
  return [...differences(catalogues, locales), ...unused(catalogues, projectSources())];
}

if (process.argv[1] !== undefined && relative(process.argv[1], import.meta.filename) === '') {
  const wrong = wrongTexts();
  for (const line of wrong) console.log(line);
  process.exitCode = wrong.length > 0 ? 1 : 0;
}
