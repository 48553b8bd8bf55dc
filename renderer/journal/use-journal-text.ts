import { roomTexts } from '../i18n/index.ts';

export const useJournalText = roomTexts('journal');
