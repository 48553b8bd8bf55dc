import type { ErrorCode } from '../../shared/errors.ts';
import type { ErrorText } from './error-text.ts';

/** What can be said no to about people and PINs, English. */
export const peopleErrorsEn = {
  'people.locked': {
    title: 'The till is locked',
    sentence: 'Nothing was done. Payments under way go on.',
    action: 'Choose your name and type your PIN.',
  },
  'people.managerNeeded': {
    title: 'This needs a manager',
    sentence: 'Nothing was done.',
    action: 'Ask a manager to approve it here with a PIN.',
  },
  'people.wrongPin': {
    title: 'That is not the PIN',
    sentence: 'After three wrong tries in a row the wait grows each time.',
    action: 'Try again, or ask a manager to set a new one.',
  },
  'people.wait': {
    title: 'Too many wrong tries',
    sentence: 'No try counts until the time is over. Starting the app again does not shorten it.',
    action: 'Wait, or let somebody else sign in.',
  },
  'people.unknown': {
    title: 'This person is not at this till',
    sentence: 'Somebody has changed the people meanwhile.',
    action: 'Choose another name.',
  },
  'people.notManager': {
    title: 'Only a manager can approve this',
    sentence: 'The PIN was not looked at.',
    action: 'Choose a manager.',
  },
  'people.pinUnreadable': {
    title: 'This PIN cannot be read any more',
    sentence: 'The key ring of this computer has changed. Nobody got in with it.',
    action: 'Ask a manager to set a new PIN. If no manager gets in, use “Forgotten PIN”.',
  },
  'people.pinsOff': {
    title: 'PINs are off',
    sentence: 'Nobody needs to sign in at this till.',
    action: 'Switch PINs on in Settings first.',
  },
  'people.noManager': {
    title: 'There is no manager yet',
    sentence: 'With PINs on and no manager nobody could open the settings.',
    action: 'Add a manager with a PIN first.',
  },
  'people.lastManager': {
    title: 'This is the last manager',
    sentence: 'Without a manager nobody could open the settings.',
    action: 'Make somebody else a manager first.',
  },
  'people.nameTaken': {
    title: 'This name is in use',
    sentence: 'It also stays taken when somebody has left, so that old entries name one person only.',
    action: 'Add an initial, or let the person who left come back.',
  },
  'people.tooMany': {
    title: 'The list is full',
    sentence: 'A till remembers at most 200 people, also those who have left.',
    action: 'Call support.',
  },
  'people.wrongKeys': {
    title: 'These are not the keys of this till',
    sentence: 'The PIN was not changed.',
    action: 'Copy all three keys anew from the portal of {{wallet}}.',
  },
  'people.keysNotProved': {
    title: 'It cannot be proved that these keys fit',
    sentence: 'The computer’s keychain does not have the keys, and the journal knows no payment to try these with.',
    action: 'The PIN was not changed. Call support and read the code to them.',
  },
  'people.notSaved': {
    title: 'This could not be saved',
    sentence: 'The disk did not take it. Everything is as it was before.',
    action: 'Make room on the disk and try again.',
  },
} as const satisfies Partial<Record<ErrorCode, ErrorText>>;
