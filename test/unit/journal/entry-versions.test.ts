import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { NOTE_TYPES, parseStored } from '../../../electron/adapters/journal/tables/rows.ts';
import { ENTRY_VERSION, readEntry, UPCASTERS, writeEntry } from '../../../electron/core/journal/entry-versions.ts';
import { eventSchema } from '../../../electron/core/journal/events.ts';
import { NO_WISH } from '../../../shared/payment.ts';

/** What earlier versions of the terminal left in journals, byte for byte, one payload a line. */
const kept = (version: number): readonly string[] =>
  readFileSync(join(import.meta.dirname, '..', '..', 'support', 'journal', 'kept', `entries-${version}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n');

const EARLIER = Array.from({ length: ENTRY_VERSION - 1 }, (_, index) => index + 1);
const typeOf = (payload: string): string => (JSON.parse(payload) as { readonly type: string }).type;
const fieldsOf = (payload: string): number => Object.keys(JSON.parse(payload) as object).length;
/** Types that a version changes, by the number it has afterwards. */
const changedBy = (from: number) => UPCASTERS.filter((each) => each.from === from).flatMap(({ types }) => types);
const oldest = (type: string): string =>
  kept(1)
    .filter((payload) => typeOf(payload) === type)
    .toSorted((a, b) => fieldsOf(a) - fieldsOf(b))[0] ?? '';

/** Types that there were none of in the first version. */
const SINCE_2: ReadonlySet<string> = new Set([
  'differences.explained',
  'payment.reopened',
  'settings.inForce',
  'settings.foundChanged',
  'settings.foundRead',
  'seal.begun',
  'seal.broken',
  'seal.accepted',
  'seal.missingRead',
  'people.state',
  'people.tampered',
  'signing.begun',
  'signing.renewed',
]);

/** Types that there were none of in the second version either. */
const SINCE_3: ReadonlySet<string> = new Set(['backup.restored', 'till.examined', 'till.examinationSigned']);

/** And in the third. */
const SINCE_4: ReadonlySet<string> = new Set(['payment.idSeen']);

describe('entries of earlier versions', () => {
  it.each(EARLIER)('of version %i are all read', (version) => {
    for (const [index, payload] of kept(version).entries()) {
      expect(parseStored({ seq: index + 1, payload }).type).toBe(typeOf(payload));
    }
  });

  it('has an example of each type that a later version changes, in its oldest form', () => {
    for (const type of changedBy(1)) expect(readEntry(oldest(type)), type).not.toEqual(JSON.parse(oldest(type)));
    const FIRST = [...eventSchema.options.map(({ shape }) => shape.type.value), ...NOTE_TYPES].filter(
      (type) => !SINCE_2.has(type) && !SINCE_3.has(type) && !SINCE_4.has(type),
    );
    expect(FIRST.filter((type) => oldest(type) === '')).toEqual([]);
  });

  it('of the second version has an example of each type there was, and of each that the third one changes', () => {
    const there = new Set(kept(2).map(typeOf));
    const all = [...eventSchema.options.map(({ shape }) => shape.type.value), ...NOTE_TYPES];
    expect(all.filter((type) => !there.has(type) && !SINCE_3.has(type) && !SINCE_4.has(type))).toEqual([]);
    for (const type of changedBy(2))
      for (const payload of kept(2).filter((each) => typeOf(each) === type))
        expect(readEntry(payload), type).not.toEqual(JSON.parse(payload));
  });

  it('of the third version has an example of each type that the fourth one changes, and of what was new in it', () => {
    const there = new Set(kept(3).map(typeOf));
    expect([...SINCE_3, ...changedBy(3)].filter((type) => !there.has(type))).toEqual([]);
  });

  it('get what was asked for to be shown from their method: until then every code was drawn here', () => {
    const forms = [1, 2, 3].flatMap((version) =>
      kept(version)
        .filter((payload) => typeOf(payload) === 'payment.requested')
        .map((payload) => z.object({ method: z.string(), codeForm: z.unknown() }).parse(readEntry(payload)))
        .map(({ method, codeForm }) => `${method} ${String(codeForm)}`),
    );
    expect([...new Set(forms)].toSorted()).toEqual(['code text', 'personalCode null', 'phone null']);
    for (const payload of kept(3).filter((each) => typeOf(each) === 'payment.requested'))
      expect(readEntry(payload)).toMatchObject({ minimumAge: null });
  });

  it('get their method from their number, which nothing else does', () => {
    const methods = (version: number) =>
      kept(version)
        .filter((payload) => typeOf(payload) === 'payment.requested')
        .map((payload) => readEntry(payload))
        .map((entry) => z.object({ method: z.string(), recipient: z.unknown() }).parse(entry))
        .map(({ method, recipient }) => [method, recipient === null]);
    expect(methods(2)).toEqual([
      ['code', true],
      ['code', true],
      ['phone', false],
    ]);
    expect(methods(1)).toEqual([
      ['code', true],
      ['phone', false],
    ]);
  });

  it('get what they did not know, and keep what they did', () => {
    expect(readEntry(oldest('payment.requested'))).toMatchObject({
      by: null,
      method: 'phone',
      wallet: { name: 'notWritten', currency: 'NOK' },
    });
    expect(readEntry(oldest('settings.changed'))).toMatchObject({
      changes: [
        { name: 'storeName', values: 'notWritten' },
        { name: 'theme', values: 'notWritten' },
      ],
    });
    expect(readEntry(oldest('payment.registered'))).toMatchObject({ code: null });
    expect(readEntry(oldest('capture.requested'))).toMatchObject({ parts: null, rest: 'keep', wish: NO_WISH });
    expect(readEntry(oldest('journal.continued'))).toMatchObject({ closings: null, tags: [] });
    const [withWish] = kept(1).filter((payload) => payload.includes('Customer came back'));
    expect(readEntry(withWish ?? '')).toMatchObject({ wish: { reason: 'Customer came back' } });
  });
});

describe('an entry of this version', () => {
  it('carries its number, and is read as it was written', () => {
    const entry = { type: 'capture.requested', at: 1 };
    expect(writeEntry(entry)).toBe(`{"v":${ENTRY_VERSION},"type":"capture.requested","at":1}`);
    expect(readEntry(writeEntry(entry))).toEqual({ v: ENTRY_VERSION, ...entry });
  });
});
