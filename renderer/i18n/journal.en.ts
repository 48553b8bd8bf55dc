/** Texts about a damaged journal, English. */
export const journalEn = {
  stopped: 'The till is stopped',
  damaged: 'The journal of payments is damaged',
  happened: {
    missing: 'The file in which the till writes down every payment is gone or empty.',
    structure: 'The file in which the till writes down every payment can no longer be read in full.',
    gap: 'An entry is missing in the file in which the till writes down every payment.',
    hash: 'An entry in the file in which the till writes down every payment is not what was written.',
    payload: 'An entry in the file in which the till writes down every payment cannot be read.',
    end:
      'The newest entries are missing in the file in which the till writes ' +
      'down every payment, and the second copy does not have all of them.',
    foreign: 'The file in which the till writes down every payment and its second copy do not belong together.',
  },
  means: 'No new sale is started in this journal. Nothing was deleted or changed: the file is kept as it is.',
  waits:
    'Requests that were open can still be approved by their customers; ' +
    'the till looks at them again as soon as a new journal is started.',
  goesOn_one: 'One open payment is still being looked at.',
  goesOn_other: '{{count}} open payments are still being looked at.',
  file: 'File',
  folder: 'Folder',
  entry: 'Entry',
  receipt: 'Receipt number',
  call: 'Call whoever looks after this till. They need the file and the code.',
  settings: 'Settings',
  startAnew: 'Start a new journal',
  question: 'Start a new journal?',
  consequence:
    'The damaged file stays where it is, for those who look after the till. ' +
    'Every open payment that can be read goes into the new journal and is looked ' +
    'up at once. Receipt numbers go on. Earlier sales are no longer in the list.',
  notYet: 'Not now',
  yes: 'Start a new journal',
  refused: 'It did not work: {{reason}}',
  tampered: 'The journal of payments is not the one that was written',
  finding: {
    older:
      'The journal ends before an entry that the till knows it wrote: an ' +
      'older copy was put back. Sales that were made since are missing in it.',
    replaced: 'The journal is another one than this till wrote last.',
    missing:
      'The journal is gone, although the till knows it wrote one. A new ' +
      'one was begun; earlier sales and receipt numbers are not in it.',
    rechained: 'An entry does not carry the seal that it was written with: entries were changed, taken out or put in.',
    headGone:
      'What the till keeps outside the journal, to know how far it had come, ' +
      'is gone or was changed. Whether entries are missing cannot be proved.',
    keyGone:
      'The key that the journal is sealed with is gone, or this computer’s ' +
      'keychain cannot read it. Whether the journal was changed cannot be proved.',
  },
  tamperedMeans:
    'No new sale is started before a manager has looked into it. ' +
    'What was found is written in the journal, and stays there.',
  compare: 'Compare with the mark on the last printed closing, and with {{wallet}}’s portal.',
  sealedUpTo: 'Sealed up to',
  foundUpTo: 'Found',
  acceptLabel: 'What has happened?',
  acceptNote: 'Three letters at least. It is written into the journal with your name.',
  accept: 'Go on selling',
  sealedTitle: 'The journal is sealed from now on',
  sealedFrom:
    'Each entry from number {{from}} on carries a seal. Those before it were ' +
    'written by an earlier version of the till, or their seals were taken away.',
  unsealedTitle: 'This computer cannot seal the journal',
  unsealed:
    'It has no keychain that encrypts. The till notices a changed ' +
    'entry, but not one by somebody who writes every entry ' +
    'after it anew, and not an older copy that was put back: compare the mark on each printed closing.',
  unsealedMore:
    'The API keys are not kept and are typed at every start, audit ' +
    'files cannot be signed, and what is kept of the PINs can be ' +
    'copied and guessed by whoever uses this computer’s account.',
  unsealedHelp: {
    plain:
      'An administrator can install gnome-keyring, or KWallet, with libsecret. ' +
      'From the next start each new entry is sealed.',
    unavailable:
      'The keychain does not answer. An administrator can unlock it or set it up. ' +
      'From the next start each new entry is sealed.',
  },
  restoredTitle: 'The end of the journal was damaged',
  restored_one:
    'One entry was restored from the second copy. Nothing is missing. The damaged file is kept as {{file}}.',
  restored_other:
    '{{count}} entries were restored from the second copy. Nothing is missing. The damaged file is kept as {{file}}.',
  continuedTitle: 'A new journal was started',
  continued_zero: 'No open payment was found in the damaged one. It is kept as {{file}}.',
  continued_one: 'One open payment was taken along. The damaged journal is kept as {{file}}.',
  continued_other: '{{count}} open payments were taken along. The damaged journal is kept as {{file}}.',
  lost: 'These could not be read. Write them down and look them up in {{wallet}}’s portal:',
  lostOne: '{{reference}} (receipt {{number}})',
  tell: 'Tell whoever looks after this till. The file is in {{folder}}.',
  noted: 'I have noted it',
};
