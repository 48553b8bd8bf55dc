import { addTexts, textHook } from '../i18n/index.ts';
import { salesEn } from '../i18n/sales.en.ts';
import { salesNb } from '../i18n/sales.nb.ts';

addTexts('sales', { en: salesEn, nb: salesNb });

export const useSalesText = textHook<typeof salesEn>('sales');
export type SalesText = ReturnType<typeof useSalesText>;
