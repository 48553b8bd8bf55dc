import { addTexts, textHook } from '../i18n/index.ts';
import { peopleEn } from '../i18n/people.en.ts';
import { peopleNb } from '../i18n/people.nb.ts';

addTexts('people', { en: peopleEn, nb: peopleNb });
export const usePeopleText = textHook<typeof peopleEn>('people');
