import type { ErrorCode } from '../../shared/errors.ts';
import type { ErrorText } from './error-text.ts';

/** What can keep a slip from paper, English. */
export const printerErrorsEn = {
  'printer.none': {
    title: 'No printer is set up',
    sentence: 'Nothing was printed. The payment stands as it is shown.',
    action: 'Save the slip as a PDF, or ask an administrator to choose a printer in Settings.',
  },
  'printer.offline': {
    title: 'The printer does not answer',
    sentence: 'Nothing of the slip was printed. It waits here.',
    action: 'Check that the printer is on and in the network, then try again.',
  },
  'printer.paperOut': {
    title: 'The printer is out of paper',
    sentence: 'The slip is kept here.',
    action: 'Put in a new roll and close the cover.',
  },
  'printer.coverOpen': {
    title: 'The printer’s cover is open',
    sentence: 'The slip is kept here.',
    action: 'Close the cover.',
  },
  'printer.fault': {
    title: 'The printer reports a fault',
    sentence: 'The slip is kept here.',
    action: 'Look at the paper path and the cutter, and switch the printer off and on.',
  },
  'printer.notConfirmed': {
    title: 'Perhaps only half of it is on paper',
    sentence: 'The printer was lost while it printed. The payment stands as it is shown.',
    action: 'Look at the paper. If the slip is not whole, print it again: it is marked as a copy.',
  },
  'printer.unknown': {
    title: 'This computer has no such printer',
    sentence: 'Nothing was printed. The slip is kept here.',
    action: 'An administrator must choose the printer in Settings.',
  },
  'printer.notPrivate': {
    title: 'The printer’s address is outside the shop',
    sentence: 'Nothing was sent there. Slips stay in the shop’s own network.',
    action: 'An administrator must correct the address in Settings.',
  },
  'printer.queueFull': {
    title: 'Too many slips wait for the printer',
    sentence: 'This slip was not added. The payment stands as it is shown.',
    action: 'Get the printer going, or discard slips that nobody needs.',
  },
  'printer.notKept': {
    title: 'The slip could not be kept',
    sentence: 'This computer cannot save anything now, so nothing was printed. The payment stands as it is shown.',
    action: 'Make room on the disk, then print again.',
  },
  'printer.slipGone': {
    title: 'This slip no longer waits',
    sentence: 'It is printed, being printed, or was discarded.',
    action: 'Look at the paper.',
  },
  'printer.nothingPaid': {
    title: 'There is nothing to print yet',
    sentence: 'A slip is for money that was taken or given back.',
    action: 'Print it when the payment is done.',
  },
} as const satisfies Partial<Record<ErrorCode, ErrorText>>;
