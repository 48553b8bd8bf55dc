import { roomTexts } from '../i18n/index.ts';

export const useAttentionText = roomTexts('attention');
