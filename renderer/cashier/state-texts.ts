import type { ErrorCode } from '../../shared/errors.ts';
import type { ErrorText } from '../i18n/error-text.ts';
import type { Text } from '../i18n/index.ts';
import type { SaleScreen } from '../select-screen.ts';
import { assertNever } from '../../shared/result.ts';

/** Words of a state: the line that is read out, then what it means and what to do. */
export interface StateTexts {
  readonly title: string;
  readonly notes: readonly string[];
  /** For support, in small type. */
  readonly code: ErrorCode | null;
}

export interface StateFacts {
  readonly phone: string;
  /** `hh:mm` of when the state began, where the screen tells it. */
  readonly since: string | null;
  /** Milliseconds since the request was made, for coaching. */
  readonly waited: number;
}

/** When the next helpful sentence comes, in ms of waiting. */
export const COACH_OPEN_MS = 20_000;
export const COACH_NUMBER_MS = 75_000;

const plain = (title: string, ...notes: readonly string[]): StateTexts => ({ title, notes, code: null });

function waitingNote(text: Text, waited: number): string {
  if (waited >= COACH_NUMBER_MS) return text('state.coachNumber');
  return text(waited >= COACH_OPEN_MS ? 'state.coachOpen' : 'state.waitingNote');
}

export function stateTexts(screen: SaleScreen, facts: StateFacts, text: Text, errorText: (code: ErrorCode) => ErrorText): StateTexts {
  const { phone } = facts;
  const since = text('state.since', { time: facts.since ?? '' });
  switch (screen.name) {
    case 'sending':
      return plain(text('state.sending', { phone }), text('state.sendingNote'));
    case 'waiting':
      return plain(text('state.waiting', { phone }), waitingNote(text, facts.waited));
    case 'approved': {
      const title = text(screen.cancelLost ? 'state.cancelLostTitle' : 'state.approved');
      if (!screen.captureProblem) return plain(title, text(screen.cancelLost ? 'state.cancelLost' : 'state.approvedNote', { phone }));
      const problem = errorText(screen.captureProblem);
      return { title, notes: [`${problem.title}. ${problem.sentence}`, problem.action], code: screen.captureProblem };
    }
    case 'captureUnclear':
      return plain(text('state.captureUnclear'), text('state.captureUnclearNote'), since);
    case 'refused': {
      const problem = errorText(screen.problem);
      return { title: problem.title || text('state.refused'), notes: [problem.sentence, problem.action], code: screen.problem };
    }
    case 'notSent':
      // Only these two say that this counter has no network; with the others it is the way to the wallet that is barred.
      if (screen.problem === 'network.offline' || screen.problem === 'network.dns') {
        return { title: text('state.notSent'), notes: [text('state.notSentNote')], code: screen.problem };
      }
      return { title: text('state.noContact'), notes: [text('state.noContactNote'), errorText(screen.problem).action], code: screen.problem };
    case 'attention': {
      const problem = errorText(screen.problem);
      return { title: text('state.attention'), notes: [problem.title ? `${problem.title}. ${problem.sentence}` : text('state.attentionNote'), problem.action], code: screen.problem };
    }
    case 'unclear':
      return plain(text('state.unclear'), text('state.unclearNote'), text(`state.${screen.known}`));
    case 'cancelling':
      return plain(text('state.cancelling'), text('state.cancellingNote'));
    case 'releasing':
      return plain(text('state.releasing'), text('state.releasingNote'));
    case 'capturing':
      return plain(text('state.capturing'), text('state.capturingNote'));
    case 'paid':
      return plain(text('state.paid'), text('state.paidNote'));
    case 'declined':
      return plain(text('state.declined'), text('state.declinedNote'));
    case 'expired':
      return plain(text('state.expired'), text('state.expiredNote'));
    case 'withdrawn':
      return plain(text('state.withdrawn'), text('state.withdrawnNote'));
    case 'released':
      return plain(text('state.released'), text('state.releasedNote'));
    default:
      return assertNever(screen, 'screen');
  }
}
