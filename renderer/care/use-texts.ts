import { enterRoom, roomTexts } from '../i18n/index.ts';

export const useCareText = roomTexts('care');
/** What the doctor finds; the same words as in a terminal. */
export const useDoctorText = roomTexts('doctor');
void enterRoom('errors');
