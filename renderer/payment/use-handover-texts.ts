import { handoverEn } from '../i18n/handover.en.ts';
import { handoverNb } from '../i18n/handover.nb.ts';
import { addTexts, textHook } from '../i18n/index.ts';

addTexts('handover', { en: handoverEn, nb: handoverNb });

export const useHandoverText = textHook<typeof handoverEn>('handover');
export type HandoverText = ReturnType<typeof useHandoverText>;
