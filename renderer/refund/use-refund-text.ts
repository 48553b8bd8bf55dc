import { roomTexts } from '../i18n/index.ts';

export const useRefundText = roomTexts('refund');
