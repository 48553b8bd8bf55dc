import type { ErrorCode } from './errors.ts';
import type errors from './texts/en/errors.json';

/** What staff are told: a text by what it means for the money and what to do, not by what went wrong inside. */
export type Advice = keyof typeof errors;

/**
 * Errors that ask for the same of a person, and of which the same is known about the money, share a text; the code
 * stands beside it for support. All others have one of their own, under their code: the compiler wants one for each.
 */
const SHARED = {
  'amount.notANumber': 'amountUnreadable',
  'amount.negative': 'amountUnreadable',
  'amount.tooManyDecimals': 'amountUnreadable',
  'lines.doNotAddUp': 'linesToCorrect',
  'lines.invalid': 'linesToCorrect',
  'phone.letters': 'phoneToReadAgain',
  'phone.tooShort': 'phoneToReadAgain',
  'phone.tooLong': 'phoneToReadAgain',
  'wallet.amountInvalid': 'amountNotAccepted',
  'wallet.amountTooSmall': 'amountNotAccepted',
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
  'wallet.currencyNotAllowed': 'salesUnitToCheck',
  'wallet.salesUnitNotReady': 'salesUnitToCheck',
  'wallet.featureNotAllowed': 'salesUnitToCheck',
  'wallet.refundNotPossible': 'salesUnitToCheck',
  'wallet.notPermitted': 'salesUnitToCheck',
  'till.notSetUp': 'setUpToFinish',
  'till.noKeys': 'setUpToFinish',
  'sale.notApproved': 'notAsItStands',
  'wallet.alreadyEnded': 'notAsItStands',
  'wallet.captureTooHigh': 'notAsItStands',
  'sale.noAttention': 'nothingToDo',
  'sale.notSettledByHand': 'nothingToDo',
  'wallet.busy': 'goesOnByItself',
  'wallet.tooManyRequests': 'goesOnByItself',
  'wallet.requestInvalid': 'callSupport',
  'wallet.rejected': 'callSupport',
  'ipc.senderDenied': 'restart',
  'ipc.payloadInvalid': 'restart',
  'ipc.unknownCall': 'restart',
  'export.diskFull': 'anotherPlace',
  'export.notWritable': 'anotherPlace',
  'setup.keyMalformed': 'copyAgain',
  'setup.serialNumberMalformed': 'copyAgain',
  'setup.keysIncomplete': 'fieldsToCorrect',
  'settings.invalid': 'fieldsToCorrect',
  'wallet.refundPeriodOver': 'payBackOtherwise',
  'wallet.notRefundable': 'payBackOtherwise',
  'wallet.alreadyApproved': 'approvedAfterAll',
  'wallet.approvedLate': 'approvedAfterAll',
  'people.noManager': 'managerFirst',
  'people.lastManager': 'managerFirst',
  'sale.unknown': 'notFound',
  'closing.unknown': 'notFound',
  'closing.busy': 'waitHere',
  'export.busy': 'waitHere',
  'sale.busy': 'waitForAnswer',
  'till.starting': 'waitForAnswer',
  'sale.captureNotMade': 'stillReserved',
  'sale.releaseNotMade': 'stillReserved',
} as const satisfies Partial<Readonly<Record<ErrorCode, Advice>>>;

const isShared = (code: ErrorCode): code is keyof typeof SHARED => Object.hasOwn(SHARED, code);

export const adviceOf = (code: ErrorCode): Advice => (isShared(code) ? SHARED[code] : code);
