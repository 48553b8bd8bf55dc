import type { Delivery, Hashing, HearsHints, Registration } from '../ports/hints.ts';
import type { Log } from '../ports/log.ts';
import { OnceEach } from './once.ts';
import { readPayload } from './payload.ts';
import { prove } from './signature.ts';
import type { Proof } from './signature.ts';

/**
 * What came of a delivery. `taken` and `again` (heard before) are good; `unknownEvent` and `unreadable` are signed, and
 * of no use to anybody; `notTaken`: nobody could hear it now.
 */
export type Answer = Exclude<Proof, 'proved'> | 'taken' | 'again' | 'unknownEvent' | 'unreadable' | 'notTaken';

/**
 * As a status. What is signed and useless is answered as taken: the wallet would repeat it for a week, and hold back
 * all later events of that payment meanwhile [api 12.5].
 */
const STATUS: Readonly<Record<Answer, number>> = {
  taken: 200,
  again: 200,
  unknownEvent: 200,
  unreadable: 200,
  unsigned: 401,
  anotherBody: 401,
  wrongSignature: 401,
  tooLong: 413,
  notTaken: 503,
};

export const statusOf = (answer: Answer): number => STATUS[answer];

export interface ReceiverDeps {
  readonly hashing: Hashing;
  readonly registrations: () => readonly Registration[];
  readonly hear: HearsHints;
  readonly log: Log;
}

/** Judges deliveries and passes each event on once. Any program that is delivered to can hold one. */
export class HintReceiver {
  readonly #deps: ReceiverDeps;
  readonly #once: OnceEach;

  constructor(deps: ReceiverDeps, once = new OnceEach()) {
    this.#deps = deps;
    this.#once = once;
  }

  receive(delivery: Delivery): Answer {
    const answer = this.#judge(delivery);
    // Neither body nor header is told: what is not proved can hold anything.
    if (statusOf(answer) !== 200) this.#deps.log.warn('delivery of the wallet refused', { answer });
    else if (answer !== 'taken' && answer !== 'again') this.#deps.log.info('delivery of no use', { answer });
    return answer;
  }

  #judge(delivery: Delivery): Answer {
    const { hashing, registrations, hear } = this.#deps;
    const proof = prove(delivery, registrations(), hashing);
    if (proof !== 'proved') return proof;
    const payload = readPayload(delivery.body);
    if (payload.kind !== 'hint') return payload.kind;
    const { hint } = payload;
    if (this.#once.has(hint)) return 'again';
    if (!hear(hint)) return 'notTaken';
    // Only now: what was not taken comes again and must count as new then.
    this.#once.add(hint);
    return 'taken';
  }
}
