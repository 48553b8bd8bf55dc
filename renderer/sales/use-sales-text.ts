import { roomTexts } from '../i18n/index.ts';

export const useSalesText = roomTexts('sales');
export type SalesText = ReturnType<typeof useSalesText>;
