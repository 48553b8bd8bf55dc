import { roomTexts } from '../i18n/index.ts';

export const usePeopleText = roomTexts('people');
