import { addTexts, textHook } from '../i18n/index.ts';
import { scanEn } from '../i18n/scan.en.ts';
import { scanNb } from '../i18n/scan.nb.ts';

addTexts('scan', { en: scanEn, nb: scanNb });

export const useScanText = textHook<typeof scanEn>('scan');
