import { z } from 'zod';
import { storeCountrySchema } from './country.ts';
import { displaySchema } from './display.ts';
import { merchantSerialNumberSchema } from './ids.ts';
import { LANGUAGE_CODES } from './texts/languages.ts';
import { NO_PRINTER, printerSettingsSchema } from './printer-settings.ts';
import { vatRateSchema } from './vat.ts';

/** `practice` runs against the simulator beside the app: no keys, no money. */
export const environmentSchema = z.enum(['practice', 'test', 'production']);
export type Environment = z.infer<typeof environmentSchema>;

export const languageSchema = z.enum(LANGUAGE_CODES);

export const themeSchema = z.enum(['system', 'light', 'dark']);
export type Theme = z.infer<typeof themeSchema>;

export const textSizeSchema = z.enum(['normal', 'large', 'veryLarge', 'double']);
export type TextSize = z.infer<typeof textSizeSchema>;

/** Where the keypad stands beside what is filled in. */
export const keypadSideSchema = z.enum(['left', 'right']);
export type KeypadSide = z.infer<typeof keypadSideSchema>;

export const volumeSchema = z.enum(['quiet', 'normal', 'loud']);
export type Volume = z.infer<typeof volumeSchema>;

export const takesPaymentSchema = z.enum(['atHandover', 'onApproval']);
export type TakesPayment = z.infer<typeof takesPaymentSchema>;

/** What the shop told about itself and this till. No secrets: those are in the keychain. */
export const storeSettingsSchema = z.object({
  environment: environmentSchema,
  /** Null in practice, where the simulator gives one. */
  merchantSerialNumber: merchantSerialNumberSchema.nullable(),
  storeName: z.string().trim().min(1).max(60),
  country: storeCountrySchema,
  /** The till's name: on the customer's receipt as `posId` and in each reference. */
  posId: z.string().trim().min(1).max(36),
  vatRates: z.array(vatRateSchema).min(1).max(6).readonly(),
  defaultVatRate: vatRateSchema,
  /**
   * Hour at which a business day begins: what is sold before it belongs to the evening before. Midnight, as the
   * wallet's own books, unless the shop says otherwise.
   */
  dayStartsAt: z.number().int().min(0).max(12).default(0),
  printer: printerSettingsSchema.default(NO_PRINTER),
  /**
   * When an approved payment is taken: by a person as the goods are handed over, or by the till at once, in shops whose
   * goods always change hands then.
   */
  takesPayment: takesPaymentSchema.default('atHandover'),
  /** A customer's own code, scanned with an amount keyed, asks at once; else it waits for Send. */
  askOnScan: z.boolean().default(false),
  /**
   * The till draws the wallet's code itself: only a shop that the wallet has allowed it in writing [api 6.2]. Else the
   * picture is shown that the API makes.
   */
  drawsCode: z.boolean().default(false),
});
export type StoreSettings = z.infer<typeof storeSettingsSchema>;

/**
 * One setting before and after, as the journal keeps it; `notWritten`: keys, and what is from before values were
 * written down.
 */
export const changeOfSettingSchema = z
  .object({
    name: z.string().min(1).max(60),
    values: z.union([z.literal('notWritten'), z.object({ from: z.json(), to: z.json() }).readonly()]),
  })
  .readonly();
export type ChangeOfSetting = z.infer<typeof changeOfSettingSchema>;

/** The same for a person to read; null stands for nothing. */
export const foundSettingSchema = z
  .object({ name: z.string(), from: z.string().nullable(), to: z.string().nullable() })
  .readonly();
export type FoundSetting = z.infer<typeof foundSettingSchema>;

/** What the till asks of the computer that it runs on. */
export const counterWishesSchema = z
  .object({
    /** It is there when the computer's user has logged in. */
    startWithSystem: z.boolean().default(false),
    /** Full screen, and a manager or a confirmation to leave it. */
    fullScreen: z.boolean().default(false),
    /** The display stays on while the till is open. */
    keepAwake: z.boolean().default(false),
    /** Whatever ends it, but a person, starts it again. */
    comesBack: z.boolean().default(false),
  })
  .readonly();
export type CounterWishes = z.infer<typeof counterWishesSchema>;

export const NO_WISHES: CounterWishes = {
  startWithSystem: false,
  fullScreen: false,
  keepAwake: false,
  comesBack: false,
};

/** Whom this shop asks for help, in its own words: shown wherever something needs somebody. */
export const supportContactSchema = z
  .object({ name: z.string().trim().max(60), reach: z.string().trim().max(80) })
  .readonly();
export type SupportContact = z.infer<typeof supportContactSchema>;
export const NO_CONTACT: SupportContact = { name: '', reach: '' };

/** What this counter likes; changes at once, without a restart. */
export const preferencesSchema = z.object({
  language: languageSchema,
  theme: themeSchema,
  sounds: z.boolean(),
  counter: counterWishesSchema.default(NO_WISHES),
  /** Amounts are keyed in whole kroner (or euro); what comes after a separator is less than one. */
  wholeAmounts: z.boolean().default(false),
  /** How long a sale that is done stays in the middle, in seconds, before the next one takes its place; 0: it stays. */
  paidStays: z.union([z.literal(0), z.literal(4), z.literal(8)]).default(8),
  /** The display that faces the customer, as it was when it was chosen; null: there is none. */
  customerDisplay: displaySchema.nullable().default(null),
  textSize: textSizeSchema.default('normal'),
  keypad: keypadSideSchema.default('left'),
  volume: volumeSchema.default('normal'),
  /** Three practice sales are led through, until they are done or skipped; a till from before knows how it is done. */
  guide: z.boolean().default(false),
  support: supportContactSchema.default(NO_CONTACT),
});
export type Preferences = z.infer<typeof preferencesSchema>;

export const DEFAULT_PREFERENCES: Preferences = {
  language: 'en',
  theme: 'system',
  sounds: false,
  wholeAmounts: false,
  paidStays: 8,
  customerDisplay: null,
  textSize: 'normal',
  keypad: 'left',
  volume: 'normal',
  guide: true,
  support: NO_CONTACT,
  counter: NO_WISHES,
};

/** A key of the sales unit: no spaces or line breaks inside; those around it are cut off before it is checked. */
const keySchema = z
  .string()
  .trim()
  .min(8)
  .max(200)
  .regex(/^[\x21-\x7e]+$/);
export const credentialsSchema = z.object({ clientId: keySchema, clientSecret: keySchema, subscriptionKey: keySchema });
export type Credentials = z.infer<typeof credentialsSchema>;

/** All that anyone may learn of the keys. */
export const credentialStatusSchema = z.enum(['missing', 'stored', 'thisRunOnly', 'rejected']);
export type CredentialStatus = z.infer<typeof credentialStatusSchema>;

/** Where keys would be kept. `plain` is no encryption (Linux `basic_text`): production keys are not stored there. */
export const keychainSchema = z.enum(['available', 'plain', 'unavailable']);
export type Keychain = z.infer<typeof keychainSchema>;
