import { z } from 'zod';

/**
 * What staff can do about a problem; the screen shows it as the next step.
 * - `correct`: change what was typed · `retry`: try again · `wait`: it resolves by itself · `configure`: an administrator must act
 * - `look`: read the truth and show it · `support`: call support with the code
 */
export type NextStep = 'correct' | 'retry' | 'wait' | 'configure' | 'look' | 'support';

/**
 * The registered errors of the terminal: every refusal, answer or failure that a person can meet has one code here, and one sentence and
 * one next step in each language (`renderer/i18n`). The names are stable: staff read them out to support.
 */
export const ERRORS = {
  // What was typed
  'amount.zero': 'correct',
  'amount.belowMinimum': 'correct',
  'amount.aboveMaximum': 'correct',
  'amount.notANumber': 'correct',
  'amount.negative': 'correct',
  'amount.tooManyDecimals': 'correct',
  'lines.doNotAddUp': 'correct',
  'lines.invalid': 'correct',
  'phone.empty': 'correct',
  'phone.letters': 'correct',
  'phone.tooShort': 'correct',
  'phone.tooLong': 'correct',
  'phone.foreign': 'correct',
  // What the till refuses
  'sale.unknown': 'look',
  'sale.liveRequest': 'look',
  'sale.alreadyPaid': 'look',
  'sale.notApproved': 'look',
  'sale.duplicate': 'look',
  'sale.noAttention': 'look',
  'sale.busy': 'wait',
  'sale.movedOn': 'look',
  'parts.invalid': 'correct',
  'refund.reasonMissing': 'correct',
  'till.starting': 'wait',
  'till.notSetUp': 'configure',
  'till.noKeys': 'configure',
  'till.journalUnavailable': 'support',
  'till.journalDamaged': 'support',
  'till.journalTampered': 'support',
  // What the wallet answered (vipps-facts 3.2, 3.3)
  'wallet.noWallet': 'correct',
  'wallet.phoneInvalid': 'correct',
  'wallet.amountInvalid': 'correct',
  'wallet.amountTooSmall': 'correct',
  'wallet.requestInvalid': 'support',
  'wallet.tokenOrQrInvalid': 'correct',
  'wallet.idempotencyConflict': 'look',
  'wallet.referenceTaken': 'look',
  'wallet.referenceUnknown': 'look',
  'wallet.currencyNotAllowed': 'configure',
  'wallet.salesUnitNotReady': 'configure',
  'wallet.pushNotAllowed': 'configure',
  'wallet.featureNotAllowed': 'configure',
  'wallet.partialCaptureNotAllowed': 'configure',
  'wallet.refundNotPossible': 'configure',
  'wallet.alreadyCaptured': 'look',
  'wallet.alreadyRefunded': 'look',
  'wallet.alreadyReserved': 'look',
  'wallet.alreadyApproved': 'look',
  'wallet.alreadyEnded': 'look',
  'wallet.notApprovedYet': 'look',
  'wallet.captureTooHigh': 'look',
  'wallet.refundTooHigh': 'correct',
  'wallet.refundPeriodOver': 'look',
  'wallet.nothingCaptured': 'look',
  'wallet.notRefundable': 'look',
  'wallet.periodOver': 'support',
  'wallet.fundsGone': 'support',
  'wallet.customerIsConfirming': 'wait',
  'wallet.busy': 'wait',
  'wallet.tooManyRequests': 'wait',
  'wallet.keysRejected': 'configure',
  'wallet.notPermitted': 'configure',
  'wallet.testApprovalFailed': 'retry',
  'wallet.rejected': 'support',
  'wallet.captureDiffers': 'support',
  'wallet.approvedLate': 'look',
  // What the settlement says (vipps-facts 18)
  'settlement.noLedger': 'configure',
  'settlement.notInTest': 'look',
  'settlement.contradicts': 'retry',
  // What the network did
  'network.offline': 'retry',
  'network.dns': 'configure',
  'network.tls': 'configure',
  'network.clock': 'configure',
  'network.proxy': 'configure',
  'network.refused': 'retry',
  'network.timeout': 'wait',
  'network.dropped': 'wait',
  'network.unreadable': 'wait',
  'network.serverError': 'wait',
  // Set-up
  'setup.keysIncomplete': 'correct',
  'setup.keyMalformed': 'correct',
  'setup.serialNumberMalformed': 'correct',
  'setup.serialNumberRejected': 'configure',
  'setup.wrongEnvironment': 'configure',
  'setup.keychainUnavailable': 'configure',
  'setup.openPayments': 'wait',
  'settings.damaged': 'look',
  'settings.invalid': 'correct',
  // People
  'people.locked': 'correct',
  'people.managerNeeded': 'correct',
  'people.wrongPin': 'correct',
  'people.wait': 'wait',
  'people.unknown': 'look',
  'people.notManager': 'correct',
  'people.pinUnreadable': 'correct',
  'people.pinsOff': 'look',
  'people.noManager': 'correct',
  'people.lastManager': 'look',
  'people.nameTaken': 'correct',
  'people.tooMany': 'look',
  'people.wrongKeys': 'correct',
  'people.notSaved': 'retry',
  // Files
  'export.diskFull': 'retry',
  'export.notWritable': 'retry',
  'export.busy': 'wait',
  'export.notForCountry': 'look',
  // Closing the day
  'closing.nothing': 'look',
  'closing.changed': 'look',
  'closing.reasonMissing': 'correct',
  'closing.busy': 'wait',
  'closing.unknown': 'look',
  // Slips and the printer
  'printer.none': 'configure',
  'printer.offline': 'retry',
  'printer.paperOut': 'retry',
  'printer.coverOpen': 'retry',
  'printer.fault': 'look',
  'printer.notConfirmed': 'look',
  'printer.unknown': 'configure',
  'printer.notPrivate': 'configure',
  'printer.queueFull': 'look',
  'printer.notKept': 'retry',
  'printer.slipGone': 'look',
  'printer.nothingPaid': 'look',
  // IPC denials
  'ipc.senderDenied': 'support',
  'ipc.payloadInvalid': 'support',
  'ipc.unknownCall': 'support',
  'ipc.tooLarge': 'support',
  // A bug inside one payment or one call; the till goes on
  'internal': 'support',
} as const satisfies Record<string, NextStep>;

export type ErrorCode = keyof typeof ERRORS;
export const ERROR_CODES = Object.keys(ERRORS) as readonly ErrorCode[];
export const errorCodeSchema = z.enum(ERROR_CODES as [ErrorCode, ...ErrorCode[]]);
