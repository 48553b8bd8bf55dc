import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PhoneCountry } from '../../../shared/country.ts';
import {
  CALLING_CODES,
  countryOfMsisdn,
  formatPhoneWhileTyping,
  maskPhone,
  msisdnSchema,
  parsePhone,
} from '../../../shared/phone.ts';
import { PHONE_METADATA } from '../../../shared/phone-metadata.ts';

const COUNTRIES: readonly PhoneCountry[] = ['NO', 'DK', 'FI', 'SE'];
const country = fc.constantFrom(...COUNTRIES);
/** Numbers as subscribers have them; Finland and Sweden write them at home with a leading 0. */
const national: Record<PhoneCountry, fc.Arbitrary<string>> = {
  NO: fc.stringMatching(/^[49]\d{7}$/),
  DK: fc.stringMatching(/^[2-9]\d{7}$/),
  FI: fc.stringMatching(/^(?:40|41|44|45|50)\d{7}$/),
  SE: fc.stringMatching(/^7[02369]\d{7}$/),
};
const subscriber = country.chain((of) => national[of].map((number) => ({ of, number })));
const digitsOf = (text: string) => text.replace(/\D/g, '');

describe('phone numbers as people give them', () => {
  it.each<[string, PhoneCountry, string, PhoneCountry]>([
    ['91234567', 'NO', '4791234567', 'NO'],
    ['912 34 567', 'NO', '4791234567', 'NO'],
    ['+47 912 34 567', 'NO', '4791234567', 'NO'],
    ['004791234567', 'NO', '4791234567', 'NO'],
    ['4791234567', 'NO', '4791234567', 'NO'],
    ['tel:+47-912-34-567', 'NO', '4791234567', 'NO'],
    ['(+47) 912.34.567', 'NO', '4791234567', 'NO'],
    ['\u00a0912\u00a034\u00a0567', 'NO', '4791234567', 'NO'],
    ['20123456', 'DK', '4520123456', 'DK'],
    ['+45 20 12 34 56', 'NO', '4520123456', 'DK'],
    ['040 123 4567', 'FI', '358401234567', 'FI'],
    ['+358 40 123 4567', 'NO', '358401234567', 'FI'],
    ['0035840 1234567', 'DK', '358401234567', 'FI'],
    ['070-123 45 67', 'SE', '46701234567', 'SE'],
    ['+46 70 123 45 67', 'NO', '46701234567', 'SE'],
    ['47912345', 'NO', '4747912345', 'NO'],
  ])('reads %j in a shop in %s', (typed, shop, msisdn, of) => {
    expect(parsePhone(typed, shop)).toMatchObject({ ok: true, msisdn, country: of });
  });

  it.each<[string, PhoneCountry, string]>([
    ['', 'NO', 'phone.empty'],
    ['   ', 'NO', 'phone.empty'],
    ['9123456', 'NO', 'phone.tooShort'],
    ['912345678', 'NO', 'phone.tooLong'],
    ['91234abc', 'NO', 'phone.letters'],
    ['+4', 'NO', 'phone.tooShort'],
    ['+49 151 23456789', 'NO', 'phone.foreign'],
    ['0044 7700 900123', 'DK', 'phone.foreign'],
    ['+47 9123 456', 'NO', 'phone.tooShort'],
    ['+47 912 34 5678', 'NO', 'phone.tooLong'],
    ['++4791234567', 'NO', 'phone.letters'],
    ['91234567 +', 'NO', 'phone.letters'],
  ])('refuses %j in %s as %s', (typed, shop, problem) => {
    expect(parsePhone(typed, shop)).toEqual({ ok: false, problem });
  });

  it('gives the same number for every prefix and every grouping, in every shop', () => {
    const prefix = (of: PhoneCountry) =>
      fc.constantFrom(`+${CALLING_CODES[of]}`, `00${CALLING_CODES[of]}`, `+${CALLING_CODES[of]} `);
    const example = subscriber.chain(({ of, number }) =>
      fc.tuple(fc.constant(of), fc.constant(number), prefix(of), country, fc.array(fc.nat(12), { maxLength: 4 })),
    );
    fc.assert(
      fc.property(example, ([of, number, code, shop, spaces]) => {
        const spaced = spaces.reduce((text, at) => `${text.slice(0, at)} ${text.slice(at)}`, number);
        expect(parsePhone(code + spaced, shop)).toMatchObject({
          ok: true,
          msisdn: CALLING_CODES[of] + number,
          country: of,
        });
        expect(parsePhone(of === 'NO' || of === 'DK' ? spaced : `0${spaced}`, of)).toMatchObject({
          ok: true,
          msisdn: CALLING_CODES[of] + number,
          country: of,
        });
      }),
    );
  });

  it('never throws, and what it accepts is in the form of the wallet and of a Nordic country', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.string({ unit: fc.constantFrom(...'0123456789+ -()'), maxLength: 18 }),
    );
    fc.assert(
      fc.property(text, country, (typed, shop) => {
        const parsed = parsePhone(typed, shop);
        if (!parsed.ok) return;
        expect(msisdnSchema.safeParse(parsed.msisdn).success).toBe(true);
        expect(parsed.msisdn.startsWith(CALLING_CODES[parsed.country])).toBe(true);
        expect(countryOfMsisdn(parsed.msisdn)).toBe(parsed.country);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('while it is typed', () => {
  it('never loses, adds or changes a digit', () => {
    const typed = fc.oneof(
      fc.stringMatching(/^\d{0,15}$/),
      fc.stringMatching(/^\+\d{0,15}$/),
      fc.string({ unit: fc.constantFrom(...'0123456789+ abc-'), maxLength: 16 }),
    );
    fc.assert(
      fc.property(typed, country, (text, shop) => {
        const shown = formatPhoneWhileTyping(text, shop);
        // `00` in front is another way to write `+`, however often it stands there.
        const spelled = (digits: string) => digits.replace(/^(?:00)+/, '');
        expect(spelled(digitsOf(shown))).toBe(spelled(digitsOf(text)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('means the same number as before it was formatted', () => {
    fc.assert(
      fc.property(subscriber, ({ of, number }) => {
        const typed = of === 'NO' || of === 'DK' ? number : `0${number}`;
        expect(parsePhone(formatPhoneWhileTyping(typed, of), of)).toEqual(parsePhone(typed, of));
      }),
    );
  });
});

describe('what is kept of a number', () => {
  it('is its country, two digits to show, and four to find it by where as many stay hidden', () => {
    fc.assert(
      fc.property(subscriber, ({ of, number }) => {
        const masked = maskPhone(msisdnSchema.parse(CALLING_CODES[of] + number), of);
        const kept = number.length >= 8 ? [number.slice(-2), number.slice(-4)] : [number.slice(-2)];
        expect(digitsOf(JSON.stringify(masked))).toBe(kept.join(''));
      }),
    );
  });
});

describe('numbering plans', () => {
  it('are those of the package, for the four countries', () => {
    const whole = createRequire(import.meta.url)('libphonenumber-js/metadata.min.json') as {
      version: number;
      countries: Record<string, unknown>;
    };
    const own = PHONE_METADATA as unknown as typeof whole;
    expect(own.version).toBe(whole.version);
    for (const country of ['NO', 'DK', 'FI', 'SE'])
      expect(own.countries[country], country).toEqual(whole.countries[country]);
  });
});
