import { roomTexts } from '../i18n/index.ts';

export const useDayText = roomTexts('day');
export type DayText = ReturnType<typeof useDayText>;
