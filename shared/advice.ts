import type { ErrorCode } from './errors.ts';
import type errors from './texts/en/errors.json';

/** What staff are told: a text by what it means for the money and what to do, not by what went wrong inside. */
export type Advice = keyof typeof errors;

type Shared = Partial<Readonly<Record<ErrorCode, Advice>>>;

/**
 * Errors that ask for the same of a person, and of which the same is known about the money, share a text; the code
 * stands beside it for support. All others have one of their own, under their code: the compiler wants one for each.
 */
const SHARED = {
  'amount.notANumber': 'amountUnreadable',
  'amount.negative': 'amountUnreadable',
  'amount.tooManyDecimals': 'amountUnreadable',
  'wallet.idempotencyConflict': 'lookedUp',
  'wallet.referenceTaken': 'lookedUp',
  'network.timeout': 'noSureAnswer',
  'network.dropped': 'noSureAnswer',
  'network.unreadable': 'noSureAnswer',
  'network.serverError': 'noSureAnswer',
  'network.dns': 'wayBarred',
  'network.tls': 'wayBarred',
  'network.proxy': 'wayBarred',
  'network.refused': 'wayBarred',
  'wallet.featureNotAllowed': 'salesUnitToCheck',
  'wallet.notPermitted': 'salesUnitToCheck',
  'sale.notApproved': 'notApproved',
  'wallet.notApprovedYet': 'notApproved',
  'sale.noAttention': 'nothingToDo',
  'sale.notSettledByHand': 'nothingToDo',
  'till.journalSound': 'nothingToDo',
  'wallet.busy': 'goesOnByItself',
  'wallet.tooManyRequests': 'goesOnByItself',
  'wallet.requestInvalid': 'callSupport',
  'wallet.rejected': 'callSupport',
  'ipc.senderDenied': 'restart',
  'ipc.payloadInvalid': 'restart',
  'ipc.unknownCall': 'restart',
  'export.diskFull': 'anotherPlace',
  'export.notWritable': 'anotherPlace',
  'wallet.alreadyApproved': 'approvedAfterAll',
  'wallet.approvedLate': 'approvedAfterAll',
  'people.noManager': 'managerFirst',
  'people.lastManager': 'managerFirst',
  'sale.unknown': 'notFound',
  'closing.unknown': 'notFound',
} as const satisfies Shared;

/**
 * Where it is certain that the step was not done and nothing goes on by itself: a request that has ended unsent, a
 * refund that was turned down, or a mere question to the wallet. A dropped line is no doubt about money there.
 */
const NOT_DONE: Shared = {
  'network.timeout': 'noContact',
  'network.dropped': 'noContact',
  'network.unreadable': 'noContact',
  'network.serverError': 'noContact',
  'network.notTheWallet': 'noContact',
  'wallet.busy': 'tooBusy',
  'wallet.tooManyRequests': 'tooBusy',
  'wallet.customerIsConfirming': 'tooBusy',
  'wallet.referenceTaken': 'referenceInUse',
};

/** What is known of the step that the error ended, besides its code. */
export type Known = 'notDone';

const isShared = (code: ErrorCode): code is keyof typeof SHARED => Object.hasOwn(SHARED, code);

/** @param known left out: it may have been done, and no word denies it */
export const adviceOf = (code: ErrorCode, known?: Known): Advice =>
  (known === 'notDone' ? NOT_DONE[code] : undefined) ?? (isShared(code) ? SHARED[code] : code);
