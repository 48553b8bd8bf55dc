import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeReference, referenceSchema, slug } from '../../../shared/ids.ts';
import type { ReferenceParts } from '../../../shared/ids.ts';

const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'abcæøåÆØÅ éü-&. 0123'), maxLength: 60 }),
);
const parts: fc.Arbitrary<ReferenceParts> = fc.record({
  storeName: name,
  posId: name,
  journalTag: fc.stringMatching(/^[a-z2-9]{4}$/),
  date: fc.stringMatching(/^20\d{6}$/),
  receiptNumber: fc.integer({ min: 1, max: 99_999_999 }),
  attempt: fc.integer({ min: 1, max: 999 }),
});

describe('references', () => {
  it('always have the form of the wallet and at most 50 characters', () => {
    fc.assert(
      fc.property(parts, (of) => {
        const reference = makeReference(of);
        expect(reference).toMatch(/^[a-zA-Z0-9-]{8,64}$/);
        expect(reference.length).toBeLessThanOrEqual(50);
      }),
      { numRuns: 500 },
    );
  });

  it('differ wherever journal, receipt number or attempt differ, whatever the shop is called', () => {
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const same =
          one.journalTag === other.journalTag &&
          one.receiptNumber === other.receiptNumber &&
          one.attempt === other.attempt;
        fc.pre(!same);
        expect(makeReference(one)).not.toBe(
          makeReference({
            ...one,
            journalTag: other.journalTag,
            receiptNumber: other.receiptNumber,
            attempt: other.attempt,
          }),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('can be recognised by a person', () => {
    expect(
      makeReference({
        storeName: 'Bakeri Ås',
        posId: 'Kasse 2',
        journalTag: 'ab3d',
        date: '20261121',
        receiptNumber: 42,
        attempt: 2,
      }),
    ).toBe('bakerias-kasse2-20261121-ab3d0042-2');
    const long = makeReference({
      storeName: 'Øvre Årdal Jernvare & Kjøkkenutstyr Åpningstilbud AS',
      posId: 'Utendørskassen ved inngangen',
      journalTag: 'ab3d',
      date: '20261121',
      receiptNumber: 12_345_678,
      attempt: 99,
    });
    expect(long).toBe('ovreardaljer-utendorska-20261121-ab3d12345678-99');
    expect(referenceSchema.safeParse(long).success).toBe(true);
  });

  it.each([
    ['Bakeri Ås', 'bakerias'],
    ['ÆØÅ', 'aeoa'],
    ['Café Über', 'cafeuber'],
    ['日本', 'x'],
    ['', 'x'],
  ])('shortens %j to %s', (text, short) => {
    expect(slug(text, 12)).toBe(short);
  });
});
