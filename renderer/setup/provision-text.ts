import { roomTexts } from '../i18n/index.ts';

/** How a rule for till ids writes the number of a machine and its name, for the texts that tell of it. */
export const RULE_SLOTS = { number: '{n}', machine: '{machine}' };

export const useProvisionText = roomTexts('provision');
