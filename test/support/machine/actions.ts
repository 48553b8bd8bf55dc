import fc from 'fast-check';
import type { IntentKind } from '../../../electron/core/payment/intents.ts';
import type { ApiFailure } from '../../../electron/core/ports/api-failure.ts';
import { NO_WISH } from '../../../shared/payment.ts';
import { AMOUNT, failure, orderOf, WISH } from './payment-samples.ts';

/**
 * What can happen to one payment, drawn at random: the wishes of people, the fates of messages, and what others do in
 * the portal.
 */

/**
 * What becomes of a request. `late`: the till hears nothing, and the request arrives when nobody thinks of it any more.
 * `overtaken`: it is done, and its answer comes after other news. `crash`: it arrives, and the app ends before its
 * answer.
 */
const SEND_FATES = [
  'answered',
  'overtaken',
  'lost',
  'answerLost',
  'late',
  'crash',
  'refusedByGateway',
  'busy',
  'throttled',
  'keysRejected',
  'notSent',
] as const;
const LOOK_FATES = ['answered', 'stale', 'lost', 'throttled', 'refusedByGateway', 'keysRejected', 'notSent'] as const;
export type SendFate = (typeof SEND_FATES)[number];
export type LookFate = (typeof LOOK_FATES)[number];

/** What the till is told of a send or look that was not answered. */
const FAILURE: Readonly<Record<string, ApiFailure>> = {
  lost: failure('network.timeout'),
  answerLost: failure('network.serverError'),
  late: failure('network.timeout'),
  refusedByGateway: failure('wallet.notPermitted'),
  busy: failure('wallet.busy'),
  throttled: failure('wallet.tooManyRequests'),
  keysRejected: failure('wallet.keysRejected'),
  notSent: failure('network.offline'),
};
export const failureOf = (fate: string): ApiFailure => FAILURE[fate] ?? failure('network.timeout');
/** Fates of a send with which not even the event log can be read before it. */
export const NOTHING_COMES_THROUGH = new Set<SendFate>([
  'lost',
  'refusedByGateway',
  'throttled',
  'keysRejected',
  'notSent',
]);

/** Few different amounts, so that the same one is moved by us and by somebody else. */
const PARTS = [5_000, 10_000] as const;
const WISHES = {
  cancel: { type: 'cancel', wish: NO_WISH },
  release: { type: 'release', wish: WISH },
  capture: { type: 'capture', order: null, rest: 'keep', wish: NO_WISH },
  capturePart: { type: 'capture', order: orderOf(PARTS[1]), rest: 'keep', wish: WISH },
  capturePartOnly: { type: 'capture', order: orderOf(PARTS[1]), rest: 'release', wish: WISH },
  refundPart: { type: 'refund', order: orderOf(PARTS[0]) },
  refundMore: { type: 'refund', order: orderOf(PARTS[1]) },
  refundAll: { type: 'refund', order: orderOf(AMOUNT) },
} as const satisfies Readonly<Record<string, IntentKind>>;
export type WishName = keyof typeof WISHES;
export const wantedBy = (name: WishName): IntentKind => WISHES[name];

export type Action =
  | { readonly do: 'wish'; readonly wish: WishName }
  | {
      readonly do:
        | 'resolve'
        | 'reopen'
        | 'readEvents'
        | 'eventsLost'
        | 'arrive'
        | 'answerArrives'
        | 'crash'
        | 'recheck'
        | 'forgetKeys';
    }
  | { readonly do: 'customer'; readonly act: 'approve' | 'reject' | 'confirm' }
  | { readonly do: 'portal'; readonly act: 'capture' | 'refund' | 'cancel'; readonly amount: number }
  | { readonly do: 'send'; readonly fate: SendFate }
  | { readonly do: 'look'; readonly fate: LookFate }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'setClock'; readonly ms: number };

/** `times` how often as likely as what has no weight. */
const often = <T>(times: number, value: T): readonly T[] => Array.from({ length: times }, () => value);
const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const wish = oneOf<WishName>(
  ...often(3, 'capture' as const),
  ...often(2, 'capturePart' as const),
  'capturePartOnly',
  ...often(2, 'refundPart' as const),
  'refundMore',
  'refundAll',
  'cancel',
  'release',
);
const sendFate = oneOf<SendFate>(...often(8, 'answered' as const), ...often(3, 'answerLost' as const), ...SEND_FATES);
const lookFate = oneOf<LookFate>(...often(5, 'answered' as const), ...LOOK_FATES);
const customerAct = oneOf(...often(4, 'approve' as const), 'reject' as const, 'confirm' as const);
const other = oneOf(
  ...often(2, 'readEvents' as const),
  'eventsLost' as const,
  ...often(2, 'answerArrives' as const),
  'arrive' as const,
  'crash' as const,
  'resolve' as const,
  'reopen' as const,
  'recheck' as const,
  'forgetKeys' as const,
);
const portal = fc.record({
  do: fc.constant('portal' as const),
  act: oneOf(...often(3, 'refund' as const), ...often(2, 'capture' as const), 'cancel' as const),
  amount: oneOf(...PARTS),
});
const pause = oneOf(...often(4, 1_000), ...often(3, 20_000), 130_000, 900_000);

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: sendFate.map((fate): Action => ({ do: 'send', fate })) },
  { weight: 6, arbitrary: lookFate.map((fate): Action => ({ do: 'look', fate })) },
  { weight: 5, arbitrary: wish.map((each): Action => ({ do: 'wish', wish: each })) },
  { weight: 3, arbitrary: customerAct.map((act): Action => ({ do: 'customer', act })) },
  { weight: 3, arbitrary: other.map((each): Action => ({ do: each })) },
  { weight: 2, arbitrary: pause.map((ms): Action => ({ do: 'pass', ms })) },
  { weight: 1, arbitrary: portal },
  { weight: 1, arbitrary: oneOf(-3_600_000, 3_600_000).map((ms): Action => ({ do: 'setClock', ms })) },
);

/** Sequences of actions, long enough to come through every phase. */
export const stories = fc.array(action, { minLength: 1, maxLength: 80, size: 'max' });
