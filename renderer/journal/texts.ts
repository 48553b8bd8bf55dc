import { addTexts, textHook } from '../i18n/index.ts';
import { journalEn } from '../i18n/journal.en.ts';
import { journalNb } from '../i18n/journal.nb.ts';

addTexts('journal', { en: journalEn, nb: journalNb });

export const useJournalText = textHook<typeof journalEn>('journal');
