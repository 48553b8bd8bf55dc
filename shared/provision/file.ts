import { z } from 'zod';
import { COUNTRIES, storeCountrySchema } from '../country.ts';
import { merchantSerialNumberSchema } from '../ids.ts';
import { MAX_PEOPLE, personSchema } from '../people.ts';
import { NO_PRINTER, printerSettingsSchema } from '../printer-settings.ts';
import {
  NO_WISHES,
  counterWishesSchema,
  environmentSchema,
  languageSchema,
  preferencesSchema,
  storeSettingsSchema,
  themeSchema,
} from '../settings.ts';
import type { Preferences, StoreSettings } from '../settings.ts';
import { vatRate } from '../vat.ts';
import { isTillRule, tillIdBy } from './till-id.ts';
import type { Expected } from './view.ts';

/**
 * The file that sets a till up without a wizard (`docs/provisioning.md`). People and settings stand in it as they are,
 * keys only sealed to a code. Each version of the format has its own number; another one is refused in words.
 */
export const PROVISION_FORMAT = 'skranke-provision';
export const PROVISION_VERSION = 1;
/** Two hundred people are below 20 kB. */
export const MAX_PROVISION_BYTES = 64 * 1024;

/** A rule that is broken says which words tell it. */
const saying = (expected: Expected, value = '') => ({ params: { expected, value } });

/** In percent, as a person writes it: 25, or 25.5. */
const percentSchema = z
  .number()
  .min(0)
  .max(100)
  .refine((percent) => Math.abs(percent * 100 - Math.round(percent * 100)) < 1e-6, saying('decimals'));

const name = personSchema.shape.name;
const lower = (text: string): string => text.normalize('NFKC').toLowerCase();

/** What is set up. A file from before a field was added is read as it was: each new one needs a default. */
export const setUpSchema = z
  .strictObject({
    environment: environmentSchema,
    merchantSerialNumber: z
      .string()
      .refine((text) => merchantSerialNumberSchema.safeParse(text).success, saying('serialNumber'))
      .nullable()
      .default(null),
    shop: z.strictObject({
      name: storeSettingsSchema.shape.storeName,
      country: storeCountrySchema,
      dayStartsAt: z.number().int().min(0).max(12).default(0),
    }),
    till: z.strictObject({ id: z.string().max(60).refine(isTillRule, saying('tillRule')) }),
    vat: z
      .strictObject({ rates: z.array(percentSchema).min(1).max(6), usual: percentSchema })
      .nullable()
      .default(null),
    language: languageSchema,
    theme: themeSchema.default('system'),
    sounds: z.boolean().default(false),
    wholeAmounts: preferencesSchema.shape.wholeAmounts,
    paidStays: preferencesSchema.shape.paidStays,
    textSize: preferencesSchema.shape.textSize,
    keypad: preferencesSchema.shape.keypad,
    volume: preferencesSchema.shape.volume,
    support: preferencesSchema.shape.support,
    takesPayment: storeSettingsSchema.shape.takesPayment,
    askOnScan: storeSettingsSchema.shape.askOnScan,
    drawsCode: storeSettingsSchema.shape.drawsCode,
    printer: printerSettingsSchema.default(NO_PRINTER),
    /** What the till asks of the computer; a file from before it asks nothing. */
    computer: z.strictObject(counterWishesSchema.unwrap().shape).default(NO_WISHES),
    /** Without a PIN: each is given one at the till. */
    people: z
      .array(z.strictObject({ name, role: personSchema.shape.role }))
      .max(MAX_PEOPLE)
      .default([]),
  })
  .superRefine(({ environment, merchantSerialNumber, vat, people }, { addIssue }) => {
    const wrong = (path: (string | number)[], input: unknown, expected: Expected, value = '') =>
      addIssue({ code: 'custom', path, input, ...saying(expected, value) });
    if ((environment === 'practice') !== (merchantSerialNumber === null))
      wrong(['merchantSerialNumber'], merchantSerialNumber, environment === 'practice' ? 'notThere' : 'serialNumber');
    if (vat && !vat.rates.includes(vat.usual)) wrong(['vat', 'usual'], vat.usual, 'inRates', vat.rates.join(', '));
    people.forEach((person, index) => {
      if (people.findIndex((each) => lower(each.name) === lower(person.name)) !== index)
        wrong(['people', index, 'name'], person.name, 'otherName');
    });
  });
export type SetUp = z.infer<typeof setUpSchema>;

const base64 = z.base64().max(4_000);

/** The file as it lies on the disk. Everything but `keys` is proved by the code too: it stands in what is sealed. */
export const provisionFileSchema = z.strictObject({
  format: z.literal(PROVISION_FORMAT),
  version: z.literal(PROVISION_VERSION),
  made: z.iso.datetime(),
  expires: z.iso.datetime(),
  setUp: setUpSchema,
  keys: z.strictObject({ salt: base64, proof: base64, iv: base64, sealed: base64 }),
});
export type ProvisionFile = z.infer<typeof provisionFileSchema>;

/** What this till likes, and others may like too; the guide is for who begins, and a display stands at one till. */
type Likes = Omit<Preferences, 'counter' | 'guide' | 'customerDisplay'>;
const likesOf = ({ language, theme, sounds, wholeAmounts, paidStays, ...likes }: Likes): Likes => ({
  language,
  theme,
  sounds,
  wholeAmounts,
  paidStays,
  textSize: likes.textSize,
  keypad: likes.keypad,
  volume: likes.volume,
  support: likes.support,
});

/** What the till becomes, or null where the rule gives this machine no id. */
export function settingsBy(
  setUp: SetUp,
  machine: string,
  typed: number | null,
): { readonly store: StoreSettings; readonly preferences: Preferences } | null {
  const { environment, shop, vat, takesPayment, askOnScan, drawsCode, printer } = setUp;
  const posId = tillIdBy(setUp.till.id, machine, typed);
  if (posId === null) return null;
  const rates = vat?.rates.map((percent) => Math.round(percent * 100)) ?? COUNTRIES[shop.country].vatRates;
  const store = storeSettingsSchema.parse({
    environment,
    merchantSerialNumber: setUp.merchantSerialNumber,
    storeName: shop.name,
    country: shop.country,
    posId,
    vatRates: rates,
    defaultVatRate: vat ? Math.round(vat.usual * 100) : vatRate(rates[0] ?? 0),
    dayStartsAt: shop.dayStartsAt,
    takesPayment,
    askOnScan,
    drawsCode,
    printer,
  });
  return {
    store,
    preferences: { ...likesOf(setUp), guide: false, customerDisplay: null, counter: setUp.computer },
  };
}

/** The same the other way round: what a till that is set up hands on. */
export const setUpOf = (
  store: StoreSettings,
  preferences: Preferences,
  people: SetUp['people'],
  tillRule: string,
): z.input<typeof setUpSchema> => ({
  environment: store.environment,
  merchantSerialNumber: store.merchantSerialNumber,
  shop: { name: store.storeName, country: store.country, dayStartsAt: store.dayStartsAt },
  till: { id: tillRule },
  vat: { rates: store.vatRates.map((rate) => rate / 100), usual: store.defaultVatRate / 100 },
  ...likesOf(preferences),
  takesPayment: store.takesPayment,
  askOnScan: store.askOnScan,
  drawsCode: store.drawsCode,
  printer: store.printer,
  computer: preferences.counter,
  people,
});
