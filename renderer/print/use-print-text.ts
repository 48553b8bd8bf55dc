import { enterRoom, roomTexts } from '../i18n/index.ts';
import type { PrintJobView } from '../../shared/printing.ts';

void enterRoom('errors');

export const usePrintText = roomTexts('print');
export type PrintText = ReturnType<typeof usePrintText>;

/** Why it is not on paper, where that is known. */
export const problemOf = ({ state }: Pick<PrintJobView, 'state'>) =>
  state.name === 'printed' || state.name === 'printing' ? null : state.problem;
