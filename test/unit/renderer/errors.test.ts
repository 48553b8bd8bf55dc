import { describe, expect, it } from 'vitest';
import type { ErrorText } from '../../../renderer/i18n/error-text.ts';
import { errorsEn } from '../../../renderer/i18n/errors.en.ts';
import { errorsNb } from '../../../renderer/i18n/errors.nb.ts';
import { ERRORS, ERROR_CODES } from '../../../shared/errors.ts';
import type { ErrorCode } from '../../../shared/errors.ts';

const LANGUAGES: Readonly<Record<string, Readonly<Record<ErrorCode, ErrorText>>>> = { en: errorsEn, nb: errorsNb };
const PARTS = ['title', 'sentence', 'action'] as const;
const LONGEST = { title: 48, sentence: 160, action: 120 };

const spelled = (text: string) => text.replaceAll('{{wallet}}', 'MobilePay');
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]);
const whole = (text: ErrorText) => PARTS.map((part) => text[part]).join(' ');

/** Words of the trade of programmers, which mean nothing at a counter. */
const JARGON = new RegExp(
  String.raw`\b(?:tokens?|api|https?|json|ipc|idempot\w*|endpoints?|undefined|` +
    String.raw`exceptions?|payload|timeout|retry|server(?:en)?|abort\w*|uuid|msisdn|msn)\b`,
  'i',
);
/** Words that blame the person who reads them. */
const BLAME = new RegExp(
  String.raw`\byour? (?:fault|mistake)|\byou (?:have )?(?:failed|forgot)|\bdu (?:har )?(?:glemt|feilet)|` +
    String.raw`din feil|\b(?:invalid|illegal|ugyldig)\b`,
  'i',
);

/** The request did not leave the machine. */
const NOT_SENT: readonly ErrorCode[] = [
  'network.offline',
  'network.dns',
  'network.tls',
  'network.proxy',
  'network.refused',
  'network.clock',
];
/** The request may have taken effect: no word may say that it did not. */
const MAYBE: readonly ErrorCode[] = [
  'network.timeout',
  'network.dropped',
  'network.unreadable',
  'network.notTheWallet',
  'network.serverError',
  'wallet.idempotencyConflict',
  'wallet.referenceTaken',
];
const NOTHING = /nothing was|no money|ingenting er|ingen penger/i;

describe.each(Object.entries(LANGUAGES))('error sentences in %s', (language, texts) => {
  it('has a text for every registered code and for no other', () => {
    expect(Object.keys(texts).toSorted()).toEqual(ERROR_CODES.toSorted());
  });

  it.each(ERROR_CODES)('%s is whole, short and in the words of the counter', (code) => {
    const text = texts[code];
    for (const part of PARTS) {
      expect(spelled(text[part]).length, `${part} is too short`).toBeGreaterThan(5);
      expect(spelled(text[part]).length, `${part}: ${text[part]}`).toBeLessThanOrEqual(LONGEST[part]);
      expect(placeholders(text[part]).filter((name) => name !== 'wallet')).toEqual([]);
      expect(text[part]).toBe(text[part].trim());
    }
    expect(text.title, 'a title is no sentence').not.toMatch(/[.!]$/);
    expect(text.sentence).toMatch(/\.$/);
    expect(text.action).toMatch(/\.$/);
    expect(whole(text)).not.toMatch(JARGON);
    expect(whole(text)).not.toMatch(BLAME);
    expect(whole(text), 'the wallet is named by the country, not by us').not.toMatch(/\b(?:Vipps|MobilePay)\b/);
  });

  it('says that nothing was sent exactly where nothing was sent', () => {
    const words = language === 'nb' ? /Ingenting er sendt\./ : /Nothing was sent\./;
    for (const code of NOT_SENT) expect(texts[code].sentence, code).toMatch(words);
    for (const code of ERROR_CODES.filter((each) => /^(?:amount|lines|phone)\./.test(each)))
      expect(texts[code].sentence, code).toMatch(words);
  });

  it('never denies what may have happened, and warns against a second payment', () => {
    const warning = language === 'nb' ? /^Ikke ta betalt på nytt/ : /^Do not take payment again/;
    const may = language === 'nb' ? /kan\b.*\bha/ : /may\b/;
    for (const code of MAYBE) {
      expect(whole(texts[code]), code).not.toMatch(NOTHING);
      expect(texts[code].sentence, code).toMatch(may);
      expect(texts[code].action, code).toMatch(warning);
    }
    for (const code of ['internal', 'wallet.captureDiffers', 'wallet.amountDiffers'] as const) {
      expect(whole(texts[code]), code).not.toMatch(NOTHING);
      expect(texts[code].action, code).toMatch(warning);
    }
  });

  it('names an administrator where one must act, and the code where support must', () => {
    for (const code of ERROR_CODES) {
      if (ERRORS[code] === 'configure' && !code.startsWith('setup.'))
        expect(texts[code].action, code).toMatch(/administrator/);
      if (ERRORS[code] === 'support' && code !== 'ipc.tooLarge')
        expect(texts[code].action, code).toMatch(language === 'nb' ? /kode/ : /code/);
    }
  });

  it('does not say that a number is wrong when the wallet only cannot be used with it', () => {
    expect(whole(texts['wallet.noWallet'])).not.toMatch(/wrong|incorrect|feil|does not exist|finnes ikke/i);
  });
});

describe('the two languages', () => {
  it.each(ERROR_CODES)('%s uses the same placeholders in the same part', (code) => {
    for (const part of PARTS)
      expect(placeholders(errorsNb[code][part]).toSorted(), part).toEqual(
        placeholders(errorsEn[code][part]).toSorted(),
      );
  });

  it('are not copies of each other', () => {
    for (const code of ERROR_CODES)
      for (const part of PARTS) expect(errorsNb[code][part], code).not.toBe(errorsEn[code][part]);
  });
});
