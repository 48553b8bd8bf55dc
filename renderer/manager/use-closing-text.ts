import { roomTexts } from '../i18n/index.ts';

export const useClosingText = roomTexts('closing');
