import { dayEn } from '../i18n/day.en.ts';
import { dayNb } from '../i18n/day.nb.ts';
import { addTexts, textHook } from '../i18n/index.ts';

addTexts('day', { en: dayEn, nb: dayNb });

export const useDayText = textHook<typeof dayEn>('day');
export type DayText = ReturnType<typeof useDayText>;
