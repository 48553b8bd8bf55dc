import { refundEn } from '../i18n/refund.en.ts';
import { refundNb } from '../i18n/refund.nb.ts';
import { addTexts, textHook } from '../i18n/index.ts';

addTexts('refund', { en: refundEn, nb: refundNb });

export const useRefundText = textHook<typeof refundEn>('refund');
