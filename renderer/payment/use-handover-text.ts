import { roomTexts } from '../i18n/index.ts';

export const useHandoverText = roomTexts('handover');
export type HandoverText = ReturnType<typeof useHandoverText>;
