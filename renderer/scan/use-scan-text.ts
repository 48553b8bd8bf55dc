import { firstTexts } from '../i18n/index.ts';

export const useScanText = firstTexts('scan');
