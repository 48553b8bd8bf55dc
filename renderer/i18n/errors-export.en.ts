import type { ErrorCode } from '../../shared/errors.ts';
import type { ErrorText } from './error-text.ts';

/** What can stop a file from being written, English. */
export const exportErrorsEn = {
  'export.diskFull': {
    title: 'The disk is full',
    sentence: 'There was no room for the whole file, so none was kept.',
    action: 'Make room or choose another place, and save it again.',
  },
  'export.notWritable': {
    title: 'Nothing can be saved there',
    sentence: 'This place does not take files, so none was kept.',
    action: 'Choose another folder or another disk, and save it again.',
  },
  'export.busy': {
    title: 'A file is being written already',
    sentence: 'The till writes one file at a time.',
    action: 'Wait until it is done, then save the next one.',
  },
  'export.notForCountry': {
    title: 'This file is for shops in Norway',
    sentence: 'It follows Norwegian rules, and this shop is set up in another country.',
    action: 'Save the sales or the day reports instead.',
  },
  'export.signingKeyGone': {
    title: 'This is not the key that signed before',
    sentence:
      'The key with which this till signed earlier audit files is ' +
      'gone, cannot be read or was exchanged, so no file was made.',
    action: 'Have it put back from a backup. Where there is none, a manager can begin a new signing key.',
  },
} as const satisfies Partial<Record<ErrorCode, ErrorText>>;
