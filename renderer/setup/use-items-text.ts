import { roomTexts } from '../i18n/index.ts';
export const useItemsText = roomTexts('items');
