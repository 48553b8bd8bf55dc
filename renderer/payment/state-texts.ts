import type { SaleScreen } from '../state/select-screen.ts';
import { attentionWords } from './attention-words.ts';
import type { ReadError } from '../i18n/error-text.ts';
import type { Text } from '../i18n/index.ts';
import { movedTexts, settledTexts } from './moved-texts.ts';
import { askedText } from './recipient.ts';
import type { StateTexts } from './state-words.ts';
import type { Asked, Payment } from '../../shared/payment.ts';
import { assertNever } from '../../shared/result.ts';

export interface StateFacts {
  readonly payment: Payment;
  /** The customer approved while another screen was in the middle. */
  readonly late: boolean;
  /** Who is asked, as a sentence begins: `…67`, or the customer where a code was shown. */
  readonly phone: string;
  /**
   * How a new request was meant to ask when the customer approved the old one first; undefined: there was none.
   */
  readonly notAsked: Asked | undefined;
  /** Milliseconds since the request was made, for coaching. */
  readonly waited: number;
}

/** When the next helpful sentence comes, in ms of waiting. */
export const COACH_OPEN_MS = 20_000;
export const COACH_NUMBER_MS = 75_000;

const plain = (title: string, ...notes: readonly string[]): StateTexts => ({ title, notes, code: null });

function waitingNote(text: Text, { payment, waited }: StateFacts): string {
  if (waited >= COACH_NUMBER_MS) return askedText('coach', payment, text);
  return text(waited >= COACH_OPEN_MS ? 'state.coachOpen' : 'state.waitingNote');
}

/** The customer approved before the request could be withdrawn for a new one: what was not sent comes first. */
const tooLate = (notAsked: Asked, text: Text): StateTexts =>
  plain(text('recipient.tooLate.title'), askedText('tooLate', notAsked, text));

const ENDED: ReadonlySet<SaleScreen['name']> = new Set(['declined', 'expired', 'notSent', 'withdrawn', 'released']);

/** Title and notes of a state. What asked by a customer's own code cannot be sent again by it: that is said last. */
export function stateTexts(screen: SaleScreen, facts: StateFacts, text: Text, errorText: ReadError): StateTexts {
  const texts = textsOf(screen, facts, text, errorText);
  return facts.payment.method === 'personalCode' && ENDED.has(screen.name)
    ? { ...texts, notes: [...texts.notes, text('recipient.personal.again')] }
    : texts;
}

function textsOf(screen: SaleScreen, facts: StateFacts, text: Text, errorText: ReadError): StateTexts {
  const { phone } = facts;
  switch (screen.name) {
    case 'sending':
      return plain(askedText('sending', facts.payment, text), text('state.sendingNote'));
    case 'waiting':
      return plain(askedText('waiting', facts.payment, text), waitingNote(text, facts));
    case 'approved': {
      if (screen.captureProblem) {
        const problem = errorText(screen.captureProblem, 'notDone');
        return {
          title: text('state.captureRefused'),
          notes: [`${problem.title}. ${problem.sentence}`, problem.action],
          code: screen.captureProblem,
        };
      }
      if (facts.notAsked !== undefined) return tooLate(facts.notAsked, text);
      if (screen.cancelLost) return plain(text('state.cancelLostTitle'), text('state.cancelLost'));
      return facts.late
        ? plain(text('alerts.lateTitle'), text('alerts.lateText'))
        : plain(text('state.approved'), text('state.approvedNote', { phone }));
    }
    case 'captureUnclear':
    case 'capturing':
    case 'releasing':
    case 'partTaken':
    case 'paidPart':
    case 'refundedPart':
    case 'refunded':
    case 'refunding':
    case 'refundUnclear':
      return movedTexts(screen, facts.payment, text, errorText);
    case 'refused': {
      const problem = errorText(screen.problem, 'notDone');
      return {
        title: problem.title || text('state.refused'),
        notes: [problem.sentence, problem.action],
        code: screen.problem,
      };
    }
    case 'notSent':
      // Only these two say that this counter has no network; with the others it is the way to the wallet that is
      // barred.
      if (screen.problem === 'network.offline' || screen.problem === 'network.dns') {
        return { title: text('state.notSent'), notes: [text('state.notSentNote')], code: screen.problem };
      }
      return {
        title: text('state.noContact'),
        notes: [text('state.noContactNote'), errorText(screen.problem, 'notDone').action],
        code: screen.problem,
      };
    case 'attention': {
      const { wrong, action } = attentionWords(facts.payment, screen.problem, text, errorText);
      return { title: text('state.attention'), notes: [wrong, action], code: screen.problem };
    }
    case 'unclear':
      return plain(text('state.unclear'), text('state.unclearNote'), text(`state.${screen.known}`));
    case 'settledByHand':
      return settledTexts(facts.payment, text);
    case 'changing':
      return plain(
        text('recipient.changing.title'),
        askedText('next', screen.to, text),
        text('recipient.changing.note'),
      );
    case 'cancelling':
      return plain(text('state.cancelling'), text('state.cancellingNote'));
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
