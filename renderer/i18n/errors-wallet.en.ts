import type { ErrorCode } from '../../shared/errors.ts';
import type { ErrorText } from './error-text.ts';

/** What the wallet answered [api 3.2, 3.3], in English. */
export const walletErrorsEn = {
  'wallet.noWallet': {
    title: 'Cannot pay with {{wallet}} here',
    sentence: 'This number cannot pay with {{wallet}} here. No money was taken.',
    action: 'Try another number, or use another way to pay.',
  },
  'wallet.phoneInvalid': {
    title: 'Phone number not accepted',
    sentence: '{{wallet}} could not use this number. No money was taken.',
    action: 'Read the number back to the customer, then send again.',
  },
  'wallet.amountInvalid': {
    title: 'Amount not accepted',
    sentence: '{{wallet}} could not use this amount. No money was moved.',
    action: 'Check the amount, then try again.',
  },
  'wallet.amountTooSmall': {
    title: 'Amount too small',
    sentence: 'The amount is below the least {{wallet}} takes. No money was taken.',
    action: 'Enter a larger amount.',
  },
  'wallet.requestInvalid': {
    title: 'Request not accepted',
    sentence: '{{wallet}} could not use what the till sent. No money was moved.',
    action: 'Call support and read out the code.',
  },
  'wallet.tokenOrQrInvalid': {
    title: 'Customer’s code not accepted',
    sentence: '{{wallet}} could not use the code from the customer’s app. No money was taken.',
    action: 'Ask for a fresh code, or use the phone number.',
  },
  'wallet.idempotencyConflict': {
    title: 'An earlier request must be checked',
    sentence: '{{wallet}} already has a different request for this step. That one may have gone through.',
    action: 'Do not take payment again. The till looks up the truth.',
  },
  'wallet.referenceTaken': {
    title: '{{wallet}} already has this payment',
    sentence: 'The customer may already have this request.',
    action: 'Do not take payment again. The till looks up the truth.',
  },
  'wallet.referenceUnknown': {
    title: '{{wallet}} does not find this payment',
    sentence: '{{wallet}} has no such payment for this serial number. No money is confirmed.',
    action: 'Check again. If it stays so, an administrator must check the serial number.',
  },
  'wallet.currencyNotAllowed': {
    title: 'Wrong currency for this shop',
    sentence: 'The sales unit takes another currency. No money was taken.',
    action: 'An administrator must check the country and serial number in Settings.',
  },
  'wallet.salesUnitNotReady': {
    title: 'The sales unit is not ready',
    sentence: '{{wallet}} does not let this sales unit take payments yet. No money was taken.',
    action: 'An administrator must check the bank account verification in the business portal.',
  },
  'wallet.pushNotAllowed': {
    title: 'Requests to phones are not switched on',
    sentence: 'The sales unit lacks the push right. The customer got no request, and no money was taken.',
    action: 'An administrator must order the push right (skip landing page) for the sales unit.',
  },
  'wallet.featureNotAllowed': {
    title: 'Not part of the agreement',
    sentence: 'The sales unit does not have this service. No money was moved.',
    action: 'An administrator must order it for the sales unit in the business portal.',
  },
  'wallet.partialCaptureNotAllowed': {
    title: 'Only the full amount can be captured',
    sentence: 'The sales unit does not allow partial capture. Nothing was captured.',
    action: 'Capture the full amount, or release the money. An administrator can order partial capture.',
  },
  'wallet.refundNotPossible': {
    title: 'Refund not possible',
    sentence: 'The sales unit is not set up for refunds. No money was paid back.',
    action: 'An administrator must have refunds switched on for the sales unit.',
  },
  'wallet.alreadyCaptured': {
    title: 'Already captured',
    sentence: 'The money was captured earlier. Nothing was taken twice.',
    action: 'Look at the sale before you do anything more.',
  },
  'wallet.alreadyRefunded': {
    title: 'Already refunded',
    sentence: 'The money was paid back earlier. Nothing was paid back twice.',
    action: 'Look at the sale before you do anything more.',
  },
  'wallet.alreadyReserved': {
    title: 'Already reserved',
    sentence: 'The amount was reserved earlier. Nothing was reserved twice.',
    action: 'Look at the sale: it shows where it stands.',
  },
  'wallet.alreadyApproved': {
    title: 'The customer approved first',
    sentence: 'The request could not be withdrawn. The amount is reserved.',
    action: 'Hand over and capture, or release the amount.',
  },
  'wallet.alreadyEnded': {
    title: 'This payment has ended',
    sentence: '{{wallet}} had already closed it. This step moved no money.',
    action: 'Look at the sale: it shows how it ended.',
  },
  'wallet.notApprovedYet': {
    title: 'Not approved yet',
    sentence: 'The customer has not approved the request. No money was moved.',
    action: 'Wait for the customer to approve.',
  },
  'wallet.captureTooHigh': {
    title: 'More than what is approved',
    sentence: 'The amount is larger than what is left to capture. Nothing was captured.',
    action: 'Look at the sale: it shows what is left.',
  },
  'wallet.refundTooHigh': {
    title: 'More than what can be refunded',
    sentence: 'The amount is larger than what is left to refund. No money was paid back.',
    action: 'Enter a smaller amount.',
  },
  'wallet.refundPeriodOver': {
    title: 'Too late to refund here',
    sentence: '{{wallet}} no longer refunds a payment this old. No money was paid back.',
    action: 'Pay back in another way, and note it on the receipt.',
  },
  'wallet.nothingCaptured': {
    title: 'Nothing is captured yet',
    sentence: 'The money is not taken, so there is nothing to pay back.',
    action: 'Look at the sale: release the amount instead.',
  },
  'wallet.notRefundable': {
    title: '{{wallet}} cannot pay this back',
    sentence: 'The payment has ended, or the customer’s account is closed. No money was paid back.',
    action: 'Look at the sale. If money was captured, pay back in another way.',
  },
  'wallet.periodOver': {
    title: 'Too late for this payment',
    sentence: 'The time limit for this step has passed. No money was moved.',
    action: 'Call support and read out the code.',
  },
  'wallet.fundsGone': {
    title: 'The reservation is gone',
    sentence: 'The customer’s bank has released it. Nothing was captured.',
    action: 'Contact the customer, and call support with the code.',
  },
  'wallet.customerIsConfirming': {
    title: 'The customer is confirming right now',
    sentence: 'The request cannot be withdrawn at this moment. It may still be approved.',
    action: 'Wait. The till looks again by itself.',
  },
  'wallet.busy': {
    title: '{{wallet}} is busy with this payment',
    sentence: 'This step is not done yet. It has moved no money so far.',
    action: 'Wait. The till tries again by itself.',
  },
  'wallet.tooManyRequests': {
    title: 'Too many tries in a short time',
    sentence: '{{wallet}} asks the till to slow down. This step is not done yet.',
    action: 'Wait a minute. The till goes on by itself.',
  },
  'wallet.keysRejected': {
    title: 'The keys are not accepted',
    sentence: '{{wallet}} does not accept the keys of this till. No money was moved.',
    action: 'An administrator must check the keys in Settings.',
  },
  'wallet.keysOfOther': {
    title: 'The keys of another serial number are needed',
    sentence: 'This payment was made under a serial number whose keys the till does not hold. Nothing was sent.',
    action:
      'An administrator must enter that serial number and its keys in Settings, and can set the till back afterwards.',
  },
  'wallet.notPermitted': {
    title: 'Not permitted for this sales unit',
    sentence: 'The sales unit lacks the right or the product for this. No money was moved.',
    action: 'An administrator must check the sales unit in the business portal.',
  },
  'wallet.testApprovalFailed': {
    title: 'The test approval failed',
    sentence: 'This is the test environment: no real money is involved.',
    action: 'Try again, or approve in the test app.',
  },
  'wallet.rejected': {
    title: '{{wallet}} did not accept this step',
    sentence: 'No reason was given that the till knows. No money was moved.',
    action: 'Call support and read out the code.',
  },
  'wallet.approvedLate': {
    title: 'Approved after the till had given it up',
    sentence: 'The customer has approved a request that the wallet did not know before. The money is reserved.',
    action: 'Hand over the goods and capture, or release it.',
  },
  'wallet.captureDiffers': {
    title: 'Another amount was captured',
    sentence: '{{wallet}} has captured another amount than the one asked for.',
    action: 'Do not take payment again. Call support and read out the code.',
  },
  'wallet.mayBeDone': {
    title: 'It may have been done',
    sentence: '{{wallet}} shows the same amount moved without saying by whom.',
    action: 'Do not do it again. Look in the business portal, or call support and read out the code.',
  },
  'wallet.amountDiffers': {
    title: 'The wallet names another amount',
    sentence:
      '{{wallet}} has a payment with this reference for another amount ' +
      'than the one asked for. The till does not count it as its own.',
    action: 'Do not take payment again. Call support and read out the code.',
  },
  'settlement.noLedger': {
    title: 'No settlement found for this shop',
    sentence:
      '{{wallet}} shows no settlement for this serial number and these keys, or none yet. Payments are not affected.',
    action: 'If it stays so for a day, an administrator must ask {{wallet}} for access to settlement reports.',
  },
  'settlement.notInTest': {
    title: 'No settlement in the test environment',
    sentence: '{{wallet}} keeps no settlement for test payments. No real money is involved.',
    action: 'Compare with the settlement in production or in practice.',
  },
  'settlement.contradicts': {
    title: 'The settlement contradicts itself',
    sentence: 'What {{wallet}} sent does not fit together, so it is not used. No money was moved.',
    action: 'Try again later. If it stays so, call support and read out the code.',
  },
} as const satisfies Partial<Record<ErrorCode, ErrorText>>;
