import { formatTime } from '../i18n/format.ts';
import type { PrintText } from './use-print-text.ts';
import type { PrintJobView } from '../../shared/printing.ts';
import { assertNever } from '../../shared/result.ts';
import type { Language } from '../../shared/texts/languages.ts';

/** What is known of a slip, and never more: "printed" is what the printer said after the cut. */
export function stateWords({ state }: Pick<PrintJobView, 'state'>, language: Language, text: PrintText): string {
  switch (state.name) {
    case 'waiting':
      return text(state.problem === null ? 'state.waiting' : 'state.again');
    case 'printing':
      return text('state.printing');
    case 'printed':
      return text('state.printed', { time: formatTime(state.at, language) });
    case 'unconfirmed':
      return text(state.problem === null ? 'state.sent' : 'state.perhaps', { time: formatTime(state.at, language) });
    case 'failed':
      return text('state.failed');
    default:
      return assertNever(state, 'print state');
  }
}
