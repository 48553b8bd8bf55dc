import { describe, expect, it } from 'vitest';
import type { ErrorText } from '../../../renderer/i18n/error-text.ts';
import { adviceOf } from '../../../shared/advice.ts';
import type { Advice } from '../../../shared/advice.ts';
import { ERRORS, ERROR_CODES } from '../../../shared/errors.ts';
import errorsDa from '../../../shared/texts/da/errors.json' with { type: 'json' };
import errorsEn from '../../../shared/texts/en/errors.json' with { type: 'json' };
import errorsFi from '../../../shared/texts/fi/errors.json' with { type: 'json' };
import errorsNb from '../../../shared/texts/nb/errors.json' with { type: 'json' };
import errorsSv from '../../../shared/texts/sv/errors.json' with { type: 'json' };
import { LANGUAGE_CODES } from '../../../shared/texts/languages.ts';
import type { Language } from '../../../shared/texts/languages.ts';
import type { ErrorCode } from '../../../shared/errors.ts';

type Texts = Readonly<Record<Advice, ErrorText>>;
const TEXTS: Readonly<Record<Language, Texts>> = {
  en: errorsEn,
  da: errorsDa,
  fi: errorsFi,
  nb: errorsNb,
  sv: errorsSv,
};

/** What the rules below look for. */
interface Words {
  /** Says that the request did not leave the machine. */
  readonly notSent: RegExp;
  /** Says that nothing happened, which no text may where something may have. */
  readonly nothing: RegExp;
  readonly noMoney: RegExp;
  readonly may: RegExp;
  /** Against a second payment. */
  readonly warning: RegExp;
  /** Promises that the till goes on by itself. */
  readonly goesOn: RegExp;
  readonly administrator: RegExp;
  readonly code: RegExp;
  readonly blame: RegExp;
  /** Says of a number that it is wrong. */
  readonly wrong: RegExp;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    notSent: /Nothing was sent\./,
    nothing: /nothing was|no money/i,
    noMoney: /\bno money\b/,
    may: /may\b/,
    warning: /^Do not take payment again/,
    goesOn: /^Do not take|keeps|by itself\.|looks up/,
    administrator: /administrator/,
    code: /code/,
    blame: /\byour? (?:fault|mistake)|\byou (?:have )?(?:failed|forgot)|\b(?:invalid|illegal)\b/i,
    wrong: /wrong|incorrect|does not exist/i,
  },
  da: {
    notSent: /Der er ikke sendt noget\./,
    nothing: /der (?:er|blev) ikke|ingen penge|\bintet\b(?! (?:sikkert|brugbart) svar)/i,
    noMoney: /(?:ikke|ingen) (?:(?:flyttet|hævet|refunderet) )?penge/,
    may: /kan\b.*\b(?:være|have)\b/,
    warning: /^Tag ikke betaling igen/,
    goesOn: /^Tag ikke betaling|bliver ved|af sig selv\.|slår op/,
    administrator: /administrator/,
    code: /kode/,
    blame: /din (?:fejl|skyld)|\bdu (?:har )?(?:glemt|fejlet)|\bugyldig/i,
    wrong: /forkert|findes ikke|\bfejl/i,
  },
  fi: {
    notSent: /Mitään ei lähetetty[.:]/,
    nothing: /mitään ei|rahaa ei/i,
    noMoney: /rahaa ei/i,
    may: /on (?:silti )?saattanut/,
    warning: /^Älä veloita uudelleen/,
    goesOn: /^Älä veloita|\bitse\b|selvittää/,
    administrator: /ylläpitäjä/i,
    code: /koodi/,
    blame: /\bvirheesi|\bunohdit|\blaiton|\bvirheelli/i,
    wrong: /väärä|virheelli|ei ole olemassa/i,
  },
  nb: {
    notSent: /Ingenting er sendt\./,
    nothing: /ingenting er|ingen penger/i,
    noMoney: /ingen penger er/i,
    may: /kan\b.*\bha/,
    warning: /^Ikke ta betalt på nytt/,
    goesOn: /^Ikke ta betalt|fortsetter|av seg selv\.|slår opp/,
    administrator: /administrator/,
    code: /kode/,
    blame: /din feil|\bdu (?:har )?(?:glemt|feilet)|\bugyldig/i,
    wrong: /feil|finnes ikke/i,
  },
  sv: {
    notSent: /Inget har skickats\./,
    nothing: /inget har|inga pengar/i,
    noMoney: /inga pengar har/i,
    may: /kan\b.*\bha/,
    warning: /^Ta inte betalt igen/,
    goesOn: /^Ta inte betalt|fortsätter|av sig själv\.|tar reda på/,
    administrator: /administratör/,
    code: /koden/,
    blame: /ditt fel|\bdu har (?:glömt|misslyckats)|\bogiltig/i,
    wrong: /\bfel|finns inte/i,
  },
};
const PARTS = ['title', 'sentence', 'action'] as const;
const LONGEST = { title: 48, sentence: 160, action: 120 };

/** The longest of what the slots can hold. */
const SLOTS: Readonly<Record<string, string>> = { wallet: 'MobilePay', minimum: '1,00 kr', maximum: '650 000,00 kr' };
const spelled = (text: string) => text.replace(/\{\{(\w+)\}\}/g, (slot, name: string) => SLOTS[name] ?? slot);
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]);
const whole = (text: ErrorText) => PARTS.map((part) => text[part]).join(' ');

/** Words of the trade of programmers, which mean nothing at a counter. */
const JARGON = new RegExp(
  String.raw`\b(?:tokens?|api|https?|json|ipc|idempot\w*|endpoints?|undefined|` +
    String.raw`exceptions?|payload|timeout|retry|server(?:en)?|abort\w*|uuid|msisdn|msn)\b`,
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
describe.each(LANGUAGE_CODES)('error sentences in %s', (language) => {
  const texts = TEXTS[language];
  const words = WORDS[language];
  const of = (code: ErrorCode, known?: 'notDone'): ErrorText => texts[adviceOf(code, known)];

  it('has no text that is the advice for no code', () => {
    const given = new Set<string>(ERROR_CODES.flatMap((code) => [adviceOf(code), adviceOf(code, 'notDone')]));
    expect(Object.keys(texts).filter((advice) => !given.has(advice))).toEqual([]);
  });

  it('says each thing to do once: no two texts are the same', () => {
    const all = Object.values(texts);
    expect(new Set(all.map(whole)).size).toBe(all.length);
  });

  const readings = ERROR_CODES.flatMap((code) => [[code, undefined] as const, [code, 'notDone'] as const]);
  it.each(readings)('%s is whole, short and in the words of the counter (%s)', (code, known) => {
    const text = of(code, known);
    for (const part of PARTS) {
      expect(spelled(text[part]).length, `${part} is too short`).toBeGreaterThan(5);
      expect(spelled(text[part]).length, `${part}: ${text[part]}`).toBeLessThanOrEqual(LONGEST[part]);
      expect(placeholders(text[part]).filter((name) => SLOTS[name ?? ''] === undefined)).toEqual([]);
      expect(text[part]).toBe(text[part].trim());
    }
    expect(text.title, 'a title is no sentence').not.toMatch(/[.!]$/);
    expect(text.sentence).toMatch(/\.$/);
    expect(text.action).toMatch(/\.$/);
    expect(whole(text)).not.toMatch(JARGON);
    expect(whole(text)).not.toMatch(words.blame);
    expect(whole(text), 'the wallet is named by the country, not by us').not.toMatch(/\b(?:Vipps|MobilePay)\b/);
  });

  it('says that nothing was sent exactly where nothing was sent', () => {
    for (const code of NOT_SENT) expect(of(code).sentence, code).toMatch(words.notSent);
    for (const code of ERROR_CODES.filter((each) => /^(?:amount|lines|phone)\./.test(each)))
      expect(of(code).sentence, code).toMatch(words.notSent);
  });

  it('never denies what may have happened, and warns against a second payment', () => {
    const { nothing, may, warning } = words;
    for (const code of MAYBE) {
      expect(whole(of(code)), code).not.toMatch(nothing);
      expect(of(code).sentence, code).toMatch(may);
      expect(of(code).action, code).toMatch(warning);
    }
    for (const code of ['internal', 'wallet.captureDiffers', 'wallet.amountDiffers'] as const) {
      expect(whole(of(code)), code).not.toMatch(nothing);
      expect(of(code).action, code).toMatch(warning);
    }
  });

  it('says so where a step is known not to be done, and neither warns nor promises more tries', () => {
    for (const code of [...MAYBE, 'wallet.busy', 'wallet.tooManyRequests'] as const) {
      if (code === 'wallet.idempotencyConflict') continue;
      expect(of(code, 'notDone').sentence, code).toMatch(words.noMoney);
      expect(of(code, 'notDone').action, code).not.toMatch(words.goesOn);
    }
    for (const code of NOT_SENT) expect(of(code, 'notDone'), code).toEqual(of(code));
  });

  it('names what is wrong where an amount or a number is, as only the title may be shown there', () => {
    expect(of('amount.belowMinimum').title).toContain('{{minimum}}');
    expect(of('amount.aboveMaximum').title).toContain('{{maximum}}');
    expect(whole(of('wallet.amountTooSmall'))).toContain('{{minimum}}');
    const titles = ERROR_CODES.filter((code) => code.startsWith('phone.')).map((code) => of(code).title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('names an administrator where one must act, and the code where support must', () => {
    for (const code of ERROR_CODES) {
      if (ERRORS[code] === 'configure' && !code.startsWith('setup.'))
        expect(of(code).action, code).toMatch(words.administrator);
      if (ERRORS[code] === 'support' && code !== 'ipc.tooLarge') expect(of(code).action, code).toMatch(words.code);
    }
  });

  it('does not say that a number is wrong when the wallet only cannot be used with it', () => {
    expect(whole(of('wallet.noWallet'))).not.toMatch(words.wrong);
  });
});

it.each(LANGUAGE_CODES.filter((code) => code !== 'en'))('%s does not copy English', (language) => {
  for (const advice of new Set(ERROR_CODES.flatMap((code) => [adviceOf(code), adviceOf(code, 'notDone')])))
    for (const part of PARTS) expect(TEXTS[language][advice][part], advice).not.toBe(TEXTS.en[advice][part]);
});
