import type { ErrorCode } from '../../shared/errors.ts';
import type { ErrorText } from './error-text.ts';
import { closingErrorsEn } from './errors-closing.en.ts';
import { exportErrorsEn } from './errors-export.en.ts';
import { printerErrorsEn } from './errors-printer.en.ts';
import { peopleErrorsEn } from './errors-people.en.ts';
import { saleErrorsEn } from './errors-sale.en.ts';
import { walletErrorsEn } from './errors-wallet.en.ts';

/** Every registered error in English; a code without a text does not compile. */
export const errorsEn = {
  ...walletErrorsEn,
  ...closingErrorsEn,
  ...exportErrorsEn,
  ...printerErrorsEn,
  ...peopleErrorsEn,
  ...saleErrorsEn,
  // What was typed
  'amount.zero': {
    title: 'Enter an amount',
    sentence: 'The amount is zero. Nothing was sent.',
    action: 'Key in what the customer is to pay.',
  },
  'amount.belowMinimum': {
    title: 'Amount too small',
    sentence: 'The amount is below the least {{wallet}} can take. Nothing was sent.',
    action: 'Enter a larger amount.',
  },
  'amount.aboveMaximum': {
    title: 'Amount too large',
    sentence: 'One payment can be at most 650,000.00. Nothing was sent.',
    action: 'Enter a smaller amount.',
  },
  'amount.notANumber': {
    title: 'That is not an amount',
    sentence: 'The till could not read it. Nothing was sent.',
    action: 'Use digits, with a comma before the decimals: 249,00.',
  },
  'amount.negative': {
    title: 'Amount below zero',
    sentence: 'A payment cannot be negative. Nothing was sent.',
    action: 'Enter the amount without a minus sign.',
  },
  'amount.tooManyDecimals': {
    title: 'Too many decimals',
    sentence: 'An amount has at most two decimals. Nothing was sent.',
    action: 'Enter it like this: 249,00.',
  },
  'lines.doNotAddUp': {
    title: 'The lines do not add up',
    sentence: 'The lines give another total than the amount shown. Nothing was sent.',
    action: 'Check quantities and prices, then send again.',
  },
  'lines.invalid': {
    title: 'A line is not complete',
    sentence: 'A line needs a name, a quantity, a price and a VAT rate. Nothing was sent.',
    action: 'Correct the line, or remove it.',
  },
  'phone.empty': {
    title: 'Enter a phone number',
    sentence: 'The request goes to the customer’s number. Nothing was sent.',
    action: 'Ask for the number and key it in.',
  },
  'phone.letters': {
    title: 'A phone number has digits only',
    sentence: 'There are other characters in the number. Nothing was sent.',
    action: 'Remove what is not a digit.',
  },
  'phone.tooShort': {
    title: 'Phone number too short',
    sentence: 'Some digits are missing. Nothing was sent.',
    action: 'Ask the customer to read the number out again.',
  },
  'phone.tooLong': {
    title: 'Phone number too long',
    sentence: 'There are too many digits. Nothing was sent.',
    action: 'Ask the customer to read the number out again.',
  },
  'phone.foreign': {
    title: 'Number from another country',
    sentence: '{{wallet}} works with numbers from Norway, Denmark, Finland and Sweden. Nothing was sent.',
    action: 'Check the country code, or use another way to pay.',
  },
  // What the till refuses
  'sale.unknown': {
    title: 'Sale not found',
    sentence: 'This till does not have that sale. Nothing was changed.',
    action: 'Look in the list of recent sales.',
  },
  'sale.liveRequest': {
    title: 'A request is already open',
    sentence: 'The earlier request can still be approved. No new one was sent.',
    action: 'Wait for it, or cancel it first.',
  },
  'sale.alreadyPaid': {
    title: 'Already paid',
    sentence: '{{wallet}} has confirmed this payment. Nothing more was taken.',
    action: 'Look at the sale, then start a new one.',
  },
  'sale.notApproved': {
    title: 'Not approved',
    sentence: 'There is no approved amount to capture or release. No money was moved.',
    action: 'Look at the sale: it shows where it stands.',
  },
  'sale.duplicate': {
    title: 'Same number and amount as before',
    sentence: 'There is an earlier sale with this number and amount. Nothing new was sent.',
    action: 'Look at the earlier sale before you send another request.',
  },
  'sale.otherWallet': {
    title: 'This sale belongs to another sales unit',
    sentence: 'It was rung up while the till was set up with another serial number or country. Nothing was sent.',
    action: 'Ring the goods up as a new sale.',
  },
  'sale.busy': {
    title: 'Something is under way for this sale',
    sentence: 'The wallet has not yet answered to what was asked for before. Nothing new was sent.',
    action: 'Wait for the answer, then try again.',
  },
  'sale.movedOn': {
    title: 'The sale has moved on',
    sentence: 'Money has moved since you looked. Nothing was sent.',
    action: 'Look at the sums, then decide anew.',
  },
  'parts.invalid': {
    title: 'These lines do not fit the sale',
    sentence: 'A line is not part of the sale, or more of it was chosen than is left.',
    action: 'Choose the lines anew.',
  },
  'refund.reasonMissing': {
    title: 'A reason is missing',
    sentence: 'A refund is written into the journal with its reason.',
    action: 'Say in a few words why the money goes back.',
  },
  'sale.noAttention': {
    title: 'Nothing here needs attention',
    sentence: 'Somebody or an answer of the wallet has settled it already.',
    action: 'Look at the sale.',
  },
  'till.starting': {
    title: 'The till is getting ready',
    sentence: 'It asks about open payments first. Nothing new was sent.',
    action: 'Wait a moment, then try again.',
  },
  'till.notSetUp': {
    title: 'The till is not set up yet',
    sentence: 'It cannot take payments before that. Nothing was sent.',
    action: 'An administrator must finish the set-up.',
  },
  'till.noKeys': {
    title: 'The till has no keys',
    sentence: 'Without the keys of the sales unit it cannot reach {{wallet}}. Nothing was sent.',
    action: 'An administrator must enter the keys in Settings.',
  },
  'till.journalUnavailable': {
    title: 'The till cannot write its journal',
    sentence: 'What is not written down is not sent, so no new payment was started.',
    action: 'Restart the app. If it happens again, call support and read out the code.',
  },
  'till.journalDamaged': {
    title: 'The journal of payments is damaged',
    sentence: 'What it says cannot be trusted, so no new payment is started. Open payments may still go through.',
    action: 'Change nothing on this computer. Call support and read out the code.',
  },
  'till.journalInUse': {
    title: 'The journal of payments is open already',
    sentence: 'Another till works on it, so this one does not sell. Nothing was sent.',
    action: 'Close the other till here and restart this one. Otherwise call support and read out the code.',
  },
  'till.journalTampered': {
    title: 'The journal is not the one that was written',
    sentence: 'Its files were changed or exchanged, so no new payment is started. Open payments may still go through.',
    action: 'A manager must write down what happened. If nobody knows, call support and read out the code.',
  },
  // What the network did
  'network.offline': {
    title: 'No network',
    sentence: 'Nothing was sent.',
    action: 'Check the cable or the wireless network, then try again.',
  },
  'network.dns': {
    title: '{{wallet}} was not found on the network',
    sentence: 'Nothing was sent.',
    action: 'An administrator must check the name look-up (DNS) of this network.',
  },
  'network.tls': {
    title: 'The connection is not secure',
    sentence: 'The till could not be sure that it was talking to {{wallet}}. Nothing was sent.',
    action: 'An administrator must check certificates, virus scanner and firewall (TLS).',
  },
  'network.clock': {
    title: 'The computer’s clock is wrong',
    sentence: 'A secure connection needs the right time. Nothing was sent.',
    action: 'An administrator must set the date and time of this computer.',
  },
  'network.proxy': {
    title: 'The proxy let nothing through',
    sentence: 'Nothing was sent.',
    action: 'An administrator must check the proxy settings of this computer.',
  },
  'network.refused': {
    title: 'No connection to {{wallet}}',
    sentence: 'Nothing was sent.',
    action: 'Try again. If it stays so, an administrator must check the firewall.',
  },
  'network.timeout': {
    title: 'No answer yet',
    sentence: 'No answer yet. The request may have reached {{wallet}} and the customer.',
    action: 'Do not take payment again. The till keeps asking.',
  },
  'network.dropped': {
    title: 'The connection broke off',
    sentence: 'The request may have reached {{wallet}} and the customer.',
    action: 'Do not take payment again. The till keeps asking.',
  },
  'network.unreadable': {
    title: 'The answer could not be read',
    sentence: 'The request may have gone through at {{wallet}}.',
    action: 'Do not take payment again. The till keeps asking.',
  },
  'network.notTheWallet': {
    title: 'Something else answered',
    sentence: 'The address answered, but not like {{wallet}}. A request may have reached the customer all the same.',
    action: 'Do not take payment again. The till keeps asking.',
  },
  'network.serverError': {
    title: '{{wallet}} has trouble right now',
    sentence: 'The request may have gone through all the same.',
    action: 'Do not take payment again. The till keeps asking.',
  },
  // Set-up
  'setup.keysIncomplete': {
    title: 'Keys are missing',
    sentence: 'All three keys are needed. Nothing was saved.',
    action: 'Fill in the empty fields.',
  },
  'setup.keyMalformed': {
    title: 'A key does not look right',
    sentence: 'A key is too short, or has a space or a foreign character inside. Nothing was saved.',
    action: 'Copy the key again from the business portal.',
  },
  'setup.serialNumberMalformed': {
    title: 'The serial number does not look right',
    sentence: 'It has 4 to 10 digits. Nothing was saved.',
    action: 'Copy it again from the business portal.',
  },
  'setup.serialNumberRejected': {
    title: 'The serial number is not accepted',
    sentence: 'The keys and this serial number do not belong together. No money was moved.',
    action: 'An administrator must compare both with the sales unit in the business portal.',
  },
  'setup.wrongEnvironment': {
    title: 'Keys for another environment',
    sentence: 'Test keys work only for test, and production keys only for production. No money was moved.',
    action: 'Choose the other environment, or enter the keys for this one.',
  },
  'setup.keychainUnavailable': {
    title: 'No protected place for the keys',
    sentence: 'This computer cannot protect them, so they were not stored.',
    action: 'Install gnome-keyring or KWallet with libsecret, or keep the keys for this run only.',
  },
  'setup.openPayments': {
    title: 'A payment is still open',
    sentence: 'Environment, serial number and country stay until every payment has ended. Nothing was changed.',
    action: 'Finish or cancel the open payments, then save again.',
  },
  'settings.damaged': {
    title: 'The settings file was damaged',
    sentence: 'It was kept aside and nothing was deleted. The journal of payments is a file of its own.',
    action: 'Look through the settings and save them again.',
  },
  'settings.invalid': {
    title: 'A setting is not valid',
    sentence: 'Nothing was saved.',
    action: 'Correct the marked fields, then save again.',
  },
  // Denials inside the app
  'ipc.senderDenied': {
    title: 'This window may not do that',
    sentence: 'The till refused. Nothing was sent.',
    action: 'Restart the app. If it happens again, call support and read out the code.',
  },
  'ipc.payloadInvalid': {
    title: 'The till did not understand the screen',
    sentence: 'The till refused. Nothing was sent.',
    action: 'Check what was typed. If it happens again, call support and read out the code.',
  },
  'ipc.unknownCall': {
    title: 'The till does not know this step',
    sentence: 'The till refused. Nothing was sent.',
    action: 'Restart the app. If it happens again, call support and read out the code.',
  },
  'ipc.tooLarge': {
    title: 'Too much at once',
    sentence: 'The till refused. Nothing was sent.',
    action: 'Use fewer lines or shorter names. If it happens again, call support.',
  },
  internal: {
    title: 'Something went wrong in the till',
    sentence: 'This step stopped on the way. It is not certain whether it took effect.',
    action: 'Do not take payment again before the sale is checked. Call support and read out the code.',
  },
} as const satisfies Record<ErrorCode, ErrorText>;
